import { PERSONAL_LIMIT_PATHS } from '@chairside/shared/personal-limit-paths'
import { PERSONAL_LIMITS, type PersonalLimitName, type PersonalLimits } from '@chairside/shared/personal-limits'
import { judgedOrderFaults } from '@chairside/shared/protocol-order'
import { atPath, overlaid } from '@chairside/shared/protocol-path'
import type { LevelArms, Protocol } from '@chairside/shared/protocol-rules'
import type { Problem } from '@chairside/shared/reply'
import type { ActInput } from './chair-input.ts'
import { limitsInForce } from './open-session.ts'
import { pressureLimits } from './pressure-level.ts'
import { problem } from './problem.ts'
import { state, type Work } from './session-state.ts'

type PersonalAct = Extract<ActInput['act'], { readonly kind: 'set-personal-limits' }>

const chosenOf = (limits: PersonalLimits): readonly (readonly [PersonalLimitName, number])[] =>
  PERSONAL_LIMITS.flatMap((name) => {
    const value = limits[name]
    return value === undefined ? [] : [[name, value] as const]
  })

/** `excursion.high.warning.sys` and a number as the part of a protocol that says so. */
const partAt = (path: string, value: number): unknown =>
  path
    .split('.')
    .reverse()
    .reduce<unknown>((inner, key) => ({ [key]: inner }), value)

/** An advisory mark at or beyond the patient's own warning says nothing any more (X2). */
const withoutIdleAdvisory = (advisory: LevelArms, warning: LevelArms): LevelArms => {
  const idle = (vital: 'sys' | 'dia'): boolean => advisory[vital] !== null && warning[vital] !== null && advisory[vital] >= warning[vital]
  return { ...advisory, sys: idle('sys') ? null : advisory.sys, dia: idle('dia') ? null : advisory.dia }
}

/** X13: the protocol with a patient's own limits in the place of its own. Relative arms, delays and hysteresis stay. */
export const withPersonalLimits = (protocol: Protocol, limits: PersonalLimits): Protocol => {
  const applied = chosenOf(limits).reduce<unknown>(
    (changed, [name, value]) => overlaid(changed, partAt(PERSONAL_LIMIT_PATHS[name], value)),
    protocol,
  ) as Protocol
  const { high } = applied.excursion
  const advisory = withoutIdleAdvisory(high.advisory, high.warning)
  return { ...applied, excursion: { ...applied.excursion, high: { ...high, advisory } } }
}

const nameAt = (path: string): string => PERSONAL_LIMITS.find((name) => PERSONAL_LIMIT_PATHS[name] === path) ?? path

/** Why these limits may not be set: outside what the protocol allows, or in a wrong order once applied. One line each. */
export const refusalsOf = (protocol: Protocol, limits: PersonalLimits): readonly string[] => {
  const outside = chosenOf(limits).flatMap(([name, value]) => {
    const range = protocol.personal[name]
    // A limit that is off is not there to be replaced.
    if (range === undefined || atPath(protocol, PERSONAL_LIMIT_PATHS[name]) === null) return [`${name}: not to be set in this protocol`]
    return value < range.low || value > range.high ? [`${name}: ${value} is outside ${range.low} to ${range.high}`] : []
  })
  if (outside.length > 0) return outside
  return judgedOrderFaults(withPersonalLimits(protocol, limits)).map(({ path, message }) => `${nameAt(path)}: ${message}`)
}

/**
 * X13: what is given replaces all of the patient's own limits; nothing, and null, return to the protocol. Shown at once, and readiness
 * follows at once; what X and T have open is judged by them from the next set and the next reading on.
 */
export const setPersonalLimits = (work: Work, input: ActInput, { limits, reason }: PersonalAct): Problem | null => {
  const { session } = work
  const { takenAt: at, by } = input
  const own = limits === null || chosenOf(limits).length === 0 ? null : limits
  if (input.settled !== true) {
    if (by.role !== 'physician') return problem('physician-needed')
    if (own === null && session.care.personalLimits === null) return problem('already-done')
    const refusals = own === null ? [] : refusalsOf(session.protocol, own)
    if (refusals.length > 0) return problem('outside-allowed', ...refusals)
  }
  session.inForce = own === null ? session.protocol : withPersonalLimits(session.protocol, own)
  session.pressureLimits = pressureLimits(session.inForce.excursion, session.baseline)
  session.limitsPicture = limitsInForce(session.inForce, session.pressureLimits, session.baseline)
  session.care = { ...session.care, personalLimits: own === null ? null : { limits: own, reason, by: by.name, at } }
  state(work, at, { kind: 'personal-limits-set', limits: own, reason, by })
  return null
}
