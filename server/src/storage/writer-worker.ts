import { parentPort, workerData } from 'node:worker_threads'
import { createHeadsWriter } from './heads.ts'
import { runErrand } from './run-errand.ts'
import { openSqliteFile } from './sqlite-file.ts'
import { createWaveJournal, type WaveJournal } from './wave-journal.ts'
import { createWriter, type Writer } from './writer.ts'
import type { Errand, FromWriter, ToWriter, WriterSettings } from './writer-messages.ts'

const attempt = (writer: Writer, journal: WaveJournal, errand: Errand): { readonly count: number; readonly failure: string | null } => {
  try {
    return { count: runErrand(writer, journal, errand), failure: null }
  } catch (error) {
    return { count: 0, failure: error instanceof Error ? error.message : 'failed' }
  }
}

/** The writer's own thread: a slow disk holds up no judgement. */
const serve = (port: NonNullable<typeof parentPort>, settings: WriterSettings): void => {
  const writer = createWriter(openSqliteFile(settings.file, settings.busyTimeoutMs), createHeadsWriter(settings.headsFolder))
  const journal = createWaveJournal(settings.journalFolder)
  const answer = (message: FromWriter): void => port.postMessage(message)
  port.on('message', (message: ToWriter) => {
    if (message.kind === 'commit') {
      answer({ kind: 'committed', failures: writer.commit(message.entries) })
      writer.noteHeads()
    } else if (message.kind === 'errand') answer({ kind: 'errand-done', ...attempt(writer, journal, message.errand) })
    else {
      journal.close()
      writer.close()
      port.close()
    }
  })
  answer({ kind: 'ready' })
}

if (parentPort !== null) serve(parentPort, workerData as WriterSettings)
