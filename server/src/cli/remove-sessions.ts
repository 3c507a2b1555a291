import type { RetentionRules } from '../domain/retention.ts'
import type { AuditEntry } from '../ports/registry.ts'
import type { SessionRemoval, StaysAfterAll } from '../ports/retention.ts'
import { DOUBTS, findDue, type RetentionParts } from './retention.ts'

/** Nothing was removed, and why: a sentence for the person. */
export class RemovalRefused extends Error {}

const WORDS: { readonly [why in StaysAfterAll | 'patient']: string } = {
  changed: 'something was written into it since it was listed',
  held: 'it came under a legal hold',
  patient: 'another session of its patient stays',
}

export interface RemovalParts extends RetentionParts {
  readonly removal: SessionRemoval
  /** Who asks for it, and where: kept with each session that goes. */
  readonly operator: string
  readonly station: string
}

/**
 * Removes the sessions whose list gave this code, one after the other, each after its own entry in the audit. Refuses the whole where the
 * clock is in doubt or the list would be another one now. Returns what the audit keeps of it; throws `RemovalRefused`.
 */
export const removeDue = async (rules: RetentionRules, code: string, parts: RemovalParts): Promise<AuditEntry['details']> => {
  const { source, removal, operator, station, wallNow, say } = parts
  const found = await findDue(rules, parts)
  if (found.plan.refused !== null) throw new RemovalRefused(`${DOUBTS[found.plan.refused]} Nothing was removed.`)
  if (found.due.length === 0) throw new RemovalRefused('No session is past its time. Nothing was removed.')
  if (found.code !== code)
    throw new RemovalRefused(
      'This is not the code of what is past its time now: the list has changed, or other years were asked for. List it again (npm run admin -- retention). Nothing was removed.',
    )
  let removed = 0
  const staying = new Set<string>()
  for (const session of found.due) {
    const { sessionId, patient, keptUntil } = session
    const entry = { at: wallNow(), station, details: { keptUntil, recordYears: rules.recordYears, code, operator } }
    const stays =
      patient !== null && staying.has(patient) ? 'patient' : ((await removal.announce(session, entry)) ?? (await removal.remove(session)))
    if (stays === null) removed += 1
    else if (patient !== null) staying.add(patient)
    say(stays === null ? `removed  session ${sessionId}  kept until ${keptUntil}` : `stays  session ${sessionId}: ${WORDS[stays]}`)
  }
  say(`${removed} sessions were removed. Each has its entry in the audit, and npm run verify knows them by it.`)
  const { stillThere } = await source.letGo()
  if (stillThere.length > 0) say(`${stillThere.length} that the audit let go are still there: npm run admin -- retention says which.`)
  return { removed, stayed: found.due.length - removed, recordYears: rules.recordYears, code }
}
