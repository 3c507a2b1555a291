import { type ContinuousVital, type CuffSet, type RejectionReason, VITALS } from '@chairside/shared/vital'

const outside = (value: number, vital: keyof typeof VITALS): boolean => value < VITALS[vital].range.low || value > VITALS[vital].range.high

/** V3 for a continuous value: null where it is possible. */
export const rejectionOfValue = (vital: ContinuousVital, value: number): RejectionReason | null => (outside(value, vital) ? 'range' : null)

/** V3 for a set: the first failing reason, in the rule's order; one bad number rejects the whole set. */
export const rejectionOfSet = (set: Omit<CuffSet, 'at'>): RejectionReason | null => {
  const { sys, dia, map } = set
  if ((sys !== null && outside(sys, 'sys')) || (dia !== null && outside(dia, 'dia')) || (map !== null && outside(map, 'map')))
    return 'range'
  if (sys === null || dia === null) return 'incomplete'
  if (map !== null && !(dia < map && map < sys)) return 'order'
  const pulsePressure = sys - dia
  return pulsePressure < 10 || pulsePressure > 150 ? 'pulse-pressure' : null
}
