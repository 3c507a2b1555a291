import type { SessionChart } from '@chairside/shared/session-chart'
import type { SessionLine } from '@chairside/shared/session-list'
import { JUDGE_VERSION } from './chair.ts'
import { buildChart, type ChartSource } from './session-chart.ts'
import { lineOfChart } from './session-line.ts'

/** Raised when a chart drawn from the same record is another one. */
const CHART_VERSION = 1

/** Which judge and which drawing stand behind a chart. */
export const BUILT_BY = `judge ${JUDGE_VERSION}, chart ${CHART_VERSION}`

/** A chart and its line in the list; null: the record holds no session. */
export const drawChart = (source: ChartSource): { readonly chart: SessionChart; readonly line: SessionLine } | null => {
  const chart = buildChart(source)
  return chart === null ? null : { chart, line: lineOfChart(chart, source.facts) }
}
