import type { ChartCommand } from '@chairside/shared/chart-act'
import type { SessionChart } from '@chairside/shared/session-chart'
import { useEffect, useState } from 'react'
import { useServices } from '../common/services.tsx'
import { type Asking, useAsked } from '../common/use-asked.ts'

export interface KeptChart {
  readonly chart: SessionChart | null
  readonly state: 'reading' | 'read' | 'failed' | 'unknown'
  readonly reload: () => void
}

/** The chart of a session, read once, and again when asked: after each change of it. */
export const useChart = (sessionId: string): KeptChart => {
  const { charts } = useServices()
  const [asked, setAsked] = useState(0)
  const [kept, setKept] = useState<{ readonly chart: SessionChart | null; readonly state: KeptChart['state'] }>({
    chart: null,
    state: 'reading',
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked says when to read again.
  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      const answer = await charts.chart(sessionId)
      if (over) return
      if (answer.ok) setKept({ chart: answer.value, state: 'read' })
      else setKept(({ chart }) => ({ chart, state: answer.problem.code === 'unknown-session' ? 'unknown' : 'failed' }))
    }
    void read()
    return () => {
      over = true
    }
  }, [charts, sessionId, asked])
  return { ...kept, reload: () => setAsked((before) => before + 1) }
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
