import type { CourseSession } from '@chairside/shared/patient-course'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { SessionLine } from '@chairside/shared/session-list'
import { JUDGE_VERSION } from './chair.ts'
import { courseSessionOf } from './course-session.ts'
import { protocolOf } from './judge-again.ts'
import { type ChartSource, chartWithReadings, type DrawnSoFar } from './session-chart.ts'
import { lineOfChart } from './session-line.ts'

/** Raised when a chart drawn from the same record is another one. */
const CHART_VERSION = 4

/** Which judge and which drawing stand behind a chart. */
export const BUILT_BY = `judge ${JUDGE_VERSION}, chart ${CHART_VERSION}`

export interface DrawnChart {
  readonly chart: SessionChart
  /** In the list of sessions. */
  readonly line: SessionLine
  /** In the course of its patient. */
  readonly course: CourseSession
  readonly soFar: DrawnSoFar
}

/** A chart with what is shown of it elsewhere; null: the record holds no session. `before`: what the last drawing of this record left. */
export const drawChart = (source: ChartSource, before: DrawnSoFar | null = null): DrawnChart | null => {
  const drawn = chartWithReadings(source, before)
  const protocol = protocolOf(source)
  if (drawn === null || protocol === null) return null
  const { chart, soFar } = drawn
  return { chart, line: lineOfChart(chart, source.facts), course: courseSessionOf(chart, protocol.cuff), soFar }
}
