import type { CourseSession } from '@chairside/shared/patient-course'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { SessionLine } from '@chairside/shared/session-list'
import { JUDGE_VERSION } from './chair.ts'
import { courseSessionOf } from './course-session.ts'
import { protocolOf } from './judge-again.ts'
import { buildChart, type ChartSource } from './session-chart.ts'
import { lineOfChart } from './session-line.ts'

/** Raised when a chart drawn from the same record is another one. */
const CHART_VERSION = 2

/** Which judge and which drawing stand behind a chart. */
export const BUILT_BY = `judge ${JUDGE_VERSION}, chart ${CHART_VERSION}`

export interface DrawnChart {
  readonly chart: SessionChart
  /** In the list of sessions. */
  readonly line: SessionLine
  /** In the course of its patient. */
  readonly course: CourseSession
}

/** A chart with what is shown of it elsewhere; null: the record holds no session. */
export const drawChart = (source: ChartSource): DrawnChart | null => {
  const chart = buildChart(source)
  const protocol = protocolOf(source)
  if (chart === null || protocol === null) return null
  return { chart, line: lineOfChart(chart, source.facts), course: courseSessionOf(chart, protocol.cuff) }
}
