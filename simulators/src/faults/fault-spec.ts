/** What can go wrong between a monitor and the server, as data: told by the second on a command line, by the story in a scenario. */

interface FaultRow {
  readonly help: string
  /** Befalls single deliveries, or lasts for some seconds. */
  readonly nature: 'delivery' | 'lasting'
  /** What `=AMOUNT` means and is where it is not given. */
  readonly amount?: { readonly what: string; readonly value: number; readonly low: number; readonly high: number }
  /** How long it lasts where the line does not say; Infinity: to the end. */
  readonly lastsSec?: number
}

const FAULTS = {
  drop: { help: 'A delivery is lost on its way, and sent again after a while.', nature: 'delivery' },
  delay: { help: 'A delivery takes longer.', nature: 'delivery', amount: { what: 's', value: 5, low: 0.001, high: 3_600 } },
  duplicate: { help: 'A delivery arrives twice.', nature: 'delivery' },
  reorder: { help: 'A delivery arrives after the next one.', nature: 'delivery' },
  truncate: { help: 'A delivery arrives cut off, and is sent again whole.', nature: 'delivery' },
  flood: { help: 'A delivery arrives many times over.', nature: 'delivery', amount: { what: 'copies', value: 50, low: 1, high: 10_000 } },
  'half-open': { help: 'The connection stands and carries nothing in either direction.', nature: 'lasting', lastsSec: 45 },
  'reconnect-storm': {
    help: 'The monitor comes and goes.',
    nature: 'lasting',
    lastsSec: 30,
    amount: { what: 'times a second', value: 2, low: 0.01, high: 50 },
  },
  'wrong-patient': { help: 'The monitor names somebody else.', nature: 'lasting', lastsSec: Number.POSITIVE_INFINITY },
  skew: {
    help: "The monitor's clock jumps.",
    nature: 'lasting',
    lastsSec: Number.POSITIVE_INFINITY,
    amount: { what: 's ahead', value: 45, low: -86_400, high: 86_400 },
  },
  drift: {
    help: "The monitor's clock runs fast.",
    nature: 'lasting',
    lastsSec: Number.POSITIVE_INFINITY,
    amount: { what: 'ppm', value: 200, low: -100_000, high: 100_000 },
  },
} as const satisfies Record<string, FaultRow>

export type FaultKind = keyof typeof FAULTS
export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[]

export interface FaultSpec {
  readonly kind: FaultKind
  /** Of each delivery, or of each 10 s that something lasting begins in them; null: once, at `atSec`. */
  readonly rate: number | null
  /** Seconds since the simulation began, or since the moment of the story; null: throughout. */
  readonly atSec: number | null
  /** How long it may befall, or lasts; Infinity: to the end. Null: a single delivery. */
  readonly lastsSec: number | null
  /** In the unit of its kind; 0 where it has none. */
  readonly amount: number
}

/** How long the stretches are in each of which something lasting may begin, by its rate. */
export const SLOT_SEC = 10

export const isLasting = (kind: FaultKind): boolean => FAULTS[kind].nature === 'lasting'

const FORM = 'KIND[:RATE][@SECOND][+LENGTH][=AMOUNT]'
const LINE = /^([a-z-]+)(?::(\d+(?:\.\d+)?|\.\d+))?(?:@(\d+(?:\.\d+)?))?(?:\+(\d+(?:\.\d+)?))?(?:=(-?\d+(?:\.\d+)?))?$/

const isKind = (name: string): name is FaultKind => Object.hasOwn(FAULTS, name)

/** What was said of a fault; null: nothing. */
interface Said {
  readonly kind: string
  readonly rate: number | null
  readonly atSec: number | null
  readonly lengthSec: number | null
  readonly amount: number | null
}

/** The fault, or why it is none. */
const faultOf = (said: Said): FaultSpec | string => {
  const { kind, rate, atSec, lengthSec } = said
  if (!isKind(kind)) return `there is no such fault. There are ${FAULT_KINDS.join(', ')}`
  const row: FaultRow = FAULTS[kind]
  if (rate === null && atSec === null) return 'say how often (drop:0.02) or when (drop@600)'
  if (rate !== null && (rate <= 0 || rate > 1)) return 'its rate must be above 0 and at most 1'
  if (lengthSec !== null && lengthSec <= 0) return 'its length must be above 0 s'
  const { amount } = row
  if (said.amount !== null && amount === undefined) return 'it has no amount'
  const value = said.amount ?? amount?.value ?? 0
  if (amount !== undefined && (value < amount.low || value > amount.high))
    return `its amount must be from ${amount.low} to ${amount.high} ${amount.what}`
  const open = rate !== null && row.nature === 'delivery' ? Number.POSITIVE_INFINITY : null
  return { kind, rate, atSec, lastsSec: lengthSec ?? row.lastsSec ?? open, amount: value }
}

const numberOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text))

/** A line is either a fault or why it is none, in a sentence. */
export type ParsedFault = { readonly ok: true; readonly fault: FaultSpec } | { readonly ok: false; readonly reason: string }

/** Reads one line, such as `drop:0.02`, `wrong-patient@600`, `half-open@900+60`, `delay:0.1=8` or `drop:0.5@300+60`. */
export const parseFault = (line: string): ParsedFault => {
  const [, kind, rate, at, length, amount] = LINE.exec(line.trim()) ?? []
  const fault =
    kind === undefined
      ? `a fault is written ${FORM}, such as drop:0.02 or wrong-patient@600`
      : faultOf({ kind, rate: numberOf(rate), atSec: numberOf(at), lengthSec: numberOf(length), amount: numberOf(amount) })
  return typeof fault === 'string' ? { ok: false, reason: `${line}: ${fault}.` } : { ok: true, fault }
}

/** The same for a fault whose time and length a story tells: `half-open`, `drop:0.1`, `skew=45`. A string says why it is none. */
export const storyFaultOf = (words: string, lengthSec: number | null): FaultSpec | string => {
  const [, kind, rate, at, length, amount] = LINE.exec(words.trim()) ?? []
  if (kind === undefined || at !== undefined || length !== undefined)
    return 'a fault is written KIND[:RATE][=AMOUNT], such as half-open, drop:0.1 or skew=45'
  return faultOf({ kind, rate: numberOf(rate), atSec: 0, lengthSec, amount: numberOf(amount) })
}

/** All lines, or the reasons why some are none. */
export const parseFaults = (
  lines: readonly string[],
): { readonly ok: true; readonly faults: readonly FaultSpec[] } | { readonly ok: false; readonly reasons: readonly string[] } => {
  const parsed = lines.map(parseFault)
  const reasons = parsed.flatMap((one) => (one.ok ? [] : [one.reason]))
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, faults: parsed.flatMap((one) => (one.ok ? [one.fault] : [])) }
}

/** What there is, for `--help`. */
export const faultHelp = (): string =>
  [
    `A fault is ${FORM}: befalls the share RATE of deliveries, or comes at SECOND and lasts LENGTH s.`,
    ...FAULT_KINDS.map((kind) => {
      const row: FaultRow = FAULTS[kind]
      const amount = row.amount === undefined ? '' : ` AMOUNT: ${row.amount.what} (${row.amount.value}).`
      return `  ${kind.padEnd(18)}${row.help}${amount}`
    }),
    '',
  ].join('\n')
