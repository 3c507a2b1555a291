import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { FromExports, ToExports } from './export-messages.ts'
import type { Handed } from './handed.ts'
import type { MadeExport } from './make-export.ts'

/** So many wait at most: a session of hours is held whole for each. */
const WAITING_AT_MOST = 8

export interface Exporter {
  /** Null: there is no session in the copy. `busy`: too many wait already. Rejects where it could not be made. */
  make(copy: Uint8Array, handed: Handed): Promise<MadeExport | null | 'busy'>
  close(): Promise<void>
}

const launch = (): Worker => {
  // From source this file is a `.ts`, in the built server a `.js` that stands beside the worker's.
  const extension = extname(fileURLToPath(import.meta.url))
  const entry = new URL(`./export-worker${extension}`, import.meta.url)
  const start = extension === '.ts' ? new URL('../../worker-from-source.mjs', import.meta.url) : entry
  return new Worker(start, {
    execArgv: extension === '.ts' ? ['--conditions=source'] : [],
    workerData: { entry: entry.href },
  })
}

interface Waiting {
  readonly take: (made: MadeExport | null) => void
  readonly fail: (error: unknown) => void
}

/** Exports from a thread of their own, begun with the first one asked for. One that dies fails what it was asked; the next begins another. */
export const createExportThread = (): Exporter => {
  let worker: Worker | null = null
  let asked = 0
  const waiting = new Map<number, Waiting>()

  const begin = (): Worker => {
    const started = launch()
    let fault: unknown = new Error('the export thread ended')
    started.on('message', (message: FromExports) => {
      const one = waiting.get(message.id)
      waiting.delete(message.id)
      if (waiting.size === 0) started.unref()
      if (message.kind === 'failed') one?.fail(new Error(message.reason))
      else one?.take(message.made)
    })
    started.on('error', (error) => {
      fault = error
    })
    started.on('exit', () => {
      if (worker !== started) return
      worker = null
      for (const one of waiting.values()) one.fail(fault)
      waiting.clear()
    })
    return started
  }

  return {
    make: (copy, handed) => {
      if (waiting.size >= WAITING_AT_MOST) return Promise.resolve('busy')
      return new Promise((take, fail) => {
        worker ??= begin()
        worker.ref()
        asked += 1
        waiting.set(asked, { take, fail })
        worker.postMessage({ id: asked, copy, handed } satisfies ToExports)
      })
    },
    close: async () => {
      const ending = worker
      await ending?.terminate()
    },
  }
}
