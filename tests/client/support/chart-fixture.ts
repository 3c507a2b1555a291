import { buildChart } from '@chairside/server/domain/session-chart'
import type { SessionChart } from '@chairside/shared/session-chart'
import { CHAIR, type Example } from '../../support/judge-harness.ts'

/** The chart of an example as the server would draw it. */
export const chartOf = ({ inputs, facts }: Example): SessionChart => {
  const chart = buildChart({ inputs, facts, chairId: CHAIR, content: { entry: 9, hash: 'ab'.repeat(32) } })
  if (chart === null) throw new Error('no chart')
  return chart
}
