import { MINUTE_MS } from '@chairside/shared/time'
import type { Course } from '../course.ts'
import { createPatient } from '../patient.ts'
import { EFFECT_SIZES, POPULATION, TYPICAL_TRAITS } from '../population.ts'
import { BANDS, MODEL_COURSE } from './published.ts'
import type { MinuteSample, SampledSessions } from './sample-sessions.ts'

/** One figure beside the band in which it must lie, both bounds included. */
export interface Acceptance {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly low: number
  readonly high: number
  readonly passed: boolean
}

const TYPICAL_WEIGHT_KG = TYPICAL_TRAITS.weightKg

/** The typical patient's rises without noise, at the minutes of the model's course. */
const noiselessCourse = (): readonly (readonly [sys: number, dia: number, hr: number])[] => {
  const patient = createPatient('typical', TYPICAL_TRAITS, POPULATION, false)
  const course: Course = {
    checkedInAt: 0,
    cannulatedAt: null,
    pump: [{ fromAt: 0, toAt: 40 * MINUTE_MS, rateMgPerMin: (0.5 * TYPICAL_WEIGHT_KG) / 40 }],
    infusionEndedAt: 40 * MINUTE_MS,
  }
  const { baseline } = TYPICAL_TRAITS
  return MODEL_COURSE.map(([minute]) => {
    const { sys, dia, hr } = patient.at(minute * MINUTE_MS, course)
    return [sys - baseline.sys, dia - baseline.dia, hr - baseline.hr]
  })
}

const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length)

const sampleAt = (sampled: SampledSessions, minute: number): MinuteSample => {
  const sample = sampled.minutes.find((one) => one.minute === minute)
  if (sample === undefined) throw new Error(`No sample at minute ${minute}.`)
  return sample
}

/** The minute at which the mean rise of SYS is highest: the top of the parabola through the three highest neighbours. */
export const peakMinuteOf = (sampled: SampledSessions): number => {
  const means = sampled.minutes.map(({ sys }) => sys.mean)
  const top = means.indexOf(Math.max(...means))
  const [before, at, after] = [means[top - 1], means[top], means[top + 1]]
  const minute = sampled.minutes[top]?.minute ?? 0
  if (before === undefined || at === undefined || after === undefined) return minute
  const step = (sampled.minutes[top + 1]?.minute ?? minute) - minute
  return minute + (step * (before - after)) / (2 * (before - 2 * at + after))
}

/**
 * Holds the sampled sessions to the published figures. At another effect size than the typical one, means are held to that size;
 * spreads and the share of severe sessions are published for the typical one alone.
 */
export const acceptanceOf = (sampled: SampledSessions, effectMmHg: number): readonly Acceptance[] => {
  const isTypical = effectMmHg === EFFECT_SIZES.typical
  const scale = effectMmHg / EFFECT_SIZES.typical
  const { riseOfSys, riseOfDia, sdOfSys, sdOfDia, severePercent, peakMinute, settled, plasma, fromModel } = BANDS
  const [end, late] = [sampleAt(sampled, riseOfSys.minute), sampleAt(sampled, settled.minute)]
  const noiseless = noiselessCourse()
  const within = (what: string, value: number, unit: string, low: number, high: number): Acceptance => ({
    what,
    value,
    unit,
    low,
    high,
    passed: value >= low && value <= high,
  })
  const rise = (name: string, value: number, band: { readonly minute: number; readonly mean: number; readonly within: number }) =>
    within(`mean rise of ${name} at ${band.minute} min`, value, 'mmHg', band.mean * scale - band.within, band.mean * scale + band.within)
  return [
    rise('SYS', end.sys.mean, riseOfSys),
    rise('DIA', end.dia.mean, riseOfDia),
    ...(isTypical
      ? [
          within('its SD', end.sys.sd, 'mmHg', sdOfSys.low, sdOfSys.high),
          within('SD of DIA', end.dia.sd, 'mmHg', sdOfDia.low, sdOfDia.high),
          within('infused sessions above 180/110, read every 10 min', 100 * sampled.severe, '%', severePercent.low, severePercent.high),
        ]
      : []),
    within('highest mean rise of SYS', peakMinuteOf(sampled), 'min', peakMinute.low, peakMinute.high),
    within(`mean rise of SYS at ${settled.minute} min`, late.sys.mean, 'mmHg', Number.NEGATIVE_INFINITY, settled.most * Math.max(1, scale)),
    within(`mean plasma level at ${plasma.minute} min`, sampleAt(sampled, plasma.minute).plasma.mean, 'ng/mL', plasma.low, plasma.high),
    ...(['SYS', 'DIA', 'HR'] as const).map((name, place) =>
      within(
        `${name}, noise off: distance from the model's course`,
        rootMeanSquare(noiseless.map((rises, index) => (rises[place] ?? 0) - (MODEL_COURSE[index]?.[place + 1] ?? 0))),
        name === 'HR' ? '/min' : 'mmHg',
        0,
        fromModel,
      ),
    ),
  ]
}
