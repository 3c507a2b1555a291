import { isHighSide } from '@chairside/server/domain/limit-rules'
import type { LimitCondition } from '@chairside/shared/alarm'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { ContinuousVital } from '@chairside/shared/vital'
import { quiet } from '../judge-harness.ts'
import { under, type Witnesses } from './witness.ts'

const VITALS: Readonly<Record<LimitCondition, ContinuousVital>> = {
  'spo2-low': 'spo2',
  'spo2-desat': 'spo2',
  'hr-high': 'hr',
  'hr-low': 'hr',
  'hr-extreme-high': 'hr',
  'hr-extreme-low': 'hr',
  'no-pulse': 'hr',
  'rr-high': 'rr',
  'rr-low': 'rr',
  apnoea: 'rr',
  'etco2-high': 'etco2',
  'etco2-low': 'etco2',
}

/** Readings of one value, near enough to each other for one row, from `from` to exactly `to`, in seconds. */
const row = (from: number, to: number): readonly number[] => {
  const seconds: number[] = []
  for (let second = from; second < to; second += 4) seconds.push(second)
  return [...seconds, to]
}

type Played = readonly (readonly [seconds: readonly number[], value: number])[]

const played = (protocol: Protocol, condition: LimitCondition, parts: Played): readonly string[] => {
  const on = under(protocol, ({ limits }) => {
    limits[condition].enabled = true
  })
  const example = quiet({ protocol: on })
  for (const [seconds, value] of parts) for (const second of seconds) example.numerics(second, { [VITALS[condition]]: value })
  return example.conditionLines(condition)
}

/** T1 and T2 of one condition: the limit, the delay, the way back and the clearing time, each from both sides. */
const witnessOf = (condition: LimitCondition) => {
  const { limit, delayMs, hysteresis, clearMs } = DEFAULT_PROTOCOL.limits[condition]
  const side = isHighSide(condition) ? 1 : -1
  // RR 0 is apnoea by its meaning, whatever the limit: that says only when it is over.
  const isApnoea = condition === 'apnoea'
  const delay = delayMs / 1_000
  const clear = clearMs / 1_000
  const bad = isApnoea ? limit : limit + side
  const good = limit - side * hysteresis
  const bound = (protocol: Protocol, ...parts: Played) => played(protocol, condition, parts)
  const begun = [row(0, delay + 4), bad] as const
  const from = delay + 5
  const back = (protocol: Protocol) =>
    [good, good + side * 0.5].map((value) => bound(protocol, begun, [row(from, from + clear + 4), value]))
  return {
    [`limits.${condition}.limit`]: (protocol: Protocol) =>
      isApnoea ? back(protocol) : [bad, bad - side].map((value) => bound(protocol, [row(0, delay + 4), value])),
    [`limits.${condition}.delayMs`]: (protocol: Protocol) =>
      [delay - 0.001, delay].map((until) => bound(protocol, [row(0, until), bad], [[until + 3], good])),
    [`limits.${condition}.hysteresis`]: back,
    [`limits.${condition}.clearMs`]: (protocol: Protocol) =>
      [clear - 0.001, clear].map((lasting) => bound(protocol, begun, [row(from, from + lasting), good], [[from + lasting + 3], bad])),
  }
}

export const LIMITS: Witnesses = Object.assign({}, ...(Object.keys(VITALS) as LimitCondition[]).map(witnessOf)) as Witnesses
