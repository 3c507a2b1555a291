import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { GivenDrug, RescueGroup } from './course.ts'

/** How a drug comes and goes: rates per minute. The peak of one usual dose is 1. */
interface Kinetics {
  readonly comesPerMin: number
  readonly goesPerMin: number
}
const halfLife = (minutes: number): number => Math.LN2 / minutes

/** As usual doses by vein act: midazolam 1 to 2 mg, labetalol 10 to 20 mg, ondansetron 4 mg. */
const KINETICS: Readonly<Record<RescueGroup, Kinetics>> = {
  benzodiazepine: { comesPerMin: 0.6, goesPerMin: halfLife(40) },
  'iv-antihypertensive': { comesPerMin: 0.25, goesPerMin: halfLife(110) },
  antiemetic: { comesPerMin: 0.3, goesPerMin: halfLife(200) },
}

const shareAfter = ({ comesPerMin, goesPerMin }: Kinetics, minutes: number): number => {
  if (minutes <= 0) return 0
  const peakMin = Math.log(comesPerMin / goesPerMin) / (comesPerMin - goesPerMin)
  const at = (time: number): number => Math.exp(-goesPerMin * time) - Math.exp(-comesPerMin * time)
  return at(minutes) / at(peakMin)
}

/** How strongly a group acts at a moment: 1 at the peak of one dose, with further doses up to 1.8. */
export const rescueStrength = (given: readonly GivenDrug[] | undefined, group: RescueGroup, moment: Moment): number => {
  if (given === undefined || given.length === 0) return 0
  const sum = given.reduce(
    (total, drug) => (drug.group === group ? total + shareAfter(KINETICS[group], (moment - drug.at) / MINUTE_MS) : total),
    0,
  )
  return Math.min(1.8, sum)
}
