import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ResourceLimits, Worker } from 'node:worker_threads'

/**
 * Starts the thread `name`, whose file stands beside the one that asks for it: `from` is that one's `import.meta.url`. From source it is
 * a `.ts`, in the built server a `.js`. `limits`: of its memory, where the defaults do not fit its work.
 */
export const startThread = (from: string, name: string, workerData: object = {}, limits: ResourceLimits = {}): Worker => {
  const extension = extname(fileURLToPath(from))
  const entry = new URL(`./${name}${extension}`, from)
  const start = extension === '.ts' ? new URL('../worker-from-source.mjs', import.meta.url) : entry
  return new Worker(start, {
    execArgv: extension === '.ts' ? ['--conditions=source'] : [],
    workerData: { ...workerData, entry: entry.href },
    resourceLimits: limits,
  })
}
