import type { SessionPicture } from '@chairside/shared/picture'
import { GATE_ITEMS } from '@chairside/shared/session'

/** Who answered checks and questions of the gate, but for the second person's own. */
export const othersAnswered = (session: SessionPicture): readonly string[] => {
  const checks = GATE_ITEMS.flatMap(({ id }) => (id === 'second-person' ? [] : [session.gate[id]?.by]))
  const asked = (session.questions ?? []).map(({ answer }) => answer?.by)
  return [...new Set([...checks, ...asked].filter((name) => name !== undefined))]
}

/** S2: a second look is another person's. */
export const secondPersonWaitsFor = (session: SessionPicture, me: string): boolean => othersAnswered(session).includes(me)
