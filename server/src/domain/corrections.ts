import type { Entry } from '@chairside/shared/entry'
import type { Problem } from '@chairside/shared/reply'
import { isMonitored } from '@chairside/shared/session'
import type { ActInput } from './chair-input.ts'
import { refusalOfAccount } from './drug-account.ts'
import { carriedBy, effectiveEntries } from './effective-entries.ts'
import { problem } from './problem.ts'
import { type Session, state, type Work } from './session-state.ts'
import { signerOf } from './signer.ts'
import { askRecheck } from './take-set.ts'
import { isWithdrawn } from './withdrawn-sets.ts'

/** The newest accepted set that stands. */
const newestStanding = (session: Session): Session['cuff']['lastAccepted'] => {
  const set = session.sets.findLast((one) => one.state === 'accepted' && !isWithdrawn(session, one.at))
  return set === undefined ? null : { at: set.at, sys: set.sys as number, dia: set.dia as number, map: set.map }
}

/**
 * X9: marks a set as artefact, or takes the mark back. What was stated live stays: excursions wait for their next set, as ever. From
 * here on the set is no evidence (B1, D3) and does not serve the schedule, so that a newest one that is withdrawn is measured again.
 */
export const markSet = (work: Work, input: ActInput, act: Extract<ActInput['act'], { kind: 'mark-set' }>): Problem | null => {
  const { session } = work
  const { takenAt: at, by } = input
  const { readAt, artefact, reason } = act
  const set = session.sets.find((one) => one.at === readAt)
  if (set === undefined) return problem('unknown-reading')
  if (set.state === 'rejected') return problem('implausible', set.reason ?? 'nibp')
  if (isWithdrawn(session, readAt) === artefact) return problem('already-done')
  const newest = session.cuff.lastAccepted?.at ?? null
  const { artefactSets } = session.care
  const marks = artefact ? [...artefactSets, readAt].sort((a, b) => a - b) : artefactSets.filter((one) => one !== readAt)
  const verify = artefact && session.care.verify?.readAt === readAt ? null : session.care.verify
  session.care = { ...session.care, artefactSets: marks, verify }
  state(work, at, { kind: 'set-marked', readAt, artefact, reason, by })
  const standing = newestStanding(session)
  if (standing?.at === newest) return null
  session.cuff = { ...session.cuff, lastAccepted: standing }
  if (artefact && isMonitored(session.phase))
    askRecheck(work, { dueAt: at + session.protocol.cuff.recheckAfterFailureMs, because: 'failure' }, at)
  return null
}

/** R1: the entry stays in the record; what rests on it follows the correction. */
export const correctEntry = (work: Work, input: ActInput, corrects: number, entry: Entry | null, reason: string): Problem | null => {
  const { session } = work
  const { takenAt: at, by } = input
  const found = session.events.find((event) => event.factSeq === corrects)
  if (found === undefined) return problem('unknown-entry')
  // Another kind of entry is another entry: withdraw the one, enter the other.
  if (entry !== null && entry.kind !== found.entry.kind) return problem('malformed', found.entry.kind)
  const others = effectiveEntries(session.events.filter((event) => event !== found)).map((event) => event.entry)
  const refusal = entry === null ? null : refusalOfAccount(input, entry, others)
  if (refusal !== null) return refusal
  session.events = session.events.map((event) => (event === found ? { ...event, correction: { entry, by: by.name, at, reason } } : event))
  Object.assign(session, carriedBy(session.events))
  state(work, at, { kind: 'entry-corrected', corrects, entry, reason, by })
  return null
}

/** S6: a physician sees, after somebody left against advice, that they did. */
export const countersign = (work: Work, input: ActInput, reason: string | null): Problem | null => {
  const { session } = work
  const { takenAt } = input
  const by = signerOf(input)
  if (session.phase !== 'left-against-advice') return problem('wrong-phase', session.phase)
  if (by.role !== 'physician') return problem('physician-needed')
  if (!session.care.countersignatureOpen) return problem('already-done')
  session.care = { ...session.care, countersignatureOpen: false }
  state(work, takenAt, { kind: 'countersigned', reason, by })
  return null
}
