import type { Handed } from './handed.ts'
import type { CopiedSession } from './session-copy.ts'
import { createIsoTimes } from './zoned-time.ts'

const FORMAT = 'chairside-record'
const VERSION = 1

/**
 * The record of a session as it was written, one JSON object a line, with a line before it that says what it is. That line is no part of
 * the record and hashed by nothing.
 */
export const recordLines = (copy: Uint8Array, { chart }: CopiedSession, handed: Handed): Uint8Array => {
  const { clinic, timeZone, at, by } = handed
  const head = {
    line: 'export',
    format: FORMAT,
    version: VERSION,
    simulated: chart.simulated,
    clinic,
    timeZone,
    exportedAt: createIsoTimes(timeZone)(at),
    exportedBy: by,
    hashes:
      'entry: SHA-256 over the hash before it and the canonical text of {body,entry,input,judgeVersion,kind}; digest: SHA-256 (base64url) over the canonical texts of inputs from-to, one a line. Canonical text: JSON, fields sorted, no spaces. Traces are not in this file; the chain holds their digests.',
    verify: 'npm run -s verify -- --file FILE',
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), copy])
}
