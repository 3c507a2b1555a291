import { numberAt } from './protocol-path.ts'

/** One thing that is wrong with a protocol: where, and in words. */
export interface ProtocolFault {
  readonly path: string
  readonly message: string
}

/** What a number must be to another one. */
type Relation = 'below' | 'at-most' | 'above' | 'at-least'
/** path, relation, the other's path, and how a fault calls the other. */
type Order = readonly [path: string, relation: Relation, other: string, called: string]

const PRESSURES = ['sys', 'dia', 'map'] as const

const excursionOrders = (): readonly Order[] => [
  ...PRESSURES.flatMap((vital): readonly Order[] => [
    [`excursion.high.warning.${vital}`, 'below', `excursion.high.critical.${vital}`, 'critical'],
    [`excursion.high.critical.${vital}`, 'at-most', `excursion.high.emergency.${vital}`, 'emergency'],
    [`excursion.low.warning.${vital}`, 'above', `excursion.low.critical.${vital}`, 'critical'],
    [`excursion.low.warning.${vital}`, 'below', `excursion.high.warning.${vital}`, 'the high warning'],
  ]),
]

/** The levels of X and the limits of T among each other: of a whole protocol, and of one with a patient's own limits. */
const JUDGED_ORDERS: readonly Order[] = [
  ...excursionOrders(),
  ['limits.spo2-desat.limit', 'at-most', 'limits.spo2-low.limit', 'spo2-low'],
  ['limits.no-pulse.limit', 'at-most', 'limits.hr-extreme-low.limit', 'hr-extreme-low'],
  ['limits.hr-extreme-low.limit', 'at-most', 'limits.hr-low.limit', 'hr-low'],
  ['limits.hr-low.limit', 'below', 'limits.hr-high.limit', 'hr-high'],
  ['limits.hr-high.limit', 'at-most', 'limits.hr-extreme-high.limit', 'hr-extreme-high'],
  ['limits.rr-low.limit', 'below', 'limits.rr-high.limit', 'rr-high'],
  ['limits.etco2-low.limit', 'below', 'limits.etco2-high.limit', 'etco2-high'],
  ['discharge.bp.sysAtLeast', 'below', 'discharge.bp.sysBelow', 'sysBelow'],
  ['discharge.bp.diaAtLeast', 'below', 'discharge.bp.diaBelow', 'diaBelow'],
  ['discharge.bp.diaBelow', 'below', 'discharge.bp.sysBelow', 'sysBelow'],
  ['discharge.bp.diaAtLeast', 'below', 'discharge.bp.sysAtLeast', 'sysAtLeast'],
  ['discharge.hr.low', 'below', 'discharge.hr.high', 'high'],
  ['discharge.rr.low', 'below', 'discharge.rr.high', 'high'],
]

const withinOwnBounds = (arm: string): Order => [`${arm}.atLeastMmHg`, 'at-most', `${arm}.atMostMmHg`, 'atMostMmHg']

const RELATIVE_ORDERS: readonly Order[] = (['Sys', 'Dia'] as const).flatMap((vital): readonly Order[] => {
  const arm = (side: 'high' | 'low', level: string): string => `excursion.${side}.${level}.relative${vital}`
  return [
    [`${arm('high', 'warning')}.percent`, 'at-most', `${arm('high', 'critical')}.percent`, 'critical'],
    [`${arm('high', 'critical')}.percent`, 'at-most', `${arm('high', 'emergency')}.percent`, 'emergency'],
    [`${arm('low', 'warning')}.percent`, 'at-most', `${arm('low', 'critical')}.percent`, 'critical'],
    ...(['advisory', 'warning', 'critical', 'emergency'] as const).map((level) => withinOwnBounds(arm('high', level))),
    ...(['warning', 'critical'] as const).map((level) => withinOwnBounds(arm('low', level))),
  ]
})

/** DIA < MAP < SYS holds for limits as it does for a set (V3). */
const LEVEL_ORDERS: readonly Order[] = [
  ...(['advisory', 'warning', 'critical', 'emergency'] as const).map((level) => `excursion.high.${level}`),
  ...(['warning', 'critical'] as const).map((level) => `excursion.low.${level}`),
].flatMap((level): readonly Order[] => [
  [`${level}.dia`, 'below', `${level}.sys`, 'sys'],
  [`${level}.dia`, 'below', `${level}.map`, 'map'],
  [`${level}.map`, 'below', `${level}.sys`, 'sys'],
])

/** What else of a protocol must agree: delays in their order, holds and criteria on the right side of the limits. */
const PROTOCOL_ORDERS: readonly Order[] = [
  ...RELATIVE_ORDERS,
  ...LEVEL_ORDERS,
  ['technical.silentMs', 'below', 'technical.silentHighMs', 'silentHighMs'],
  ['cuff.overdueLowMs', 'below', 'cuff.overdueMediumMs', 'overdueMediumMs'],
  ['cuff.dimAfterMs', 'below', 'cuff.strikeAfterMs', 'strikeAfterMs'],
  ['cuff.recheckOverdueMs', 'above', 'cuff.recheckAfterWarningMs', 'recheckAfterWarningMs'],
  ['cuff.recheckAfterWarningMs', 'at-most', 'cuff.intervalInfusingMs', 'intervalInfusingMs'],
  ['cuff.recheckAfterCriticalMs', 'at-most', 'cuff.recheckAfterWarningMs', 'recheckAfterWarningMs'],
  ['cuff.recheckCriticalOverdueMediumMs', 'below', 'cuff.recheckCriticalOverdueHighMs', 'recheckCriticalOverdueHighMs'],
  ['cuff.intervalRecoveryEarlyMs', 'at-most', 'cuff.intervalRecoveryLateMs', 'intervalRecoveryLateMs'],
  ['cuff.extremeRejectedSysLow', 'below', 'cuff.extremeRejectedSysHigh', 'extremeRejectedSysHigh'],
  ['baseline.spacingMs', 'below', 'baseline.maxAgeMs', 'maxAgeMs'],
  ['holds.softSys', 'below', 'holds.hardSys', 'hardSys'],
  ['holds.softDia', 'below', 'holds.hardDia', 'hardDia'],
  ['holds.softDia', 'below', 'holds.softSys', 'softSys'],
  ['holds.hardDia', 'below', 'holds.hardSys', 'hardSys'],
  ['holds.hardSys', 'at-most', 'excursion.high.emergency.sys', 'emergency'],
  ['holds.hardDia', 'at-most', 'excursion.high.emergency.dia', 'emergency'],
  ['holds.softHrLow', 'below', 'holds.softHrHigh', 'softHrHigh'],
  ['holds.softHrHigh', 'below', 'holds.hardHrHigh', 'hardHrHigh'],
  ['holds.softHrLow', 'above', 'holds.hardHrLow', 'hardHrLow'],
  ['holds.spo2Low', 'at-least', 'limits.spo2-desat.limit', 'spo2-desat'],
  ['holds.doseReasonMgPerKg', 'at-most', 'holds.doseRefusedMgPerKg', 'doseRefusedMgPerKg'],
  ['discharge.sedation.earliestAfterEndMs', 'at-most', 'discharge.minimumStayMs', 'minimumStayMs'],
  ['discharge.dissociation.cadssItemMax', 'at-most', 'discharge.dissociation.cadssTotalMax', 'cadssTotalMax'],
  ['artefact.mapShare.low', 'below', 'artefact.mapShare.high', 'high'],
  ['escalation.mediumRepeatMs', 'below', 'escalation.mediumAsHighMs', 'mediumAsHighMs'],
  ['escalation.reminderHighMs', 'at-most', 'escalation.reminderMediumMs', 'reminderMediumMs'],
  ['prompts.plannedEndLowMs', 'below', 'prompts.plannedEndMediumMs', 'plannedEndMediumMs'],
  ['gate.durationMin.low', 'at-most', 'gate.durationMin.high', 'high'],
]

const isKept = (value: number, relation: Relation, other: number): boolean => {
  switch (relation) {
    case 'below':
      return value < other
    case 'at-most':
      return value <= other
    case 'above':
      return value > other
    case 'at-least':
      return value >= other
  }
}

const broken = (protocol: unknown, orders: readonly Order[]): readonly ProtocolFault[] =>
  orders.flatMap(([path, relation, otherPath, called]) => {
    const value = numberAt(protocol, path)
    const other = numberAt(protocol, otherPath)
    if (value === null || other === null || isKept(value, relation, other)) return []
    const how = value > other ? 'is above' : value < other ? 'is below' : `is not ${relation}`
    return [{ path, message: `${value} ${how} ${called} ${other}` }]
  })

/** Levels and limits that stand in the wrong order. A number that is missing is passed over. */
export const judgedOrderFaults = (protocol: unknown): readonly ProtocolFault[] => broken(protocol, JUDGED_ORDERS)

/** Every pair of numbers that contradict each other. */
export const orderFaults = (protocol: unknown): readonly ProtocolFault[] => broken(protocol, [...JUDGED_ORDERS, ...PROTOCOL_ORDERS])
