import { parseArgs } from 'node:util'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { readProtocol } from '@chairside/shared/read-protocol'
import type { Moment } from '@chairside/shared/time'

export const FILL_HELP = `Fills an empty demo data folder with simulated sessions that are over, for measuring lists and charts.

  fill-sessions --data DIR [--count 20000] [--seed 1] [--until 2026-11-20] [--protocol FILE]

Every session is judged and recorded as a live one is, with a set every five minutes and numbers every two, and belongs to a patient who
comes every third day, six times. One seed, one folder. FILE is a protocol as CHAIRSIDE_PROTOCOL_FILE has it: what differs from the default.
`

export class FillMistake extends Error {}

export interface FillPlan {
  readonly dataDir: string
  readonly count: number
  readonly seed: number
  readonly until: Moment
  /** What differs from the default protocol, in JSON; null: nothing. */
  readonly protocolFile: string | null
}

/** What the command line asks for; null: its help. */
export const readFill = (args: readonly string[]): FillPlan | null => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      data: { type: 'string' },
      count: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      until: { type: 'string', default: '2026-11-20' },
      protocol: { type: 'string' },
    },
  })
  if (values.help) return null
  const count = Number(values.count)
  const seed = Number(values.seed)
  const until = Date.parse(`${values.until}T16:00:00Z`)
  if (values.data === undefined) throw new FillMistake('--data names the folder to fill.')
  if (!Number.isInteger(count) || count < 1 || count > 200_000) throw new FillMistake('--count is a whole number from 1 to 200000.')
  if (!Number.isInteger(seed)) throw new FillMistake('--seed is a whole number.')
  if (Number.isNaN(until)) throw new FillMistake('--until is a day such as 2026-11-20.')
  return { dataDir: values.data, count, seed, until, protocolFile: values.protocol ?? null }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new FillMistake('--protocol: the file is no JSON.')
  }
}

/** The protocol of the sessions, from the text of its file. Throws a FillMistake that names every fault. */
export const fillProtocol = (text: string | null): Protocol => {
  if (text === null) return DEFAULT_PROTOCOL
  const read = readProtocol(parsed(text), DEFAULT_PROTOCOL)
  if (read.ok) return read.protocol
  throw new FillMistake(read.faults.map(({ path, message }) => `--protocol: ${path}: ${message}`).join('\n'))
}
