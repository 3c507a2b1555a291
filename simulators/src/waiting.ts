import type { MachineClock } from './clock.ts'

const LOOK_MS = 50
const USUAL_MS = 10_000

/** Looks now and then until something is so; false where that took longer. */
export const comesTrue = async (clock: MachineClock, isSo: () => boolean, withinMs: number): Promise<boolean> => {
  const giveUpAt = clock.monotonicMs() + withinMs
  while (!isSo()) {
    if (clock.monotonicMs() > giveUpAt) return false
    await clock.pause(LOOK_MS)
  }
  return true
}

/** Waits until something is so; rejects with the sentence where that takes longer. */
export const until = async (clock: MachineClock, isSo: () => boolean, sentence: string, withinMs = USUAL_MS): Promise<void> => {
  if (!(await comesTrue(clock, isSo, withinMs))) throw new Error(sentence)
}
