import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { BUILT_BY } from '../domain/draw-chart.ts'
import type { AlarmReviews } from '../ports/alarm-reviews.ts'
import type { AskedJudgement, BuiltChart, ChartBuilder } from '../ports/charts.ts'
import { readWhole } from './alarm-reading.ts'
import type { ChartSettings, FromCharts, ToCharts } from './chart-messages.ts'

const launch = (settings: ChartSettings): Worker => {
  // From source this file is a `.ts`, in the built server a `.js` that stands beside the worker's.
  const extension = extname(fileURLToPath(import.meta.url))
  const entry = new URL(`./chart-worker${extension}`, import.meta.url)
  const start = extension === '.ts' ? new URL('../worker-from-source.mjs', import.meta.url) : entry
  return new Worker(start, {
    execArgv: extension === '.ts' ? ['--conditions=source'] : [],
    workerData: { ...settings, entry: entry.href },
  })
}

const otherAnswer = (): never => {
  throw new Error('the chart thread gave another answer')
}

interface Waiting {
  readonly take: (message: FromCharts) => void
  readonly fail: (error: unknown) => void
}

/** Charts from a thread of their own, begun with the first one asked for. One that dies fails what it was asked; the next begins another. */
export const createChartThread = (settings: ChartSettings): ChartBuilder & AlarmReviews & { close(): Promise<void> } => {
  let worker: Worker | null = null
  let asked = 0
  const waiting = new Map<number, Waiting>()

  const begin = (): Worker => {
    const started = launch(settings)
    let fault: unknown = new Error('the chart thread ended')
    started.on('message', (message: FromCharts) => {
      const one = waiting.get(message.id)
      waiting.delete(message.id)
      if (waiting.size === 0) started.unref()
      if (message.kind === 'failed') one?.fail(new Error(message.reason))
      else one?.take(message)
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

  const ask = (message: ToCharts & { readonly id: number }): Promise<FromCharts> =>
    new Promise((take, fail) => {
      worker ??= begin()
      worker.ref()
      waiting.set(message.id, { take, fail })
      worker.postMessage(message)
    })

  const next = (): number => {
    asked += 1
    return asked
  }

  return {
    builtBy: BUILT_BY,
    build: async (sessionId): Promise<BuiltChart | null> => {
      const answer = await ask({ kind: 'build', id: next(), sessionId })
      return answer.kind === 'built' ? answer.chart : null
    },
    judgeAgain: async (sessionId, base, changes): Promise<AskedJudgement | null> => {
      const answer = await ask({ kind: 'judge-again', id: next(), sessionId, base, changes })
      return answer.kind === 'judged' ? answer.answer : null
    },
    carryAfterwards: async (sessionId, act, now) => {
      const answer = await ask({ kind: 'carry', id: next(), sessionId, act, now })
      return answer.kind === 'carried' ? answer.answer : null
    },
    copy: async (sessionId) => {
      const answer = await ask({ kind: 'copy', id: next(), sessionId })
      return answer.kind === 'copied' ? answer.copy : null
    },
    verify: async (sessionId) => {
      const answer = await ask({ kind: 'verify', id: next(), sessionId })
      return answer.kind === 'verified' ? answer.faults : otherAnswer()
    },
    review: (...asked) =>
      readWhole(async () => {
        const answer = await ask({ kind: 'review', id: next(), asked })
        return answer.kind === 'reviewed' ? answer.answer : otherAnswer()
      }),
    episodes: (...asked) =>
      readWhole(async () => {
        const answer = await ask({ kind: 'episodes', id: next(), asked })
        return answer.kind === 'listed' ? answer.answer : otherAnswer()
      }),
    sessionsIn: (...asked) =>
      readWhole(async () => {
        const answer = await ask({ kind: 'sessions-in', id: next(), asked })
        return answer.kind === 'found' ? answer.answer : otherAnswer()
      }),
    weigh: async (...asked) => {
      const answer = await ask({ kind: 'weigh', id: next(), asked })
      return answer.kind === 'weighed' ? answer.answer : otherAnswer()
    },
    close: async () => {
      const target = worker
      if (target === null) return
      const ended = new Promise((resolve) => target.once('exit', resolve))
      target.postMessage({ kind: 'close' } satisfies ToCharts)
      await ended
    },
  }
}
