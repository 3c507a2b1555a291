/**
 * NEWS2, for information only: its pressure item scores 0 from 111 to 219 mmHg, so that it is blind to what matters here, and
 * dissociation would count as new confusion. No alarm and no criterion rests on it.
 */
export interface News2Given {
  readonly rr: number | null
  readonly spo2: number | null
  /** Null: nobody said whether the patient breathes air. */
  readonly oxygen: boolean | null
  readonly sys: number | null
  readonly pulse: number | null
  /** `confused` is new confusion; C, V, P and U score alike. Null: not assessed. */
  readonly consciousness: 'alert' | 'confused' | 'voice' | 'pain' | 'unresponsive' | null
  readonly temp: number | null
}
export type News2Item = 'rr' | 'spo2' | 'air' | 'sys' | 'pulse' | 'consciousness' | 'temp'

export interface News2 {
  readonly points: Readonly<Record<News2Item, number | null>>
  /** The sum of what is known; null while anything is missing (missing is never normal). */
  readonly total: number | null
  readonly missing: readonly News2Item[]
  readonly risk: 'low' | 'low-medium' | 'medium' | 'high' | null
  /** The consciousness item during an infusion says dissociation as well as confusion. */
  readonly consciousnessUnreliable: boolean
}

/** Upper ends (included) of the bands with their points, in rising order; above the last one `beyond`. */
interface Bands {
  readonly upTo: readonly (readonly [end: number, points: number])[]
  readonly beyond: number
}

const RR: Bands = {
  upTo: [
    [8, 3],
    [11, 1],
    [20, 0],
    [24, 2],
  ],
  beyond: 3,
}
const SPO2_SCALE_1: Bands = {
  upTo: [
    [91, 3],
    [93, 2],
    [95, 1],
  ],
  beyond: 0,
}
const SPO2_SCALE_2_AIR: Bands = {
  upTo: [
    [83, 3],
    [85, 2],
    [87, 1],
  ],
  beyond: 0,
}
const SPO2_SCALE_2_OXYGEN: Bands = {
  upTo: [
    [83, 3],
    [85, 2],
    [87, 1],
    [92, 0],
    [94, 1],
    [96, 2],
  ],
  beyond: 3,
}
const SYS: Bands = {
  upTo: [
    [90, 3],
    [100, 2],
    [110, 1],
    [219, 0],
  ],
  beyond: 3,
}
const PULSE: Bands = {
  upTo: [
    [40, 3],
    [50, 1],
    [90, 0],
    [110, 1],
    [130, 2],
  ],
  beyond: 3,
}
const TEMP: Bands = {
  upTo: [
    [35, 3],
    [36, 1],
    [38, 0],
    [39, 1],
  ],
  beyond: 2,
}

const pointsOf = (bands: Bands, value: number | null): number | null =>
  value === null ? null : (bands.upTo.find(([end]) => value <= end)?.[1] ?? bands.beyond)

const saturationBands = (scale: 1 | 2, oxygen: boolean): Bands =>
  scale === 1 ? SPO2_SCALE_1 : oxygen ? SPO2_SCALE_2_OXYGEN : SPO2_SCALE_2_AIR

/** `scale` 2 is for patients whose target saturation is 88 to 92 %, by a physician's order. Whole numbers but for the temperature. */
export const news2Of = (given: News2Given, infusing: boolean, scale: 1 | 2 = 1): News2 => {
  const points: Record<News2Item, number | null> = {
    rr: pointsOf(RR, given.rr),
    spo2: pointsOf(saturationBands(scale, given.oxygen === true), given.spo2),
    air: given.oxygen === null ? null : given.oxygen ? 2 : 0,
    sys: pointsOf(SYS, given.sys),
    pulse: pointsOf(PULSE, given.pulse),
    consciousness: given.consciousness === null ? null : given.consciousness === 'alert' ? 0 : 3,
    temp: pointsOf(TEMP, given.temp),
  }
  const missing = (Object.keys(points) as News2Item[]).filter((item) => points[item] === null)
  const known = Object.values(points).filter((value) => value !== null)
  const total = missing.length > 0 ? null : known.reduce((sum, value) => sum + value, 0)
  const single = known.includes(3)
  const risk = total === null ? null : total >= 7 ? 'high' : total >= 5 ? 'medium' : single ? 'low-medium' : 'low'
  return { points, total, missing, risk, consciousnessUnreliable: infusing && given.consciousness !== 'alert' }
}
