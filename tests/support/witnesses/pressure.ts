import type { Protocol } from '@chairside/shared/protocol-rules'
import { type Example, minutes, quiet } from '../judge-harness.ts'
import { under, type Witness, type Witnesses } from './witness.ts'

type Numbers = readonly [sys: number, dia: number, map?: number]

/** The levels of these sets, one after another. */
const levelsOf = (protocol: Protocol, baseline: { sys: number; dia: number } | null, sets: readonly Numbers[]): unknown => {
  const example = quiet({ protocol, baseline })
  return sets.map(([sys, dia, map], index) => {
    example.set(100 * (index + 1), sys, dia, map ?? null)
    return [example.picture.cuff.highLevel, example.picture.cuff.lowLevel]
  })
}

const absolute =
  (...sets: readonly Numbers[]): Witness =>
  (protocol) =>
    levelsOf(protocol, null, sets)

/** Relative to a baseline, with absolute limits out of the way, as a physician may move them. */
const relative =
  (baseline: { sys: number; dia: number }, ...sets: readonly Numbers[]): Witness =>
  (protocol) =>
    levelsOf(
      under(protocol, ({ excursion }) => {
        for (const level of Object.values(excursion.high)) Object.assign(level, { sys: 500, dia: 500, map: 500 })
        for (const level of Object.values(excursion.low)) Object.assign(level, { sys: 0, dia: 0, map: 0 })
      }),
      baseline,
      sets,
    )

const lines = (protocol: Protocol, ...sets: readonly (readonly [second: number, sys: number])[]): readonly string[] => {
  const example: Example = quiet({ protocol })
  for (const [second, sys] of sets) example.set(second, sys, 80)
  return example.excursionLines()
}

export const PRESSURE: Witnesses = {
  'excursion.high.advisory.sys': absolute([149, 80], [150, 80]),
  'excursion.high.advisory.dia': absolute([130, 94], [130, 95]),
  'excursion.high.advisory.relativeSys.percent': relative({ sys: 120, dia: 80 }, [143, 80], [144, 80]),
  'excursion.high.advisory.relativeDia.percent': relative({ sys: 130, dia: 80 }, [130, 95.9], [130, 96]),
  'excursion.high.advisory.relativeDia.atLeastMmHg': relative({ sys: 130, dia: 60 }, [110, 74], [110, 75]),
  'excursion.high.warning.sys': absolute([159, 80], [160, 80]),
  'excursion.high.warning.dia': absolute([130, 99], [130, 100]),
  'excursion.high.warning.map': absolute([149, 90, 119], [149, 90, 120]),
  'excursion.high.warning.relativeSys.percent': relative({ sys: 110, dia: 70 }, [142.9, 80], [143, 80]),
  'excursion.high.warning.relativeSys.atMostMmHg': relative({ sys: 150, dia: 90 }, [189, 80], [190, 80]),
  'excursion.high.warning.relativeSys.floorMmHg': relative({ sys: 100, dia: 70 }, [139, 80], [140, 80]),
  'excursion.high.warning.relativeDia.percent': relative({ sys: 130, dia: 90 }, [150, 116.9], [150, 117]),
  'excursion.high.warning.relativeDia.atLeastMmHg': relative({ sys: 120, dia: 70 }, [130, 94], [130, 95]),
  'excursion.high.warning.relativeDia.floorMmHg': relative({ sys: 110, dia: 60 }, [110, 89], [110, 90]),
  'excursion.high.critical.sys': absolute([179, 80], [180, 80]),
  'excursion.high.critical.dia': absolute([130, 109], [130, 110]),
  'excursion.high.critical.map': absolute([149, 90, 129], [149, 90, 130]),
  'excursion.high.emergency.sys': absolute([199, 80], [200, 80]),
  'excursion.high.emergency.dia': absolute([140, 119], [140, 120]),
  'excursion.high.emergency.map': absolute([149, 90, 144], [149, 90, 145]),
  'excursion.low.warning.sys': absolute([90, 60], [89, 60]),
  'excursion.low.warning.dia': absolute([120, 50], [120, 49]),
  'excursion.low.warning.map': absolute([120, 60, 65], [120, 60, 64]),
  'excursion.low.warning.relativeSys.percent': relative({ sys: 120, dia: 80 }, [90.1, 60], [90, 60]),
  'excursion.low.warning.relativeSys.floorMmHg': relative({ sys: 160, dia: 90 }, [110, 60], [109, 60]),
  'excursion.low.critical.sys': absolute([80, 60], [79, 60]),
  'excursion.low.critical.dia': absolute([120, 40], [120, 39]),
  'excursion.low.critical.map': absolute([120, 52, 55], [120, 52, 54]),
  'excursion.low.critical.relativeSys.percent': relative({ sys: 140, dia: 80 }, [91.1, 60], [91, 60]),
  'excursion.low.critical.relativeSys.floorMmHg': relative({ sys: 170, dia: 90 }, [100, 60], [99, 60]),
  'excursion.marginMmHg': (protocol) => [lines(protocol, [0, 185], [60, 176]), lines(protocol, [0, 185], [60, 175])],
  'excursion.reopenConfirmedMs': (protocol) =>
    [minutes(10), minutes(10) + 0.001].map((after) => lines(protocol, [0, 165], [60, 120], [60 + after, 165])),
  'excursion.notReproducedMs': (protocol) => [minutes(3), minutes(3) + 0.001].map((after) => lines(protocol, [0, 185], [after, 120])),
}
