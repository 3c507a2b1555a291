import type { Fact } from '@chairside/shared/fact'
import type { SessionId } from '@chairside/shared/identity'
import type { Database } from 'better-sqlite3'
import type { ChainFault } from '../ports/record.ts'
import { addToDigest, type DigestBody, digestSoFar, genesis, type Link, linkHash, newDigest } from './chain.ts'
import { type ChainRow, createFactReader } from './fact-record.ts'
import { groupBy } from './group-by.ts'
import { AUDIT_CHAIN, type Head } from './heads.ts'
import { createReadingReader, type NumberedInput } from './reading-record.ts'
import type { SessionRecordRow } from './session-states.ts'
import { agreesWith, createTombstones } from './tombstones.ts'
import { checkWaves, isAboutWaves } from './verify-waves.ts'
import { createWaveReader } from './wave-tables.ts'

interface Stated {
  readonly digests: readonly DigestBody[]
  readonly waves: readonly unknown[]
}

type Report = (fault: ChainFault['fault'], seq: number | null) => void

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const hashOf = (before: Buffer, link: Link): Buffer | null => {
  try {
    return linkHash(before, link)
  } catch {
    return null
  }
}

/** R3: what was signed is what the chain holds at that entry; other facts are right by themselves. */
const isSignatureRight = (fact: Fact | undefined, rows: readonly ChainRow[]): boolean => {
  if (fact?.kind !== 'chart-signed') return true
  const { entry, hash } = fact.content
  return rows.find((row) => row.entry_no === entry)?.hash.toString('hex') === hash
}

/** Walks the links of one chain. Returns the digests that it states: of inputs, and of waves. */
const checkLinks = (session: SessionRecordRow, rows: readonly ChainRow[], report: Report): Stated => {
  const digests: DigestBody[] = []
  const waves: unknown[] = []
  let before: Buffer | null = genesis(session.session_id)
  let expected = 1
  let lastSeq = 0
  for (const row of rows) {
    const body = parse(row.body)
    const seq = row.fact_seq
    if (row.entry_no !== expected) {
      report('missing', seq)
      // What came before is gone: this entry's own link cannot be checked.
      before = null
    }
    const link = { entry: row.entry_no, kind: row.kind, input: row.input_number, judgeVersion: row.judge_version, body }
    const intact = before === null || hashOf(before, link)?.equals(row.hash) === true
    if (!intact) {
      const stated = row.kind === 'fact' ? (body as Partial<Fact> | undefined)?.seq : undefined
      report(stated !== undefined && row.entry_no === expected && stated !== lastSeq + 1 ? 'reordered' : 'altered', seq)
    }
    if (row.kind === 'digest' && isAboutWaves(body)) waves.push(body)
    else if (row.kind === 'digest') digests.push(body as DigestBody)
    else if (!isSignatureRight(body as Fact | undefined, rows)) report('signature', seq)
    if (row.kind !== 'digest') lastSeq = seq ?? lastSeq + 1
    before = row.hash
    expected = row.entry_no + 1
  }
  return { digests, waves }
}

const checkInputs = (session: SessionRecordRow, inputs: readonly NumberedInput[], digests: readonly DigestBody[], report: Report): void => {
  inputs.forEach(({ inputNumber }, index) => {
    if (inputNumber !== (inputs[index - 1]?.inputNumber ?? 0) + 1) report('missing', null)
  })
  const last = inputs.at(-1)?.inputNumber ?? 0
  if (last !== session.last_input) report(last < session.last_input ? 'cut' : 'altered', null)
  const digestOf = (from: number, to: number): Buffer => {
    const digest = newDigest()
    for (const { inputNumber, input } of inputs) if (inputNumber >= from && inputNumber <= to) addToDigest(digest, input)
    return digestSoFar(digest)
  }
  let covered = 0
  for (const body of digests) {
    const right = body?.from === covered + 1 && digestOf(body.from, body.to).toString('base64url') === body.sha256
    if (!right) report('digest', body?.from ?? null)
    covered = body?.to ?? covered
  }
  if (!digestOf(covered + 1, Number.MAX_SAFE_INTEGER).equals(session.tail_digest)) report('digest', covered + 1)
}

const checkEnd = (session: SessionRecordRow, rows: readonly ChainRow[], heads: readonly Head[], report: Report): void => {
  const last = rows.at(-1)
  const end = last?.entry_no ?? 0
  if (end < session.last_entry) report('cut', null)
  else if (end > session.last_entry || !(last?.hash ?? genesis(session.session_id)).equals(session.head)) report('altered', null)
  // Each head written outside must still be in the chain.
  for (const head of heads) {
    const row = rows.find((one) => one.entry_no === head.entry)
    if (head.entry > end) report('cut', null)
    else if (head.entry > 0 && row?.hash.toString('hex') !== head.hash)
      report(row === undefined ? 'missing' : 'altered', row?.fact_seq ?? null)
  }
}

/**
 * Checks the chains of every session, or of one, against themselves, the counters of the session and the heads outside.
 * A fault's `seq` is that of the fact concerned; for `digest` the first input of the minute.
 */
export const verifySessions = (database: Database, heads: readonly Head[], only: SessionId | null): readonly ChainFault[] => {
  const chains = createFactReader(database)
  const readings = createReadingReader(database)
  const waveRows = createWaveReader(database)
  const faults: ChainFault[] = []
  const sessions =
    only === null
      ? database.prepare<[], SessionRecordRow>('SELECT * FROM sessions ORDER BY session_no').all()
      : database.prepare<[string], SessionRecordRow>('SELECT * FROM sessions WHERE session_id = ?').all(only)
  const headsOf = groupBy(heads, ({ chain }) => chain)
  const reportFor =
    (sessionId: string): Report =>
    (fault, seq) => {
      const known = faults.some((one) => one.sessionId === sessionId && one.seq === seq && one.fault === fault)
      if (!known) faults.push({ sessionId: sessionId as SessionId, seq, fault })
    }
  for (const session of sessions) {
    const report = reportFor(session.session_id)
    const rows = chains.readChain(session.session_no)
    const { digests, waves } = checkLinks(session, rows, report)
    checkEnd(session, rows, headsOf.get(session.session_id) ?? [], report)
    try {
      checkWaves(waves, waveRows.rowsOf(session.session_no), (fault) => report(fault, null))
      checkInputs(session, readings.readInputs(session.session_no, session.opened_at), digests, report)
    } catch {
      // Rows that cannot even be read back were changed by hand.
      report('altered', null)
    }
  }
  const known = new Set(sessions.map((session) => session.session_id))
  // Gone by its retention is what the audit let go as it was known outside; whatever else is gone was taken.
  const tombstones = createTombstones(database)
  for (const [chain, ofChain] of headsOf) {
    if (chain === AUDIT_CHAIN || known.has(chain) || (only !== null && only !== chain)) continue
    if (!tombstones.of(chain).some((tombstone) => agreesWith(ofChain, tombstone))) reportFor(chain)('missing', null)
  }
  return faults
}
