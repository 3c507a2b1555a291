import type { ChartCommand } from '@chairside/shared/chart-act'
import type { SessionChart } from '@chairside/shared/session-chart'
import { useServices } from '../common/services.tsx'
import { type Asking, useAsked } from '../common/use-asked.ts'
import { type Kept, useKept } from '../common/use-kept.ts'

/** The chart of a session. */
export const useChart = (sessionId: string): Kept<SessionChart> => {
  const { charts } = useServices()
  return useKept({ source: charts, id: sessionId, read: (id) => charts.chart(id), unknown: 'unknown-session' })
}

export interface ChartActing {
  readonly asking: Asking
  /** Resolves true when it was done; the chart is read again by then or soon after. `proof`: of a witness. */
  run(act: ChartCommand['act'], proof?: string): Promise<boolean>
}

/** Does something to the chart, and has it read again. */
export const useChartAct = (sessionId: string, onDone: () => void): ChartActing => {
  const { charts } = useServices()
  const asking = useAsked()
  return {
    asking,
    run: async (act, proof) => {
      const done = (await asking.run(() => charts.act(sessionId, act, proof))) !== null
      if (done) onDone()
      return done
    },
  }
}
