import { MINUTE_MS, type Moment, SECOND_MS } from '@chairside/shared/time'
import type { Steering } from './course.ts'
import { TROUBLES, type Trouble } from './scenario.ts'
import { fault, numberIn } from './scenario-grammar.ts'

/** What an instructor asks of a patient's body, and how long it lasts. Moments are the story's. */
const FORCES = {
  'raise bp': (at) => [{ fromAt: at, toAt: at + 10 * MINUTE_MS, rampSec: 45, addSys: 45, addDia: 26, addHr: 8 }],
  'lower bp': (at) => [{ fromAt: at, toAt: at + 8 * MINUTE_MS, rampSec: 45, addSys: -42, addDia: -26, addHr: 6 }],
  'race heart': (at) => [{ fromAt: at, toAt: at + 5 * MINUTE_MS, rampSec: 20, addHr: 60, addSys: 8 }],
  'slow heart': (at) => [{ fromAt: at, toAt: at + 3 * MINUTE_MS, rampSec: 15, addHr: -36 }],
  desaturate: (at) => [{ fromAt: at, toAt: at + 2 * MINUTE_MS, rampSec: 25, toSpo2: 83, toRr: 7 }],
  // The saturation follows the breath with a delay.
  'stop breathing': (at) => [
    { fromAt: at, toAt: at + 90 * SECOND_MS, rampSec: 2, toRr: 0 },
    { fromAt: at + 35 * SECOND_MS, toAt: at + 100 * SECOND_MS, rampSec: 60, toSpo2: 78 },
  ],
  vomit: (at) => [{ fromAt: at, toAt: at + 3 * MINUTE_MS, rampSec: 20, addHr: 14, addSys: 8, vomits: true }],
} as const satisfies Readonly<Record<string, (at: Moment) => readonly Steering[]>>

export type Force = keyof typeof FORCES
export const FORCE_WORDS = Object.keys(FORCES) as readonly Force[]
export const steeringOf = (force: Force, at: Moment): readonly Steering[] => FORCES[force](at)

/** What an instructor says of one trouble. */
const TROUBLE_WORDS: Readonly<Record<Trouble, readonly [begins: string, ends: string]>> = {
  'probe-off': ['probe off', 'probe on'],
  'lead-off': ['leads off', 'leads on'],
  'cuff-fails': ['cuff fails', 'cuff works'],
  'cuff-on-probe-arm': ['cuff on probe arm', 'cuff on other arm'],
  'pump-stops': ['pump stops', 'pump flows'],
}

export const TROUBLE_PHRASES: readonly string[] = TROUBLES.flatMap((trouble) => TROUBLE_WORDS[trouble])
export const PACE_WORDS = ['pause', 'go', 'hurry 10'] as const

/** One thing that an instructor asks of a chair. */
export type Instruction =
  | { readonly kind: 'start'; readonly scenario: string }
  | { readonly kind: 'pace'; readonly times: number }
  | { readonly kind: 'force'; readonly force: Force }
  /** Takes back what was forced, and every trouble. */
  | { readonly kind: 'settle' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble; readonly on: boolean }
  | { readonly kind: 'cable'; readonly plugged: boolean }

const FASTEST_STORY = 30

/** Everything that may be said of a chair, for help. */
export const INSTRUCTION_WORDS: readonly string[] = [
  'start SCENARIO',
  'pause',
  'go',
  'hurry TIMES',
  ...FORCE_WORDS,
  'settle',
  ...TROUBLE_PHRASES,
  'unplug',
  'plug',
]

/** What the words ask for; throws a `LineFault` that names what may be said. */
export const instructionIn = (words: string): Instruction => {
  const said = words.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const [verb = '', rest = ''] = [said.split(' ')[0], said.split(' ').slice(1).join(' ')]
  if (verb === 'start' && rest !== '') return { kind: 'start', scenario: words.trim().replace(/^\S+\s+/, '') }
  if (verb === 'hurry') return { kind: 'pace', times: rest === '' ? 10 : numberIn('hurry', rest, 1, FASTEST_STORY) }
  if (said === 'pause') return { kind: 'pace', times: 0 }
  if (said === 'go') return { kind: 'pace', times: 1 }
  if (said === 'settle') return { kind: 'settle' }
  if (said === 'unplug' || said === 'plug') return { kind: 'cable', plugged: said === 'plug' }
  const force = FORCE_WORDS.find((one) => one === said)
  if (force !== undefined) return { kind: 'force', force }
  const trouble = TROUBLES.find((one) => TROUBLE_WORDS[one].includes(said))
  if (trouble !== undefined) return { kind: 'trouble', trouble, on: TROUBLE_WORDS[trouble][0] === said }
  return fault(`"${words.trim()}" is not understood. One may say: ${INSTRUCTION_WORDS.join(', ')}`)
}

/** `3 raise bp` or `all pause`: which chair (null: all) and what. Throws a `LineFault`. */
export const orderIn = (line: string): { readonly chair: number | null; readonly instruction: Instruction } => {
  const [, whom = '', words = ''] = /^(\S+)\s*(.*)$/.exec(line.trim()) ?? []
  const chair = whom === 'all' ? null : Number(whom)
  if (chair !== null && !(Number.isInteger(chair) && chair >= 1)) return fault('A line begins with the number of a chair, or with "all"')
  return { chair, instruction: instructionIn(words) }
}
