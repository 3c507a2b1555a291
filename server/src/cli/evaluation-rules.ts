import { LIMIT_CONDITIONS } from '@chairside/shared/alarm'
import { isTree, type Tree, withValueAt } from '@chairside/shared/protocol-path'
import type { LimitRule, Protocol } from '@chairside/shared/protocol-rules'
import { HOUR_MS } from '@chairside/shared/time'

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
    flipped: (protocol) => ({ ...protocol, technical: { ...protocol.technical, zeroingAfterMs: 24 * HOUR_MS } }),
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

interface Found {
  readonly path: string
  readonly enabled: boolean
}

const switchesBelow = (tree: Tree, path: readonly string[]): readonly Found[] =>
  Object.entries(tree).flatMap(([key, value]) => {
    if (path.length === 0 && key === 'limits') return []
    if (key === 'enabled' && typeof value === 'boolean') return [{ path: path.join('.'), enabled: value }]
    return isTree(value) ? switchesBelow(value, [...path, key]) : []
  })

/**
 * Every rule that the protocol can switch: the ones above, and whatever has an `enabled` of its own outside the limits, by its
 * path. A rule that is added to the protocol like this appears by itself.
 */
export const ruleSwitches = (protocol: Protocol): readonly RuleSwitch[] => [
  ...BY_NUMBERS,
  ...switchesBelow(protocol, []).map(({ path, enabled }) => ({
    rule: path,
    inForce: enabled,
    needs: NEEDS[path] ?? [],
    // Still a protocol: one boolean changed.
    flipped: (whole: Protocol): Protocol => withValueAt(whole, `${path}.enabled`, !enabled) as unknown as Protocol,
  })),
]
