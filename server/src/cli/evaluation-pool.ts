import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { FoundFile } from './evaluation-files.ts'
import type { FileResult, Job } from './evaluation-worker.ts'

/** A collection is judged in this many shares. Each reads the file: that takes little beside the judging. */
const SHARES = 8
const sharesOf = ({ content }: FoundFile): number => (content === 'collection' ? SHARES : 1)

/** The results of a file's shares as one: what makes one share unreadable makes the file so. */
const joined = (shares: readonly FileResult[]): FileResult =>
  shares.find(({ kind }) => kind === 'unreadable') ?? {
    kind: 'judged',
    results: shares.flatMap((one) => (one.kind === 'judged' ? one.results : [])),
  }

/**
 * Judges files in as many threads as the machine runs at once, the largest first, and gives their results in the order of `files`.
 * `onDone` hears how much of it is done, from 0 to 1. A file at which a thread dies is unreadable, and another thread goes on.
 */
export const evaluateFiles = async (files: readonly FoundFile[], onDone: (share: number) => void): Promise<readonly FileResult[]> => {
  const jobs = files.flatMap((file, index) =>
    Array.from({ length: sharesOf(file) }, (_, part) => ({ file, index, share: { part, of: sharesOf(file) } })),
  )
  const waiting = [...jobs].sort((a, b) => a.file.bytes - b.file.bytes)
  const results = new Map<(typeof jobs)[number], FileResult>()
  const put = (job: (typeof jobs)[number], result: FileResult): void => {
    results.set(job, result)
    onDone(results.size / jobs.length)
  }
  /** One thread until it dies or nothing waits. */
  const work = async (): Promise<void> =>
    new Promise((resolve) => {
      const worker = new Worker(new URL('../worker-from-source.mjs', import.meta.url), {
        execArgv: ['--conditions=source'],
        workerData: { entry: new URL('./evaluation-worker.ts', import.meta.url).href },
      })
      let inHand: (typeof jobs)[number] | null = null
      const next = (): void => {
        inHand = waiting.pop() ?? null
        if (inHand === null) void worker.terminate()
        else worker.postMessage({ file: inHand.file, share: inHand.share } satisfies Job)
      }
      worker.on('message', (result: FileResult) => {
        if (inHand !== null) put(inHand, result)
        next()
      })
      worker.on('error', (error) => {
        if (inHand !== null) put(inHand, { kind: 'unreadable', reason: `cannot be judged: ${error.message}` })
        inHand = null
      })
      worker.on('exit', () => resolve())
      next()
    })
  const lane = async (): Promise<void> => {
    while (waiting.length > 0) await work()
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), jobs.length) }, lane))
  return files.map((_, index) =>
    joined(jobs.filter((job) => job.index === index).map((job) => results.get(job) ?? { kind: 'unreadable', reason: 'was not judged' })),
  )
}
