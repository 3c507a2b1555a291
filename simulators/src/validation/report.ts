import { type Acceptance, peakMinuteOf } from './acceptance.ts'
import { BANDS, MODEL_COURSE, PUBLISHED_POINTS, PUBLISHED_SEVERE } from './published.ts'
import { FAR_OFF_MMHG, HELD_FROM, type SampledSessions } from './sample-sessions.ts'

const number = (value: number, width: number, digits = 1): string => value.toFixed(digits).padStart(width)
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`

const SETTLED_MMHG = BANDS.settled.most

/** From which minute on the mean rise of SYS stays at `SETTLED_MMHG` or less. */
const settledAt = ({ minutes }: SampledSessions): number => {
  const last = [...minutes].reverse().find(({ sys }) => sys.mean > SETTLED_MMHG)
  return minutes.find(({ minute }) => last !== undefined && minute > last.minute)?.minute ?? 0
}

const bandOf = ({ low, high }: Acceptance): string =>
  low === Number.NEGATIVE_INFINITY ? `at most ${high.toFixed(1)}` : `${low.toFixed(1)} to ${high.toFixed(1)}`

const courseTable = (sampled: SampledSessions): readonly string[] => [
  '        rise of SYS, mmHg      rise of DIA, mmHg      rise of HR, /min       plasma, ng/mL',
  '  min   model   mean     SD    model   mean     SD    model   mean     SD    model   mean     SD',
  ...sampled.minutes.flatMap(({ minute, sys, dia, hr, plasma }) => {
    const model = MODEL_COURSE.find(([at]) => at === minute)
    if (model === undefined) return []
    const [, modelSys, modelDia, modelHr, modelPlasma] = model
    const cells = [
      [modelSys, sys, 1],
      [modelDia, dia, 1],
      [modelHr, hr, 1],
      [modelPlasma, plasma, 0],
    ] as const
    const text = cells.map(([expected, spread, digits]) =>
      [number(expected, 8, digits), number(spread.mean, 7, digits), number(spread.sd, 7, digits)].join(''),
    )
    return [`${String(minute).padStart(5)}${text.join(' ')}`]
  }),
]

/** The report of a validation, for a terminal. */
export const reportOf = (sampled: SampledSessions, acceptance: readonly Acceptance[], effectMmHg: number): string => {
  const width = Math.max(...acceptance.map(({ what }) => what.length))
  const failed = acceptance.filter(({ passed }) => !passed).length
  const point = (minute: number) => sampled.minutes.find((one) => one.minute === Math.round(minute / 5) * 5)
  return [
    `${sampled.sessions} simulated sessions of 0.5 mg/kg over 40 min; effect size ${effectMmHg} mmHg.`,
    'Rises are above the mean of two readings at rest. "model" is the course of the typical patient without noise.',
    `A reading of the cuff more than ${FAR_OFF_MMHG} mmHg off in SYS (an artefact, or much noise) is taken again, as published figures come from cleaned ones.`,
    '',
    ...courseTable(sampled),
    '',
    'Published means beside the simulated ones (clinics span +3 to +20 mmHg):',
    ...PUBLISHED_POINTS.map(({ label, minute, sys, dia }) => {
      const own = point(minute)
      return `  ${label.padEnd(56)} SYS ${number(sys, 6)}  DIA ${number(dia, 5)}   here at ${String(own?.minute).padStart(3)} min ${number(own?.sys.mean ?? 0, 6)} ${number(own?.dia.mean ?? 0, 5)}`
    }),
    '',
    `  highest mean rise of SYS        ${peakMinuteOf(sampled).toFixed(1)} min after the start (published: 30 to 40)`,
    `  mean rise of SYS at most ${SETTLED_MMHG}    from ${settledAt(sampled)} min on (published: no difference from the baseline at 100)`,
    '',
    `  held at the start               ${percent(sampled.held)} came with ${HELD_FROM.sys}/${HELD_FROM.dia} or more; the shares below are of the others, who were infused`,
    `  SYS within 10 % of the baseline ${percent(sampled.backAtBaseline)}, 90 min after the end (published: back within 90)`,
    `  a reading of 160/100 or more    ${percent(sampled.above160)}, every 5 min from 5 to 120 (expected by the reference model: 22.4 %)`,
    `  a reading of 180/110 or more    ${percent(sampled.above180)} (2.3 %)`,
    `  above 180/110, every 10 min     ${percent(sampled.severe)} during the infusion (1.47 %; Yale: ${percent(PUBLISHED_SEVERE)})`,
    '',
    ...acceptance.map((one) => {
      const value = `${one.value.toFixed(2)} ${one.unit}`
      return `  ${one.passed ? 'ok  ' : 'FAIL'}  ${one.what.padEnd(width)}  ${value.padStart(14)}   ${bandOf(one)}`
    }),
    '',
    failed === 0 ? 'All figures lie in their bands.' : `${failed} of ${acceptance.length} figures lie outside their bands.`,
    '',
  ].join('\n')
}
