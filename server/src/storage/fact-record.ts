import type { Fact } from '@chairside/shared/fact'
import { isEnded } from '@chairside/shared/session'
import type { Database } from 'better-sqlite3'
import { type DigestBody, type Link, linkHash } from './chain.ts'
import { exactText } from './json-text.ts'
import type { WaveDigest, WavesRemoved } from './wave-tables.ts'

/** Where a session's chain stands. */
export interface ChainEnd {
  readonly sessionNo: number
  lastEntry: number
  head: Buffer
}

/** One row of a chain as it is stored. */
export interface ChainRow {
  readonly entry_no: number
  readonly kind: 'fact' | 'digest'
  readonly fact_seq: number | null
  readonly input_number: number
  readonly judge_version: number
  readonly body: string
  readonly hash: Buffer
}

/** Whether this fact ends its session. */
export const endsSession = (fact: Fact): boolean => fact.kind === 'left' || (fact.kind === 'phase-changed' && isEnded(fact.to))

/** Prepared statements that append to the chain of a session: facts, and a digest per minute of inputs. */
export const createFactWriter = (database: Database) => {
  const insert = database.prepare(
    `INSERT INTO chain_entries (session_no, entry_no, kind, fact_seq, input_number, judge_version, body, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const append = (end: ChainEnd, link: Omit<Link, 'entry'> & { input: number; judgeVersion: number }, factSeq: number | null): void => {
    const entry = end.lastEntry + 1
    const hash = linkHash(end.head, { ...link, entry })
    insert.run(end.sessionNo, entry, link.kind, factSeq, link.input, link.judgeVersion, exactText(link.body), hash)
    end.lastEntry = entry
    end.head = hash
  }
  return {
    addFact: (end: ChainEnd, fact: Fact, input: number, judgeVersion: number): void =>
      append(end, { kind: 'fact', input, judgeVersion, body: fact }, fact.seq),
    addDigest: (end: ChainEnd, body: DigestBody, judgeVersion: number): void =>
      append(end, { kind: 'digest', input: body.to, judgeVersion, body }, null),
    /** `lastInput`: the newest input of the session by then. */
    addWaves: (end: ChainEnd, body: WaveDigest | WavesRemoved, lastInput: number, judgeVersion: number): void =>
      append(end, { kind: 'digest', input: lastInput, judgeVersion, body }, null),
  }
}

/** Prepared statements that read the chain of a session. */
export const createFactReader = (database: Database) => {
  const facts = database
    .prepare<[number], string>("SELECT body FROM chain_entries WHERE session_no = ? AND kind = 'fact' ORDER BY entry_no")
    .pluck()
  const factsOfInput = database
    .prepare<[number, number], string>(
      "SELECT body FROM chain_entries WHERE session_no = ? AND kind = 'fact' AND input_number = ? ORDER BY entry_no",
    )
    .pluck()
  const lastDigest = database
    .prepare<[number], string>(
      // Digests of waves stand between them.
      `SELECT body FROM chain_entries WHERE session_no = ? AND kind = 'digest' AND json_extract(body, '$.to') IS NOT NULL
       ORDER BY entry_no DESC LIMIT 1`,
    )
    .pluck()
  const chain = database.prepare<[number], ChainRow>(
    `SELECT entry_no, kind, fact_seq, input_number, judge_version, body, hash FROM chain_entries
     WHERE session_no = ? ORDER BY entry_no`,
  )
  return {
    readFacts: (sessionNo: number): Fact[] => facts.all(sessionNo).map((body) => JSON.parse(body)),
    readFactsOfInput: (sessionNo: number, inputNumber: number): Fact[] =>
      factsOfInput.all(sessionNo, inputNumber).map((body) => JSON.parse(body)),
    /** The number of the last input that a digest entry covers; 0 for none. */
    lastDigested: (sessionNo: number): number => {
      const body = lastDigest.get(sessionNo)
      return body === undefined ? 0 : (JSON.parse(body) as DigestBody).to
    },
    readChain: (sessionNo: number): ChainRow[] => chain.all(sessionNo),
  }
}
