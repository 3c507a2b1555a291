import { parentPort, workerData } from 'node:worker_threads'
import { createHeadsWriter } from './heads.ts'
import { openSqliteFile } from './sqlite-file.ts'
import { createWriter } from './writer.ts'
import type { FromWriter, ToWriter, WriterSettings } from './writer-messages.ts'

/** The writer's own thread: a slow disk holds up no judgement. */
const serve = (port: NonNullable<typeof parentPort>, settings: WriterSettings): void => {
  const writer = createWriter(openSqliteFile(settings.file, settings.busyTimeoutMs), createHeadsWriter(settings.headsFolder))
  const answer = (message: FromWriter): void => port.postMessage(message)
  port.on('message', (message: ToWriter) => {
    if (message.kind === 'commit') answer({ kind: 'committed', failures: writer.commit(message.entries) })
    else if (message.kind === 'idle') writer.idle()
    else {
      writer.close()
      port.close()
    }
  })
  answer({ kind: 'ready' })
}

if (parentPort !== null) serve(parentPort, workerData as WriterSettings)
