import type { Worker } from 'node:worker_threads'
import type { RecordEntry } from '../ports/record.ts'
import { startThread } from '../threads/start-thread.ts'
import type { Committer, ErrandRunner } from './commit-queue.ts'
import type { CommitFailure } from './writer.ts'
import type { Errand, FromWriter, ToWriter, WriterSettings } from './writer-messages.ts'

interface Waiting {
  readonly resolve: (failures: readonly CommitFailure[]) => void
  readonly reject: (error: unknown) => void
}

/**
 * What it is sent is garbage once it is written. Looked for often, it is little: by default the samples of 200 chairs stay for half a
 * minute, some 25 MB.
 */
const MEMORY = { maxYoungGenerationSizeMb: 4 } as const

/**
 * The writer in a thread of its own. A thread that dies fails the commit in hand, and the next commit starts another.
 * Rejects if the first thread cannot open the database.
 */
export const startWriterThread = async (settings: WriterSettings): Promise<Committer & ErrandRunner> => {
  let worker: Worker | null = null
  let waiting: Waiting | null = null
  let errand: { readonly resolve: (count: number) => void; readonly reject: (error: unknown) => void } | null = null

  const settle = (act: (one: Waiting) => void): void => {
    const one = waiting
    waiting = null
    if (one !== null) act(one)
  }

  const endErrand = ({ count, failure }: { readonly count: number; readonly failure: string | null }): void => {
    const one = errand
    errand = null
    if (failure === null) one?.resolve(count)
    else one?.reject(new Error(failure))
  }

  const start = async (): Promise<Worker> =>
    new Promise((resolve, reject) => {
      const started = startThread(import.meta.url, 'writer-worker', settings, MEMORY)
      let fault: unknown = new Error('the writer thread ended')
      started.on('message', (message: FromWriter) => {
        if (message.kind === 'ready') resolve(started)
        else if (message.kind === 'errand-done') endErrand(message)
        else settle((one) => one.resolve(message.failures))
      })
      started.on('error', (error) => {
        fault = error
      })
      started.on('exit', () => {
        if (worker === started) worker = null
        reject(fault)
        settle((one) => one.reject(fault))
        endErrand({ count: 0, failure: String(fault) })
      })
    })

  const send = (target: Worker, message: ToWriter): void => target.postMessage(message)

  worker = await start()
  return {
    commit: async (entries: readonly RecordEntry[]) => {
      worker ??= await start()
      const target = worker
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        send(target, { kind: 'commit', entries })
      })
    },
    run: async (wanted: Errand) => {
      // Commits start a thread that died; what is not urgent waits for that.
      const target = worker
      if (target === null || errand !== null) throw new Error('the writer is busy')
      return new Promise((resolve, reject) => {
        errand = { resolve, reject }
        send(target, { kind: 'errand', errand: wanted })
      })
    },
    close: async () => {
      const target = worker
      if (target === null) return
      const ended = new Promise((resolve) => target.once('exit', resolve))
      send(target, { kind: 'close' })
      await ended
    },
  }
}
