import { BUILT_BY } from '../domain/draw-chart.ts'
import type { AlarmReviews } from '../ports/alarm-reviews.ts'
import type { ChartBuilder } from '../ports/charts.ts'
import { createAskedThread } from '../threads/asked-thread.ts'
import { startThread } from '../threads/start-thread.ts'
import { readWhole } from './alarm-reading.ts'
import type { ChartDrawing } from './chart-source.ts'

/** What the chart thread is started with. */
export interface ChartSettings {
  readonly file: string
  readonly headsFolder: string
  readonly busyTimeoutMs: number
}

/** Charts from a thread of their own. */
export const createChartThread = (settings: ChartSettings): ChartBuilder & AlarmReviews & { close(): Promise<void> } => {
  const { ask, close } = createAskedThread<ChartDrawing>('the chart thread', () => startThread(import.meta.url, 'chart-worker', settings))
  return {
    builtBy: BUILT_BY,
    build: (...asked) => ask('build', ...asked),
    judgeAgain: (...asked) => ask('judgeAgain', ...asked),
    carryAfterwards: (...asked) => ask('carryAfterwards', ...asked),
    copy: (...asked) => ask('copy', ...asked),
    verify: (...asked) => ask('verify', ...asked),
    review: (...asked) => readWhole(() => ask('review', ...asked)),
    episodes: (...asked) => readWhole(() => ask('episodes', ...asked)),
    sessionsIn: (...asked) => readWhole(() => ask('sessionsIn', ...asked)),
    weigh: (...asked) => ask('weigh', ...asked),
    close,
  }
}
