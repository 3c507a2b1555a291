import type { AskedWhatIf, WhatIfRun } from '@chairside/shared/alarm-what-if'
import { useInterval } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useServices } from '../common/services.tsx'
import { useAsked } from '../common/use-asked.ts'

/** How often a run is asked how far it is: one that nobody asks about for a minute is given up by the server. */
const LOOK_EVERY_MS = 1_000

/** One run over a period; whoever leaves the page ends it. */
export const useWhatIf = () => {
  const { reviews } = useServices()
  const asking = useAsked()
  const [run, setRun] = useState<WhatIfRun | null>(null)
  const [lost, setLost] = useState(false)
  const going = useRef<string | null>(null)
  const isGoing = run?.state === 'running'
  going.current = isGoing ? run.runId : null

  const take = (next: WhatIfRun): void => setRun((before) => (before === null || before.runId === next.runId ? next : before))
  const look = async (): Promise<void> => {
    const runId = going.current
    if (runId === null) return
    const answer = await reviews.run(runId)
    if (answer.ok) {
      setLost(false)
      take(answer.value)
    } else if (answer.problem.code === 'unknown-run') setRun((before) => (before === null ? null : { ...before, state: 'cancelled' }))
    else setLost(true)
  }
  const { start, stop } = useInterval(() => void look(), LOOK_EVERY_MS)
  useEffect(() => {
    if (isGoing) start()
    else stop()
    return stop
  }, [isGoing, start, stop])
  useEffect(
    () => () => {
      if (going.current !== null) void reviews.cancel(going.current)
    },
    [reviews],
  )
  return {
    run,
    lost: lost && isGoing,
    asking,
    begin: async (asked: AskedWhatIf): Promise<void> => {
      setLost(false)
      const begun = await asking.run(() => reviews.whatIf(asked))
      if (begun !== null) setRun(begun)
    },
    cancel: async (): Promise<void> => {
      const runId = going.current
      if (runId === null) return
      const answer = await reviews.cancel(runId)
      if (answer.ok) take(answer.value)
      else setLost(true)
    },
  }
}
