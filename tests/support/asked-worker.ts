import { parentPort } from 'node:worker_threads'
import { answerAsked } from '@chairside/server/threads/answer-asked'

let closed = 0

/** Functions of a thread that a test asks. */
export const ASKED_WORK = {
  double: (value: number): number => 2 * value,
  later: async (value: string): Promise<string> => `${value}, later`,
  never: (): Promise<string> => new Promise(() => undefined),
  fail: (): never => {
    throw new RangeError('not that one')
  },
  die: (): never => process.exit(3),
  closed: (): number => closed,
}

if (parentPort !== null)
  answerAsked(parentPort, ASKED_WORK, {
    reasonOf: (error) => (error instanceof Error ? error.name : 'unknown'),
    closing: () => {
      closed += 1
    },
  })
