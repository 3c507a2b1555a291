import { VITALS, type VitalId } from './vital.ts'

/** A unit that the door understands, and how it becomes the catalogue's (V2). Anything else is refused, never guessed. */
const CONVERSIONS: Readonly<Record<string, { readonly to: string; readonly convert: (value: number) => number }>> = {
  mmHg: { to: 'mmHg', convert: (value) => value },
  'mm[Hg]': { to: 'mmHg', convert: (value) => value },
  kPa: { to: 'mmHg', convert: (value) => value * 7.50062 },
  '/min': { to: '/min', convert: (value) => value },
  bpm: { to: '/min', convert: (value) => value },
  '%': { to: '%', convert: (value) => value },
  '°C': { to: '°C', convert: (value) => value },
  Cel: { to: '°C', convert: (value) => value },
  '[degF]': { to: '°C', convert: (value) => ((value - 32) * 5) / 9 },
}

/** The value in the catalogue's unit of `vital`, or null where the unit is unknown or belongs to another kind of quantity. */
export const toCatalogueUnit = (vital: VitalId, value: number, unit: string): number | null => {
  const conversion = CONVERSIONS[unit]
  return conversion === undefined || conversion.to !== VITALS[vital].unit ? null : conversion.convert(value)
}
