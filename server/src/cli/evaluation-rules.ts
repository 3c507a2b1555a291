import { LIMIT_CONDITIONS } from '@chairside/shared/alarm'
import type { LimitRule, Protocol } from '@chairside/shared/protocol-rules'

/** What a recording must have for a rule to say anything; it is not judged again for a rule that it gives nothing to. */
export type RuleNeed = 'cuff' | 'breathing' | 'ecg'

/** A rule that lowers the load, and the protocol with the opposite: without a rule in force, with one that is not. */
export interface RuleSwitch {
  readonly rule: string
  readonly inForce: boolean
  readonly needs: readonly RuleNeed[]
  readonly flipped: (protocol: Protocol) => Protocol
}

const withLimits = (protocol: Protocol, change: Partial<LimitRule>): Protocol => ({
  ...protocol,
  limits: Object.fromEntries(LIMIT_CONDITIONS.map((name) => [name, { ...protocol.limits[name], ...change }])) as Protocol['limits'],
})

const DAY_MS = 86_400_000

/** Rules that are numbers of the protocol, not switches: without effect at these values, which no clinic's protocol may hold. */
const BY_NUMBERS: readonly RuleSwitch[] = [
  { rule: 'T1 delays', inForce: true, needs: [], flipped: (protocol) => withLimits(protocol, { delayMs: 0 }) },
  {
    rule: 'T2 hysteresis and clearing',
    inForce: true,
    needs: [],
    flipped: (protocol) => withLimits(protocol, { hysteresis: 0, clearMs: 0 }),
  },
  {
    rule: 'T3 capnograph zeroing',
    inForce: true,
    needs: ['breathing'],
    flipped: (protocol) => ({ ...protocol, technical: { ...protocol.technical, zeroingAfterMs: DAY_MS } }),
  },
  {
    rule: 'X5 margin',
    inForce: true,
    needs: ['cuff'],
    flipped: (protocol) => ({ ...protocol, excursion: { ...protocol.excursion, marginMmHg: 0 } }),
  },
]

/** Of switches of the protocol; one that is not here needs nothing. */
const NEEDS: Readonly<Record<string, readonly RuleNeed[]>> = {
  'artefact.jump': ['cuff'],
  'artefact.pulseMatch': ['cuff'],
  'artefact.mapShare': ['cuff'],
  'artefact.sameLimb': ['cuff'],
  'artefact.rateMismatch': ['ecg'],
  'artefact.cardiogenicRr': ['breathing'],
}

type Tree = { readonly [key: string]: unknown }
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

interface Found {
  readonly path: readonly string[]
  readonly enabled: boolean
}

const switchesBelow = (tree: Tree, path: readonly string[]): readonly Found[] =>
  Object.entries(tree).flatMap(([key, value]) => {
    if (path.length === 0 && key === 'limits') return []
    if (key === 'enabled' && typeof value === 'boolean') return [{ path, enabled: value }]
    return isTree(value) ? switchesBelow(value, [...path, key]) : []
  })

const setAt = (tree: Tree, path: readonly string[], enabled: boolean): Tree => {
  const [key, ...rest] = path
  if (key === undefined) return { ...tree, enabled }
  const below = tree[key]
  return isTree(below) ? { ...tree, [key]: setAt(below, rest, enabled) } : tree
}

/**
 * Every rule that the protocol can switch: the ones above, and whatever has an `enabled` of its own outside the limits, by its
 * path. A rule that is added to the protocol like this appears by itself.
 */
export const ruleSwitches = (protocol: Protocol): readonly RuleSwitch[] => [
  ...BY_NUMBERS,
  ...switchesBelow(protocol, []).map(({ path, enabled }) => ({
    rule: path.join('.'),
    inForce: enabled,
    needs: NEEDS[path.join('.')] ?? [],
    // Still a protocol: one boolean changed.
    flipped: (whole: Protocol): Protocol => setAt(whole, path, !enabled) as unknown as Protocol,
  })),
]
