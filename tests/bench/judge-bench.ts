import type { ChairInput } from '@chairside/server/domain/chair-input'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { parseRecording, type Recording } from '@chairside/shared/recording'
import { minutes, running, ZERO } from '../support/judge-harness.ts'
import { type Figure, median, quantile } from './figures.ts'

/** What runs in production: the bundle, not the source that is translated as it loads. */
const built = async (name: string): Promise<unknown> => import(new URL(`../../server/dist/${name}.js`, import.meta.url).href)

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

const wallMs = (act: () => void): number => {
  const started = performance.now()
  act()
  return performance.now() - started
}

/** CPU time of this process, its collector and compiler included: what other processes do meanwhile is not in it. */
const ownCpuMs = (act: () => void): number => {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** Times that come before what is measured: a server runs for days. */
const FOR_THE_COMPILER = 5

/** One walk is too short to be measured alone. */
const WALKS = 100

const benchRecording = async (repetitions: number): Promise<readonly Figure[]> => {
  const { judgeRecording } = (await built('judge-recording')) as typeof import('@chairside/server/cli/judge-recording')
  const recording = parseRecording(hourText())
  if (recording === null) throw new Error('the recording of the bench is none')
  const numbers = numbersIn(recording)
  const judge = (): void => {
    judgeRecording(recording, { protocol: DEFAULT_PROTOCOL, baseline: { sys: 130, dia: 80 }, infusion: null })
  }
  let sum = 0
  const walk = (): void => {
    for (let time = 0; time < WALKS; time += 1) for (const row of recording.rows) for (const value of row.values) sum += value ?? 0
  }
  for (let time = 0; time < FOR_THE_COMPILER; time += 1) judge()
  walk()
  const judgeMs = median(Array.from({ length: repetitions }, () => ownCpuMs(judge)))
  const walkMs = median(Array.from({ length: repetitions }, () => ownCpuMs(walk))) / WALKS
  if (sum === 0) throw new Error('nothing was walked')
  return [
    {
      what: 'judge offline, by CPU time',
      unit: 'readings/s',
      value: (numbers / judgeMs) * 1_000,
      baseline: { what: 'walking the same numbers', value: (numbers / walkMs) * 1_000 },
      budget: 'at least 500,000',
    },
    { what: 'judge, one-hour session', unit: 'ms', value: judgeMs, baseline: null, budget: 'at most 30' },
  ]
}

const STOP = minutes(40)
const END = minutes(80)

/** A monitor with five vitals at 1 Hz and a set every five minutes, infusing for 40 min, then recovering. */
const sessionInputs = (): readonly ChairInput[] => {
  const session = running({ baseline: { sys: 130, dia: 80 } })
  for (let second = 1; second < END; second += 1) {
    const wave = Math.sin(second / 300)
    if (second === STOP) session.mustAct(second, { kind: 'stop-infusion', early: false, reason: null })
    if (second % 300 === 0) session.set(second, Math.round(132 + 4 * wave), Math.round(80 + 4 * wave))
    const hr = Math.round(75 + 8 * wave) + (second % 3)
    session.numerics(second, {
      hr,
      pulse: hr,
      spo2: Math.round(96 + wave),
      rr: Math.round(15 + 2 * wave),
      etco2: Math.round(37 + 3 * wave),
    })
  }
  return session.inputs
}

/** One delivery of five vitals at one chair, once its windows are full. */
const benchStep = async (repetitions: number): Promise<readonly Figure[]> => {
  const { advance, emptyChair } = (await built('judge')) as typeof import('@chairside/server/domain/chair')
  const inputs = sessionInputs()
  const spans = [
    { phase: 'infusing', from: minutes(6), to: STOP, takenUs: [] as number[] },
    { phase: 'recovering', from: STOP + minutes(6), to: END, takenUs: [] as number[] },
  ]
  for (let repetition = 0; repetition <= repetitions; repetition += 1) {
    let chair = emptyChair('1' as Parameters<typeof emptyChair>[0])
    for (const input of inputs) {
      const second = (input.takenAt - ZERO) / 1_000
      const ms = wallMs(() => {
        chair = advance(chair, input).chair
      })
      const span = spans.find(({ from, to }) => second >= from && second < to)
      const isReading = input.kind === 'delivery' && input.entries[0]?.kind === 'numerics'
      // The first time through is for the compiler.
      if (span !== undefined && isReading && repetition > 0) span.takenUs.push(ms * 1_000)
    }
  }
  return spans.flatMap(({ phase, takenUs }) => [
    { what: `one step, ${phase}, median`, unit: 'µs', value: median(takenUs), baseline: null, budget: 'under 20' },
    { what: `one step, ${phase}, 99 of 100`, unit: 'µs', value: quantile(takenUs, 0.99), baseline: null, budget: 'none' },
  ])
}

/** The judge as the build has it: offline, beside merely walking the same numbers, and one chair's step. */
export const benchJudge = async (repetitions: number): Promise<readonly Figure[]> => [
  ...(await benchRecording(repetitions)),
  ...(await benchStep(Math.ceil(repetitions / 3))),
]
