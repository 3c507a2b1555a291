/** The catalogue: one row per vital. Every name, unit, possible range, code and precision of a vital is read from here. */
export interface VitalRow {
  /** The short label of the bedside. */
  readonly label: string
  /** What the record and the screens hold. */
  readonly unit: VitalUnit
  readonly ucum: string
  /** Outside [low, high] a value is impossible: kept, marked, never judged (V3). */
  readonly range: { readonly low: number; readonly high: number }
  readonly loinc: string
  /** IEEE 11073-10101 reference id and code. */
  readonly mdc: { readonly refid: string; readonly code: number }
  readonly decimals: number
}

export type VitalUnit = 'mmHg' | '/min' | '%' | '°C'

const row = (
  label: string,
  unit: VitalUnit,
  ucum: string,
  low: number,
  high: number,
  loinc: string,
  refid: string,
  code: number,
  decimals = 0,
): VitalRow => ({ label, unit, ucum, range: { low, high }, loinc, mdc: { refid, code }, decimals })

export const VITALS = {
  hr: row('HR', '/min', '/min', 0, 300, '8867-4', 'MDC_ECG_HEART_RATE', 147842),
  pulse: row('Pulse', '/min', '/min', 0, 300, '8889-8', 'MDC_PULS_OXIM_PULS_RATE', 149530),
  spo2: row('SpO2', '%', '%', 1, 100, '2708-6', 'MDC_PULS_OXIM_SAT_O2', 150456),
  rr: row('RR', '/min', '/min', 0, 100, '9279-1', 'MDC_RESP_RATE', 151562),
  etco2: row('EtCO2', 'mmHg', 'mm[Hg]', 0, 150, '19891-1', 'MDC_AWAY_CO2_ET', 151728),
  temp: row('Temp', '°C', 'Cel', 25, 45, '8310-5', 'MDC_TEMP_BODY', 150364, 1),
  sys: row('SYS', 'mmHg', 'mm[Hg]', 40, 270, '8480-6', 'MDC_PRESS_BLD_NONINV_SYS', 150021),
  dia: row('DIA', 'mmHg', 'mm[Hg]', 20, 210, '8462-4', 'MDC_PRESS_BLD_NONINV_DIA', 150022),
  map: row('MAP', 'mmHg', 'mm[Hg]', 30, 230, '8478-0', 'MDC_PRESS_BLD_NONINV_MEAN', 150023),
} as const satisfies Record<string, VitalRow>

export type VitalId = keyof typeof VITALS
export const isVitalId = (name: string): name is VitalId => Object.hasOwn(VITALS, name)

export const CONTINUOUS_VITALS = ['hr', 'pulse', 'spo2', 'rr', 'etco2', 'temp'] as const
/** Vitals that a monitor shows all the time, as opposed to those of a cuff set. */
export type ContinuousVital = (typeof CONTINUOUS_VITALS)[number]

export const isContinuousVital = (name: string): name is ContinuousVital => (CONTINUOUS_VITALS as readonly string[]).includes(name)

/** Values of one instant of one source. */
export type VitalValues = { readonly [vital in ContinuousVital]?: number }

/** Why a reading is kept but never judged (V3). */
export type RejectionReason = 'range' | 'incomplete' | 'order' | 'pulse-pressure'

/** Where a reading came from (V1). */
export type Origin = 'device' | 'manual' | 'late' | 'simulated' | 'replayed'

/** One cuff determination; `at` is the end of it. */
export interface CuffSet {
  readonly at: number
  readonly sys: number | null
  readonly dia: number | null
  readonly map: number | null
  readonly pulse: number | null
}
