import type { TrailPage, TrailQuery } from '@chairside/shared/audit-trail'
import { useEffect, useState } from 'react'
import { useServices } from '../common/services.tsx'

export interface FoundTrail extends TrailPage {
  readonly asked: string
}

/** The pages of what is asked for, the first one read anew whenever that is another, or on demand. */
export const useTrail = (asked: TrailQuery) => {
  const { audit } = useServices()
  const text = JSON.stringify(asked)
  const [found, setFound] = useState<FoundTrail | null>(null)
  const [failed, setFailed] = useState(false)
  const [reading, setReading] = useState(true)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: round says when to read again.
  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      setReading(true)
      const answer = await audit.find(JSON.parse(text) as TrailQuery)
      if (over) return
      setReading(false)
      setFailed(!answer.ok)
      if (answer.ok) setFound({ ...answer.value, asked: text })
    }
    void read()
    return () => {
      over = true
    }
  }, [audit, text, round])
  const older = async (): Promise<void> => {
    if (found === null || found.next === null) return
    setReading(true)
    const answer = await audit.find({ ...(JSON.parse(found.asked) as TrailQuery), after: found.next })
    setReading(false)
    setFailed(!answer.ok)
    if (answer.ok)
      setFound((before) =>
        before === null || before.asked !== found.asked
          ? before
          : { ...answer.value, asked: found.asked, lines: [...before.lines, ...answer.value.lines] },
      )
  }
  return { found, failed, reading, older, again: () => setRound((before) => before + 1) }
}
