/**
 * What is published of 0.5 mg/kg over 40 min, and the course of the model for the typical patient. Pressures are rises above the
 * resting baseline, mmHg; minutes count from the start of the infusion.
 */

/** The typical patient's course without noise: [min, SYS, DIA, HR, plasma ng/mL]. */
export const MODEL_COURSE = [
  [0, 0, 0, 0, 0],
  [5, 0.1, 0.1, 0, 33],
  [10, 1.4, 1.0, 0.5, 62],
  [15, 4.6, 3.1, 1.4, 87],
  [20, 8.4, 5.7, 2.6, 110],
  [25, 11.6, 8.0, 3.6, 129],
  [30, 13.9, 9.6, 4.3, 147],
  [35, 15.3, 10.5, 4.8, 163],
  [40, 16.0, 11.0, 5.0, 177],
  [45, 14.9, 10.3, 4.7, 157],
  [50, 12.8, 8.8, 4.0, 141],
  [55, 10.8, 7.4, 3.4, 127],
  [60, 9.0, 6.2, 2.8, 115],
  [70, 6.4, 4.4, 2.0, 98],
  [80, 4.6, 3.2, 1.4, 85],
  [90, 3.5, 2.4, 1.1, 75],
  [100, 2.8, 1.9, 0.9, 68],
  [120, 1.9, 1.3, 0.6, 59],
  [150, 1.3, 0.9, 0.4, 50],
  [180, 1.0, 0.7, 0.3, 44],
] as const

/** One published rise of SYS. `spread`: one SD, or the half of a 95 % interval of the mean. */
export interface PublishedPoint {
  readonly label: string
  readonly minute: number
  readonly sys: number
  readonly dia: number
  readonly spread: { readonly sys: number; readonly dia: number; readonly is: 'sd' | 'ci' } | null
}

/** Clinics differ: the means span +3 to +20 mmHg. The peaks of the second and third are put where the infusion ends. */
export const PUBLISHED_POINTS: readonly PublishedPoint[] = [
  { label: 'Yale, 2,342 sessions (2024): mean, SD', minute: 40, sys: 16, dia: 11, spread: { sys: 11.2, dia: 8.45, is: 'sd' } },
  {
    label: 'Meta-analysis, 2,252 sessions (2021): mean, 95 % CI',
    minute: 38,
    sys: 12.61,
    dia: 8.49,
    spread: { sys: 2.21, dia: 1.6, is: 'ci' },
  },
  { label: '741 infusions in depression: mean, at 30-40 min', minute: 35, sys: 7.4, dia: 6, spread: null },
  { label: 'Emory, 684 infusions (2018): mean', minute: 30, sys: 3.28, dia: 3.17, spread: null },
  { label: 'Fang 2019: not different from the baseline', minute: 100, sys: 0, dia: 0, spread: null },
]

/** Sessions above 180/110, of 2,342 at Yale. Its definition is not in the abstract. */
export const PUBLISHED_SEVERE = 0.0098

/** What the simulated sessions are held to, both bounds included; rises at the typical effect size. */
export const BANDS = {
  riseOfSys: { minute: 40, mean: 16, within: 1 },
  riseOfDia: { minute: 40, mean: 11, within: 1 },
  sdOfSys: { low: 10.2, high: 12.2 },
  sdOfDia: { low: 7.4, high: 9.4 },
  severePercent: { low: 0.5, high: 2.5 },
  peakMinute: { low: 35, high: 45 },
  /** From this minute on the mean rise of SYS is at most so much. */
  settled: { minute: 100, most: 3.5 },
  plasma: { minute: 40, low: 150, high: 200 },
  /** The root mean square of the distance from `MODEL_COURSE`, noise off. */
  fromModel: 1.5,
} as const
