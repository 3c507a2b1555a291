import type { ProblemCode } from '@chairside/shared/reply'
import { useEffect, useState } from 'react'
import type { Asked, AskedProblem } from '../../feed/ask.ts'

export interface Kept<Value> {
  /** What was read last; null: nothing yet. */
  readonly value: Value | null
  readonly state: 'reading' | 'read' | 'failed' | 'unknown'
  /** Why it could not be read the last time; null: it could. */
  readonly problem: AskedProblem | null
  /** Reads it again, after a change of it. */
  readonly reload: () => void
}

interface Read<Value> {
  /** Whom it is asked of, and what is asked for: another one of either is read anew. */
  readonly source: object
  readonly id: string
  readonly read: (id: string) => Promise<Asked<Value>>
  /** What the server says where there is none. */
  readonly unknown: ProblemCode
}

/** One thing of the server's, read once, and again when asked. */
export const useKept = <Value>({ source, id, read, unknown }: Read<Value>): Kept<Value> => {
  const [round, setRound] = useState(0)
  const [kept, setKept] = useState<Omit<Kept<Value>, 'reload'>>({ value: null, state: 'reading', problem: null })
  // biome-ignore lint/correctness/useExhaustiveDependencies: round says when to read again, and `read` is made anew with each look.
  useEffect(() => {
    let over = false
    const look = async (): Promise<void> => {
      const answer = await read(id)
      if (over) return
      if (answer.ok) setKept({ value: answer.value, state: 'read', problem: null })
      else {
        const { problem } = answer
        setKept(({ value }) => ({ value, state: problem.code === unknown ? 'unknown' : 'failed', problem }))
      }
    }
    void look()
    return () => {
      over = true
    }
  }, [source, id, round])
  return { ...kept, reload: () => setRound((before) => before + 1) }
}
