import { judgeRecording } from '@chairside/server/cli/judge-recording'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { parseRecording, type Recording } from '@chairside/shared/recording'
import { type Figure, median } from './figures.ts'

/** An hour at 1 Hz with four vitals and a set every five minutes, by a fixed wave: no chance, the same each time. */
const hourText = (): string => {
  const rows = ['t_s,hr,spo2,rr,etco2,nibp_sys,nibp_dia,nibp_map']
  for (let second = 0; second < 3_600; second += 1) {
    const wave = Math.sin(second / 300)
    const set = second % 300 === 0 ? `${Math.round(132 + 24 * wave)},${Math.round(80 + 14 * wave)},${Math.round(97 + 17 * wave)}` : ',,'
    rows.push(
      `${second},${Math.round(80 + 12 * wave)},${Math.round(96 + 2 * wave)},${Math.round(15 + 3 * wave)},${Math.round(37 + 4 * wave)},${set}`,
    )
  }
  return rows.join('\n')
}

const numbersIn = (recording: Recording): number =>
  recording.rows.reduce((sum, row) => sum + row.values.filter((value) => value !== null).length, 0)

const timed = (act: () => void): number => {
  const started = performance.now()
  act()
  return performance.now() - started
}

/** The judge offline, beside merely walking the same numbers. */
export const benchJudge = (repetitions: number): readonly Figure[] => {
  const recording = parseRecording(hourText())
  if (recording === null) throw new Error('the recording of the bench is none')
  const numbers = numbersIn(recording)
  const judge = (): void => {
    judgeRecording(recording, { protocol: DEFAULT_PROTOCOL, baseline: { sys: 130, dia: 80 }, infusion: null })
  }
  let sum = 0
  const walk = (): void => {
    for (const row of recording.rows) for (const value of row.values) sum += value ?? 0
  }
  judge()
  walk()
  const judgeMs = median(Array.from({ length: repetitions }, () => timed(judge)))
  const walkMs = median(Array.from({ length: repetitions }, () => timed(walk)))
  if (sum === 0) throw new Error('nothing was walked')
  return [
    {
      what: 'judge offline',
      unit: 'readings/s',
      value: (numbers / judgeMs) * 1_000,
      baseline: { what: 'walking the same numbers', value: (numbers / walkMs) * 1_000 },
      budget: 'at least 200,000',
    },
    { what: 'judge, one-hour session', unit: 'ms', value: judgeMs, baseline: null, budget: 'at most 100' },
  ]
}
