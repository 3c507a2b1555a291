import type { Worker } from 'node:worker_threads'
import type { FromThread, ToThread, Work } from './asked-messages.ts'

export interface AskedThread<Functions extends Work<Functions>> {
  /** Rejects where it failed there, or where the thread died. */
  ask<Name extends keyof Functions>(name: Name, ...asked: Parameters<Functions[Name]>): Promise<Awaited<ReturnType<Functions[Name]>>>
  /** How many questions wait for their answer. */
  waiting(): number
  /** Ends the thread after what it was asked by now. */
  close(): Promise<void>
  /** Ends the thread at once: what waits fails. */
  stop(): Promise<void>
}

interface Waiting {
  readonly take: (value: never) => void
  readonly fail: (error: unknown) => void
}

/**
 * A thread of its own, begun with the first question. One that dies fails what it was asked; the next question begins another. It keeps
 * no process alive that waits for nothing. `name` is what it is called in errors.
 */
export const createAskedThread = <Functions extends Work<Functions>>(name: string, start: () => Worker): AskedThread<Functions> => {
  let worker: Worker | null = null
  let asked = 0
  const waiting = new Map<number, Waiting>()

  const begin = (): Worker => {
    const started = start()
    let fault: unknown = new Error(`${name} ended`)
    started.on('message', (message: FromThread) => {
      const one = waiting.get(message.id)
      waiting.delete(message.id)
      if (waiting.size === 0) started.unref()
      if (message.kind === 'failed') one?.fail(new Error(message.reason))
      else one?.take(message.value as never)
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
    ask: (what, ...given) =>
      new Promise((take, fail) => {
        worker ??= begin()
        worker.ref()
        asked += 1
        waiting.set(asked, { take, fail })
        worker.postMessage({ kind: 'ask', id: asked, name: what, asked: given } satisfies ToThread)
      }),
    waiting: () => waiting.size,
    close: async () => {
      const target = worker
      if (target === null) return
      const ended = new Promise((resolve) => target.once('exit', resolve))
      target.postMessage({ kind: 'close' } satisfies ToThread)
      await ended
    },
    stop: async () => {
      await worker?.terminate()
    },
  }
}
