import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { readProtocol } from '@chairside/shared/read-protocol'
import { parseRecording } from '@chairside/shared/recording'
import { rejectionOfSet } from '../domain/plausibility.ts'
import { judgeRecording } from './judge-recording.ts'
import { tableOf } from './judge-table.ts'

const HELP = `npm run -s judge -- FILE.csv [--baseline SYS/DIA] [--infusion START-END] [--protocol FILE.json] [--format ndjson|table]

Runs a recording of vital signs through the judge, offline.
  --baseline SYS/DIA   the patient's baseline in mmHg; else sets before START form it (B1)
  --infusion START-END seconds of the recording; else infusing throughout
  --protocol FILE      a protocol, or the parts of it that differ from the built-in one
  --format             ndjson (default): one object a line, the summary last; table: for people
`

/** Faults of the call or of its files: a line each on standard error, exit 2. */
class CallFault extends Error {}

const numberPair = (text: string, separator: RegExp, what: string): readonly [number, number] => {
  const match = separator.exec(text)
  if (match === null) throw new CallFault(`${what} is not two numbers: ${text}`)
  return [Number(match[1]), Number(match[2])]
}

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new CallFault(`cannot read ${file}`)
  }
}

const protocolOf = (file: string): Protocol => {
  let change: unknown
  try {
    change = JSON.parse(readText(file))
  } catch (error) {
    if (error instanceof CallFault) throw error
    throw new CallFault(`${file} is not JSON`)
  }
  const read = readProtocol(change, DEFAULT_PROTOCOL)
  if (read.ok) return read.protocol
  throw new CallFault(read.faults.map(({ path, message }) => `${file}: ${path}: ${message}`).join('\n'))
}

const readCall = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        baseline: { type: 'string' },
        infusion: { type: 'string' },
        protocol: { type: 'string' },
        format: { type: 'string', default: 'ndjson' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new CallFault((error as Error).message)
  }
}

const PAIR = /^\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/
const RANGE = /^\s*(-?\d+(?:\.\d+)?)\s*-\s*(-?\d+(?:\.\d+)?)\s*$/

const main = (): void => {
  const { values, positionals } = readCall()
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const file = positionals[0]
  if (file === undefined || positionals.length > 1) throw new CallFault('name one recording; --help says how')
  if (values.format !== 'ndjson' && values.format !== 'table') throw new CallFault(`unknown format: ${values.format}`)
  const pair = values.baseline === undefined ? null : numberPair(values.baseline, PAIR, '--baseline')
  if (pair !== null && rejectionOfSet({ sys: pair[0], dia: pair[1], map: null, pulse: null }) !== null)
    throw new CallFault(`--baseline is no possible blood pressure: ${values.baseline}`)
  const range = values.infusion === undefined ? null : numberPair(values.infusion, RANGE, '--infusion')
  if (range !== null && range[1] < range[0]) throw new CallFault('--infusion ends before it starts')
  const protocol = values.protocol === undefined ? DEFAULT_PROTOCOL : protocolOf(values.protocol)
  const recording = parseRecording(readText(file))
  if (recording === null) throw new CallFault(`${file} is no recording: it needs t_s and one more known column`)
  const showProgress = values.format === 'table' && process.stderr.isTTY
  const lastMs = recording.rows.at(-1)?.atMs ?? 0
  const judgement = judgeRecording(
    recording,
    {
      protocol,
      baseline: pair === null ? null : { sys: pair[0], dia: pair[1] },
      infusion: range === null ? null : { startMs: Math.round(range[0] * 1_000), endMs: Math.round(range[1] * 1_000) },
    },
    (atMs) => {
      if (showProgress) process.stderr.write(`\r${Math.floor((100 * atMs) / Math.max(1, lastMs))} %`)
    },
  )
  if (showProgress) process.stderr.write('\r     \r')
  if (values.format === 'table') process.stdout.write(tableOf(judgement))
  else process.stdout.write([...judgement.events, judgement.summary].map((line) => `${JSON.stringify(line)}\n`).join(''))
}

try {
  main()
} catch (error) {
  if (!(error instanceof CallFault)) throw error
  for (const line of error.message.split('\n')) process.stderr.write(`judge: ${line}\n`)
  process.exitCode = 2
}
