import { useEffect, useState } from 'react'
import type { Asked } from '../../feed/ask.ts'

interface Page<Line> {
  readonly lines: readonly Line[]
  /** Where the next page begins; null: this was the last one. */
  readonly next: string | null
}

interface Finding<Query, Found> {
  /** What is asked for, as JSON. */
  readonly text: string
  readonly find: (query: Query, after: string | null) => Promise<Asked<Found>>
  /** Whom it is asked of: another one is asked anew. */
  readonly source: object
}

/** The pages of what is asked for, the first one read anew whenever that is another, or on demand. */
export const usePages = <Line, Query, Found extends Page<Line>>({ text, find, source }: Finding<Query, Found>) => {
  const [found, setFound] = useState<(Found & { readonly asked: string }) | null>(null)
  const [failed, setFailed] = useState(false)
  const [reading, setReading] = useState(true)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: round says when to read again, and `find` is made anew with each look.
  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      setReading(true)
      const answer = await find(JSON.parse(text) as Query, null)
      if (over) return
      setReading(false)
      setFailed(!answer.ok)
      if (answer.ok) setFound({ ...answer.value, asked: text })
    }
    void read()
    return () => {
      over = true
    }
  }, [source, text, round])
  const more = async (): Promise<void> => {
    if (found === null || found.next === null) return
    const { asked } = found
    setReading(true)
    const answer = await find(JSON.parse(asked) as Query, found.next)
    setReading(false)
    setFailed(!answer.ok)
    if (answer.ok)
      setFound((before) =>
        before === null || before.asked !== asked ? before : { ...answer.value, asked, lines: [...before.lines, ...answer.value.lines] },
      )
  }
  return { found, failed, reading, more, again: () => setRound((before) => before + 1) }
}
