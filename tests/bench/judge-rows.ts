import type { ChairInput } from '@chairside/server/domain/chair-input'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { parseRecording, type Recording } from '@chairside/shared/recording'
import { minutes, running, ZERO } from '../support/judge-harness.ts'
import { atLeast, atMost, type Figure, figureOf, median, quantile } from './figures.ts'
import type { Row } from './run-rows.ts'

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
  const judgedMs: number[] = []
  const walkedMs: number[] = []
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    judgedMs.push(ownCpuMs(judge))
    walkedMs.push(ownCpuMs(walk) / WALKS)
  }
  if (sum === 0) throw new Error('nothing was walked')
  const perSecond = (takenMs: readonly number[]): readonly number[] => takenMs.map((ms) => (numbers / ms) * 1_000)
  return [
    figureOf({
      what: 'judge offline, by CPU time',
      unit: 'readings/s',
      values: perSecond(judgedMs),
      baseline: { what: 'walking the same numbers', values: perSecond(walkedMs) },
      budget: atLeast(500_000),
    }),
    figureOf({
      what: 'judge, one-hour session, by CPU time',
      unit: 'ms',
      values: judgedMs,
      baseline: { what: 'walking the same numbers', values: walkedMs },
      budget: atMost(100),
    }),
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
    { phase: 'infusing', from: minutes(6), to: STOP, medians: [] as number[], tails: [] as number[] },
    { phase: 'recovering', from: STOP + minutes(6), to: END, medians: [] as number[], tails: [] as number[] },
  ]
  for (let repetition = 0; repetition <= repetitions; repetition += 1) {
    let chair = emptyChair('1' as Parameters<typeof emptyChair>[0])
    const takenUs = spans.map((): number[] => [])
    for (const input of inputs) {
      const second = (input.takenAt - ZERO) / 1_000
      const startedMs = performance.now()
      chair = advance(chair, input).chair
      const us = (performance.now() - startedMs) * 1_000
      const span = spans.findIndex(({ from, to }) => second >= from && second < to)
      if (input.kind === 'delivery' && input.entries[0]?.kind === 'numerics') takenUs[span]?.push(us)
    }
    // The first time through is for the compiler.
    if (repetition === 0) continue
    spans.forEach(({ medians, tails }, index) => {
      medians.push(median(takenUs[index] ?? []))
      tails.push(quantile(takenUs[index] ?? [], 0.99))
    })
  }
  return spans.flatMap(({ phase, medians, tails }) => [
    figureOf({ what: `one step of the judge, ${phase}, median`, unit: 'µs', values: medians }),
    figureOf({ what: `one step of the judge, ${phase}, 99 of 100`, unit: 'µs', values: tails }),
  ])
}

export const JUDGE_ROWS: readonly Row[] = [
  {
    name: 'judge',
    what: 'the judge as the build has it: offline, and one chair’s step',
    run: async ({ quick }) => [...(await benchRecording(quick ? 5 : 15)), ...(await benchStep(quick ? 2 : 5))],
  },
]
