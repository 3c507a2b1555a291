import type { AlarmReview, AskedReview } from '@chairside/shared/alarm-review'
import { useEffect, useState } from 'react'
import { useServices } from '../common/services.tsx'

interface Read {
  readonly asked: string
  readonly review: AlarmReview
}

/** The figures of a period, read anew whenever another one is asked for. What was read last stays until then, and says that it is old. */
export const useReview = (asked: AskedReview) => {
  const { reviews } = useServices()
  const wanted = JSON.stringify(asked)
  const [read, setRead] = useState<Read | null>(null)
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another question.
  useEffect(() => {
    let over = false
    const ask = async (): Promise<void> => {
      const answer = await reviews.review(JSON.parse(wanted) as AskedReview)
      if (over) return
      setFailed(!answer.ok)
      if (answer.ok) setRead({ asked: wanted, review: answer.value })
    }
    void ask()
    return () => {
      over = true
    }
  }, [reviews, wanted, attempt])
  return {
    review: read?.review ?? null,
    /** What is shown is of another period than what is asked for. */
    reading: !failed && read?.asked !== wanted,
    failed,
    again: () => {
      setFailed(false)
      setAttempt(attempt + 1)
    },
  }
}
