import type { Level, Side } from '@chairside/shared/excursion'
import type { Baseline } from '@chairside/shared/fact'
import type { LevelArms, Protocol, RelativeArm } from '@chairside/shared/protocol-rules'
import { nano } from './exact.ts'

type Pressure = { readonly sys: number; readonly dia: number; readonly map: number | null }
export type ArmName = 'sys' | 'dia' | 'map' | 'relativeSys' | 'relativeDia'

/** One arm as numbers: on the high side it holds at or above `limit`, on the low side below it (absolute) or at it and below (relative). */
interface Arm {
  readonly name: ArmName
  readonly vital: 'sys' | 'dia' | 'map'
  /** In billionths times 100, exact. */
  readonly limit: number
  readonly inclusive: boolean
  /** The second number of a relative arm, in billionths times 100. */
  readonly floor: number | null
}

const x100 = (value: number): number => nano(value) * 100

const relativeLimit = (arm: RelativeArm, baseline: number, side: Side): number => {
  let change = nano(baseline) * arm.percent
  if (arm.atMostMmHg !== null) change = Math.min(change, x100(arm.atMostMmHg))
  if (arm.atLeastMmHg !== null) change = Math.max(change, x100(arm.atLeastMmHg))
  return side === 'high' ? x100(baseline) + change : x100(baseline) - change
}

const armsOf = (rules: LevelArms, baseline: Baseline | null, side: Side): readonly Arm[] => {
  const arms: Arm[] = []
  for (const vital of ['sys', 'dia', 'map'] as const) {
    const limit = rules[vital]
    if (limit !== null) arms.push({ name: vital, vital, limit: x100(limit), inclusive: side === 'high', floor: null })
  }
  if (baseline === null) return arms
  for (const [name, vital] of [
    ['relativeSys', 'sys'],
    ['relativeDia', 'dia'],
  ] as const) {
    const arm = rules[name]
    if (arm === null) continue
    const floor = arm.floorMmHg === null ? null : x100(arm.floorMmHg)
    arms.push({ name, vital, limit: relativeLimit(arm, baseline[vital], side), inclusive: true, floor })
  }
  return arms
}

/** X5: within `margin` of its limit. Strict in both directions, and the floors of relative arms stay as they are. */
const holds = (arm: Arm, set: Pressure, side: Side, margin: number | null): boolean => {
  const measured = set[arm.vital]
  if (measured === null) return false
  const value = x100(measured)
  if (side === 'high') {
    if (arm.floor !== null && value < arm.floor) return false
    return margin === null ? value >= arm.limit : value > arm.limit - margin
  }
  if (arm.floor !== null && value >= arm.floor) return false
  if (margin !== null) return value < arm.limit + margin
  return arm.inclusive ? value <= arm.limit : value < arm.limit
}

/** The limits of one session made ready for many sets: protocol and baseline resolved once. */
export interface PressureLimits {
  readonly high: readonly { readonly level: Level; readonly arms: readonly Arm[] }[]
  readonly low: readonly { readonly level: Level; readonly arms: readonly Arm[] }[]
  readonly margin: number
}

/** Levels of each side from the highest down. */
export const pressureLimits = (rules: Protocol['excursion'], baseline: Baseline | null): PressureLimits => ({
  high: (['emergency', 'critical', 'warning', 'advisory'] as const).map((level) => ({
    level,
    arms: armsOf(rules.high[level], baseline, 'high'),
  })),
  low: (['critical', 'warning'] as const).map((level) => ({ level, arms: armsOf(rules.low[level], baseline, 'low') })),
  margin: x100(rules.marginMmHg),
})

/** X1: the highest level of which any arm holds; null where none does. */
export const levelOf = (limits: PressureLimits, set: Pressure, side: Side): Level | null => {
  for (const { level, arms } of limits[side]) for (const arm of arms) if (holds(arm, set, side, null)) return level
  return null
}

/** X5: the highest level at which some arm is still within the margin. */
export const easedLevelOf = (limits: PressureLimits, set: Pressure, side: Side): Level | null =>
  limits[side].find(({ arms }) => arms.some((arm) => holds(arm, set, side, limits.margin)))?.level ?? null

/** The arms of one level that hold, strictly first; within the margin where none holds strictly. */
export const armsHolding = (limits: PressureLimits, set: Pressure, side: Side, level: Level): readonly ArmName[] => {
  const arms = limits[side].find((entry) => entry.level === level)?.arms ?? []
  const strict = arms.filter((arm) => holds(arm, set, side, null))
  return (strict.length > 0 ? strict : arms.filter((arm) => holds(arm, set, side, limits.margin))).map((arm) => arm.name)
}

/** A limit as mmHg, for texts and charts. */
const asMmHg = (limit: number): number => Math.round(limit / 10_000_000) / 10_000

/** A2: vital, worst value and limit of the first arm of `level` that the worst values break, e.g. `SYS 184 ≥ 180`. */
export const armText = (
  limits: PressureLimits,
  worst: { readonly sys: number | null; readonly dia: number | null; readonly map: number | null },
  side: Side,
  level: Level,
): string => {
  const values: Pressure = { sys: worst.sys ?? Number.NaN, dia: worst.dia ?? Number.NaN, map: worst.map }
  const arms = limits[side].find((entry) => entry.level === level)?.arms ?? []
  const arm =
    arms.find((candidate) => holds(candidate, values, side, null)) ??
    arms.find((candidate) => holds(candidate, values, side, limits.margin))
  if (arm === undefined) return ''
  const sign = side === 'high' ? '≥' : arm.inclusive ? '≤' : '<'
  const limit = Math.round(asMmHg(arm.limit) * 10) / 10
  return `${arm.vital.toUpperCase()} ${worst[arm.vital]} ${sign} ${limit}`
}

/** The tightest warning limits in force (X7), in mmHg; null where no arm bounds that number. */
export const tightestWarning = (
  limits: PressureLimits,
  vital: 'sys' | 'dia' | 'map',
): { readonly high: number | null; readonly low: number | null } => {
  const of = (side: Side): readonly number[] =>
    (limits[side].find((entry) => entry.level === 'warning')?.arms ?? [])
      .filter((arm) => arm.vital === vital)
      .map((arm) =>
        asMmHg(arm.floor === null ? arm.limit : side === 'high' ? Math.max(arm.limit, arm.floor) : Math.min(arm.limit, arm.floor)),
      )
  const high = of('high')
  const low = of('low')
  return { high: high.length > 0 ? Math.min(...high) : null, low: low.length > 0 ? Math.max(...low) : null }
}
