import { parentPort, workerData } from 'node:worker_threads'
import { createHeadsWriter } from './heads.ts'
import { runErrand } from './run-errand.ts'
import { openSqliteFile } from './sqlite-file.ts'
import { createWriter, type Writer } from './writer.ts'
import type { Errand, FromWriter, ToWriter, WriterSettings } from './writer-messages.ts'

const attempt = (writer: Writer, errand: Errand): { readonly count: number; readonly failure: string | null } => {
  try {
    return { count: runErrand(writer, errand), failure: null }
  } catch (error) {
    return { count: 0, failure: error instanceof Error ? error.message : 'failed' }
  }
}

/** The writer's own thread: a slow disk holds up no judgement. */
const serve = (port: NonNullable<typeof parentPort>, settings: WriterSettings): void => {
  const writer = createWriter(openSqliteFile(settings.file, settings.busyTimeoutMs), createHeadsWriter(settings.headsFolder))
  const answer = (message: FromWriter): void => port.postMessage(message)
  port.on('message', (message: ToWriter) => {
    if (message.kind === 'commit') answer({ kind: 'committed', failures: writer.commit(message.entries) })
    else if (message.kind === 'idle') writer.idle()
    else if (message.kind === 'errand') answer({ kind: 'errand-done', ...attempt(writer, message.errand) })
    else {
      writer.close()
      port.close()
    }
  })
  answer({ kind: 'ready' })
}

if (parentPort !== null) serve(parentPort, workerData as WriterSettings)
