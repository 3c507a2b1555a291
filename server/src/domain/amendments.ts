import type { ChartAct } from '@chairside/shared/chart-act'
import type { EventPicture } from '@chairside/shared/picture'
import type { Problem } from '@chairside/shared/reply'
import { isEnded } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import type { ActInput } from './chair-input.ts'
import { missingSignaturesOf, refusalOfSigner } from './co-signature.ts'
import { refusalOfAccount } from './drug-account.ts'
import { carriedBy, effectiveEntries } from './effective-entries.ts'
import { problem } from './problem.ts'
import { type Session, state, type Work } from './session-state.ts'

type Of<Kind extends ChartAct['kind']> = Extract<ChartAct, { readonly kind: Kind }>

/** In the order in which things happened; of one moment, as they were entered. */
const inOrder = (events: readonly EventPicture[]): readonly EventPicture[] =>
  [...events].sort((a, b) => a.at - b.at || a.factSeq - b.factSeq)

const keepEvents = (work: Work, events: readonly EventPicture[]): void => {
  work.session.events = inOrder(events)
  Object.assign(work.session, carriedBy(work.session.events))
}

/** Nothing happened in this session before its check-in, and nothing in the future. */
const isInSession = (session: Session, happenedAt: Moment, now: Moment): boolean => happenedAt >= session.checkedInAt && happenedAt <= now

/** R1: what happened earlier is entered now, with its own time and why so late. Evidence counts from its own time. */
export const enterLate = (work: Work, input: ActInput, { entry, happenedAt, reason }: Of<'enter-late'>): Problem | null => {
  const { session } = work
  const { takenAt: at, by } = input
  if (!isInSession(session, happenedAt, at)) return problem('implausible', 'time')
  const refusal = refusalOfAccount(
    input,
    entry,
    effectiveEntries(session.events).map((event) => event.entry),
  )
  if (refusal !== null) return refusal
  const retimed = { statedAt: at, by: by.name, at, reason, late: true }
  keepEvents(work, [...session.events, { at: happenedAt, by: by.name, entry, factSeq: session.factSeq + 1, correction: null, retimed }])
  state(work, at, { kind: 'entered-late', entry, happenedAt, reason, by })
  return null
}

/** R1: the entry keeps the time at which it was made; what rests on it follows the time at which it happened. */
export const retimeEntry = (work: Work, input: ActInput, { factSeq, happenedAt, reason }: Of<'retime-entry'>): Problem | null => {
  const { session } = work
  const { takenAt: at, by } = input
  const found = session.events.find((event) => event.factSeq === factSeq)
  if (found === undefined) return problem('unknown-entry')
  if (!isInSession(session, happenedAt, at)) return problem('implausible', 'time')
  if (found.at === happenedAt) return problem('already-done')
  const statedAt = found.retimed?.statedAt ?? found.at
  const retimed = { statedAt, by: by.name, at, reason, late: found.retimed?.late ?? false }
  keepEvents(
    work,
    session.events.map((event) => (event === found ? { ...event, at: happenedAt, retimed } : event)),
  )
  state(work, at, { kind: 'entry-retimed', corrects: factSeq, happenedAt, reason, by })
  return null
}

/** R3: words that are added to a chart, with why. */
export const amendChart = (work: Work, input: ActInput, { text, reason }: Of<'amend-chart'>): Problem | null => {
  state(work, input.takenAt, { kind: 'chart-amended', text, reason, by: input.by })
  return null
}

/** R3: after a signature the content is another one, and may be signed again. */
export const noteAmendment = (work: Work): void => {
  if (work.session.signedBy.length > 0) work.session.signedBy = []
}

/**
 * R3: a physician signs what the chain held up to `content`. Whether that is still its end, and what is unresolved, is checked where the
 * chain is kept. A second signature under the same content is another person's.
 */
export const signChart = (work: Work, input: ActInput, { meaning, content, seen }: Of<'sign-chart'>): Problem | null => {
  const { session } = work
  const { takenAt: at, by } = input
  if (!isEnded(session.phase)) return problem('wrong-phase', session.phase)
  const refusal = refusalOfSigner(session, by)
  if (refusal !== null) return refusal
  if (session.signedBy.includes(by.staffId)) return problem('already-done')
  if (meaning === 'co-signed' && session.signedBy.length === 0) return problem('held', 'signature')
  // Who signs as the second, where one is asked for, says that they do.
  if (session.signedBy.length > 0 && missingSignaturesOf(session).length > 0 && meaning !== 'co-signed')
    return problem('held', 'co-signature')
  session.signedBy = [...session.signedBy, by.staffId]
  session.wasSigned = true
  state(work, at, { kind: 'chart-signed', meaning, content, seen, by })
  return null
}
