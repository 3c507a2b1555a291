import type { Protocol } from '@chairside/shared/protocol-rules'
import { type Example, inBaseline, NURSE } from '../judge-harness.ts'
import type { Witnesses } from './witness.ts'

type Set = readonly [second: number, sys: number, dia: number]

/** The baseline that an infusion starts with. */
const baselineOf = (protocol: Protocol, sets: readonly Set[], before: (example: Example) => void = () => {}): unknown => {
  const example = inBaseline({ protocol })
  before(example)
  for (const [second, sys, dia] of sets) example.set(second, sys, dia)
  example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
  return example.of('baseline-frozen').map(({ bp, continuous }) => [bp?.sys, bp?.dia, continuous])
}

/** Which holds stand before a start, with their strength and without their texts. */
const holdsOf = (protocol: Protocol, prepare: (example: Example) => void, doseMg = 50): unknown => {
  const example = inBaseline({ protocol, order: { weightKg: 100, doseMg } })
  prepare(example)
  example.tick(0)
  return (example.picture.session?.holds ?? []).map(({ id, strength }) => `${id} ${strength}`)
}
const pressures = (protocol: Protocol, sets: readonly (readonly [number, number])[]): unknown =>
  sets.map(([sys, dia]) => holdsOf(protocol, (example) => example.set(-5, sys, dia)))
const values = (protocol: Protocol, vital: 'hr' | 'spo2', all: readonly number[]): unknown =>
  all.map((value) => holdsOf(protocol, (example) => example.numerics(-1, { [vital]: value })))

export const BEFORE_START: Witnesses = {
  'baseline.spacingMs': (protocol) =>
    [-180, -180.001].map((second) =>
      baselineOf(protocol, [
        [-300, 120, 80],
        [second, 124, 84],
      ]),
    ),
  'baseline.afterCannulationMs': (protocol) =>
    [-420, -420.001].map((second) =>
      baselineOf(
        protocol,
        [
          [second, 120, 80],
          [-200, 124, 84],
        ],
        (example) => example.mustAct(-600, { kind: 'record-cannulation' }, NURSE),
      ),
    ),
  'baseline.maxAgeMs': (protocol) => {
    const aged = (second: number): unknown => {
      const example = inBaseline({ protocol })
      for (const taken of [-590, -400]) example.set(taken, 120, 80)
      return example.act(second, { kind: 'start-infusion', overrideReason: 'as discussed' }, NURSE)?.details
    }
    return [200, 200.001].map(aged)
  },
  'baseline.agreementMmHg': (protocol) =>
    [130, 131].map((sys) =>
      baselineOf(protocol, [
        [-400, 120, 80],
        [-200, sys, 80],
      ]),
    ),
  'baseline.medianWindowMs': (protocol) =>
    [-120, -120.001].map((second) =>
      baselineOf(protocol, [], (example) => {
        example.numerics(second, { hr: 60 })
        example.numerics(-10, { hr: 80 })
      }),
    ),
  'holds.softSys': (protocol) =>
    pressures(protocol, [
      [139, 80],
      [140, 80],
    ]),
  'holds.softDia': (protocol) =>
    pressures(protocol, [
      [120, 89],
      [120, 90],
    ]),
  'holds.hardSys': (protocol) =>
    pressures(protocol, [
      [159, 80],
      [160, 80],
    ]),
  'holds.hardDia': (protocol) =>
    pressures(protocol, [
      [130, 99],
      [130, 100],
    ]),
  'holds.softHrHigh': (protocol) => values(protocol, 'hr', [100, 101]),
  'holds.softHrLow': (protocol) => values(protocol, 'hr', [50, 49]),
  'holds.hardHrHigh': (protocol) => values(protocol, 'hr', [120, 121]),
  'holds.hardHrLow': (protocol) => values(protocol, 'hr', [45, 44]),
  'holds.spo2Low': (protocol) => values(protocol, 'spo2', [94, 93]),
  'holds.doseReasonMgPerKg': (protocol) => [100, 101].map((doseMg) => holdsOf(protocol, () => {}, doseMg)),
  'holds.doseRefusedMgPerKg': (protocol) => [200, 201].map((doseMg) => holdsOf(protocol, () => {}, doseMg)),
}
