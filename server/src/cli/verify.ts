import type { ChainFault, SessionRecord } from '../ports/record.ts'
import type { RetentionSource } from '../ports/retention.ts'

export const VERIFY_HELP = `Walks every chain of the record in the data folder (CHAIRSIDE_DATA_DIR, ./data by default) and says which entry of which session is
altered, missing or out of order. Also while the server runs; nothing is changed, and the audit says that it was walked.

  verify [--session ID] [--json]
  verify --file FILE [--json]     the same for a record that was exported (NDJSON), without the data folder. What it says of the end of
                                  the chain is to be held against the audit: whoever rewrites a whole file rewrites its hashes too.

What its retention removed is no fault where the audit says so with the hash that was known of it last.
Ends with 0 where all is as it was written, with 1 where it is not.
`

/** A broken entry of the audit; null: its end is missing. */
export interface AuditFaultLine {
  readonly entry: number | null
  readonly fault: string
}

const WORDS: { readonly [fault in ChainFault['fault']]: string } = {
  altered: 'is altered',
  missing: 'comes after a missing entry',
  reordered: 'is out of order',
  cut: 'is cut off at its end',
  digest: 'is not as its digest says',
  signature: 'was signed over another content',
}

const placeOf = ({ fault, seq }: ChainFault): string => {
  if (seq === null) return fault === 'missing' ? 'the record' : 'the chain'
  return fault === 'digest' ? `the minute of readings that begins with input ${seq}` : `fact ${seq}`
}

const sentenceOf = (one: ChainFault): string => {
  if (one.fault === 'missing' && one.seq === null) return `session ${one.sessionId}: entries are missing`
  return `session ${one.sessionId}: ${placeOf(one)} ${WORDS[one.fault]}`
}

export interface VerifyParts {
  readonly record: Pick<SessionRecord, 'verify'>
  readonly verifyAudit: () => Promise<readonly AuditFaultLine[]>
  readonly retention: Pick<RetentionSource, 'letGo'>
  /** Keeps the result in the audit; false: it could not be written. */
  readonly keep: (sessionId: string | null, faults: number) => Promise<boolean>
  readonly say: (line: string) => void
}

/** Says every fault; true where there is none. `only`: one session, without the audit. */
export const verifyAll = async (parts: VerifyParts, only: ChainFault['sessionId'] | null, asJson: boolean): Promise<boolean> => {
  const faults = await parts.record.verify(only ?? undefined)
  const audit = only === null ? await parts.verifyAudit() : []
  const letGo = await parts.retention.letGo()
  const isAsked = ({ sessionId }: { readonly sessionId: string }): boolean => only === null || sessionId === only
  // What is gone and was known otherwise is a fault, and was not removed by its rule.
  const removed = letGo.gone.filter((one) => isAsked(one) && !faults.some(({ sessionId }) => sessionId === one.sessionId))
  const announced = letGo.stillThere.filter(isAsked)
  const isKept = await parts.keep(only, faults.length + audit.length)
  if (asJson) parts.say(JSON.stringify({ sessions: faults, audit, removed, announced }))
  else {
    for (const one of faults) parts.say(sentenceOf(one))
    for (const { entry, fault } of audit)
      parts.say(entry === null ? 'audit: entries are cut off at its end' : `audit: entry ${entry} is ${fault}`)
    if (only === null && removed.length > 0)
      parts.say(`${removed.length} sessions were removed by the rule of retention, each as its entry in the audit says.`)
    else
      for (const { sessionId, auditNo } of removed)
        parts.say(`session ${sessionId}: removed by the rule of retention, entry ${auditNo} of the audit`)
    for (const { sessionId, auditNo } of announced)
      parts.say(
        `session ${sessionId}: entry ${auditNo} of the audit let it go, but it is still there: npm run admin -- retention says whether it may go`,
      )
    if (faults.length + audit.length === 0) parts.say('Every chain is as it was written.')
  }
  if (!isKept && !asJson) parts.say('That the record was walked could not be written into the audit.')
  return faults.length + audit.length === 0
}
