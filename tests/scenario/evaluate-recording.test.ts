import { type Material, withArterialSets } from '@chairside/server/cli/evaluation-files'
import { parseLabels } from '@chairside/server/cli/evaluation-labels'
import { evaluateRecording, type RecordingResult } from '@chairside/server/cli/evaluation-recording'
import { reportOf } from '@chairside/server/cli/evaluation-report'
import { ruleSwitches } from '@chairside/server/cli/evaluation-rules'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { parseRecording, type Recording } from '@chairside/shared/recording'
import { describe, expect, it } from 'vitest'

const HEADER = 't_start_s,t_end_s,kind,code,detail'
const WATCHED = '0,600,alarm_limits,set,noBreath=30;spo2Low=85'

const recordingOf = (header: string, rows: readonly (readonly (number | null)[])[]): Recording => {
  const recording = parseRecording([header, ...rows.map((row) => row.map((cell) => cell ?? '').join(','))].join('\n'))
  if (recording === null) throw new Error('no recording')
  return recording
}

const evaluate = (recording: Recording, labels: readonly string[] | null, more: Partial<Material> = {}): RecordingResult =>
  evaluateRecording({
    name: 'made-up.csv',
    dataset: 'made-up',
    recording,
    labels: labels === null ? null : parseLabels([HEADER, ...labels].join('\n')),
    ecgRates: new Map(),
    ...more,
  })

/** Ten minutes of a well patient at one row a second, with other values where `change` says so. */
const minutes = (change: (t: number) => { readonly spo2?: number; readonly rr?: number; readonly etco2?: number }): Recording =>
  recordingOf(
    't_s,hr,spo2,rr,etco2',
    Array.from({ length: 600 }, (_, t) => {
      const { spo2 = 97, rr = 14, etco2 = 38 } = change(t)
      return [t, 70, spo2, rr, etco2]
    }),
  )

const between = (t: number, from: number, until: number): boolean => t >= from && t <= until

describe('desaturation', () => {
  it.each([
    [15, 1],
    [14, 0],
  ])('T1: SpO2 below 90 for %d s makes %d runs by the values', (length, runs) => {
    const result = evaluate(
      minutes((t) => (between(t, 100, 100 + length) ? { spo2: 89 } : {})),
      null,
    )
    expect(result.targets.desaturation.counts).toMatchObject({ runs, runsFound: runs, alarms: runs, delayMs: runs * 15_000 })
    expect(result.targets.desaturation.missed).toEqual([])
  })

  it('T1: a device that said nothing makes it false, a right act of staff within a minute does not', () => {
    const recording = minutes((t) => (between(t, 100, 160) ? { spo2: 88 } : {}))
    const of = (...labels: readonly string[]) => evaluate(recording, labels).targets.desaturation.counts
    expect(of(WATCHED)).toMatchObject({ watchedAlarms: 1, watchedFalse: 1, watchedFalseByValues: 1, watchedMs: 599_000 })
    expect(of(WATCHED, '130,135,device_alarm,spo2Low,')).toMatchObject({ watchedFalse: 0, deviceAlarms: 1, deviceAlarmsFound: 1 })
    expect(of(WATCHED, '200,201,observer_response,Verbal stimulation,appropriate')).toMatchObject({ watchedFalse: 0, responsesFound: 1 })
    expect(of(WATCHED, '280,281,observer_response,Verbal stimulation,appropriate')).toMatchObject({ watchedFalse: 1, responsesFound: 0 })
    expect(of(WATCHED, '200,201,observer_response,Fix equipment,technical_false')).toMatchObject({
      watchedFalse: 1,
      alarmsCalledTechnical: 1,
    })
    // Where that alarm was off, its absence says nothing.
    expect(of('0,600,alarm_limits,set,ipiLow=4')).toMatchObject({ watchedMs: 0, watchedAlarms: 0, watchedFalse: 0, alarms: 1 })
    expect(of('500,501,device_flag,oxygenDesatProlonged,')).toMatchObject({ deviceFlags: 1, deviceFlagsFound: 0 })
  })

  it('T1: what a device found and the judge did not is told with its time', () => {
    const { counts, missed } = evaluate(
      minutes(() => ({})),
      [WATCHED, '300,330,device_alarm,spo2Low,'],
    ).targets.desaturation
    expect(counts).toMatchObject({ deviceAlarms: 1, deviceAlarmsFound: 0 })
    expect(missed).toEqual([{ by: 'device', fromMs: 300_000, untilMs: 330_000 }])
  })
})

describe('apnoea', () => {
  it('T: RR 0 without carbon dioxide for 10 s is a period without a breath', () => {
    const at = (until: number, etco2: number) =>
      evaluate(
        minutes((t) => (between(t, 100, until) ? { rr: 0, etco2 } : {})),
        [],
      ).targets.apnoea.counts
    expect(at(110, 0)).toMatchObject({ runs: 1, runsFound: 1, delayMs: 5_000 })
    expect(at(109, 0)).toMatchObject({ runs: 0, alarms: 1 })
    expect(at(140, 30)).toMatchObject({ runs: 0, alarms: 1 })
  })

  it('T1: a device label that ends before the delay is over is found by the alarm that follows', () => {
    const recording = minutes((t) => (between(t, 100, 130) ? { rr: 0, etco2: 0 } : {}))
    const found = (until: number) =>
      evaluate(recording, [`${until - 1},${until},device_alarm,noBreath,`]).targets.apnoea.counts.deviceAlarmsFound
    expect([found(99), found(100)]).toEqual([0, 1])
  })
})

describe('labels', () => {
  it('reads quoted cells, moments and what has no start', () => {
    expect(parseLabels(`${HEADER}\n1,2,a,b,"c, ""d"""\n3,,a,,\n,4,a,,\n`)).toEqual([
      { fromMs: 1_000, untilMs: 2_000, kind: 'a', code: 'b', detail: 'c, "d"' },
      { fromMs: 3_000, untilMs: 3_000, kind: 'a', code: '', detail: '' },
    ])
    expect(parseLabels('time,what\n1,x')).toBeNull()
  })

  it('a quiet control was watched, and nobody found anything', () => {
    const quiet = (labels: readonly string[] | null) =>
      evaluate(
        minutes(() => ({})),
        labels,
      ).quiet
    expect(quiet([WATCHED])).toBe(true)
    expect(quiet([WATCHED, '1,2,device_technical,spo2NA,'])).toBe(true)
    expect(quiet([WATCHED, '1,2,device_alarm,ipiLow,'])).toBe(false)
    expect(quiet([WATCHED, '1,2,observer_response,Fix equipment,technical_false'])).toBe(false)
    expect(quiet([])).toBe(false)
    expect(quiet(null)).toBe(false)
  })
})

describe('experts', () => {
  const steady = (hr: number, more: readonly (readonly [string, number])[] = []): Recording =>
    recordingOf(
      ['t_s', 'hr', ...more.map(([name]) => name)].join(','),
      Array.from({ length: 330 }, (_, t) => [t, hr, ...more.map(([, value]) => value)]),
    )
  const FALSE = ['300,300,expert_alarm,Asystole,false']

  it('X1: an arterial line is taken once a minute as a set', () => {
    const recording = withArterialSets(
      steady(70, [
        ['abp_sys', 75],
        ['abp_dia', 45],
      ]),
    )
    const sets = recording.rows.filter(({ values }) => values[recording.columns.indexOf('nibp_sys')] !== null)
    expect(sets.map(({ atMs }) => atMs)).toEqual([0, 60_000, 120_000, 180_000, 240_000, 300_000])
    expect(evaluate(recording, FALSE).expert).toMatchObject({
      verdict: 'false',
      counts: { pressureAlarms: 1, pressureAtLabel: 1, rateAlarms: 0 },
    })
  })

  it('X1: a recording with a cuff keeps its sets', () => {
    const recording = recordingOf('t_s,nibp_sys,nibp_dia,abp_sys', [
      [0, 120, 80, 130],
      [60, null, null, 130],
    ])
    expect(withArterialSets(recording)).toBe(recording)
  })

  it('T3: a rate alarm beside a pulse within the limits is contradicted', () => {
    const ecgRates = new Map(Array.from({ length: 330 }, (_, t) => [t * 1_000, 150] as const))
    const of = (pulse: number) => evaluate(steady(pulse), FALSE, { ecgRates }).expert?.counts
    expect(of(80)).toMatchObject({ rateAlarms: 1, rateAlarmsWithPulse: 1, rateAlarmsContradicted: 1, rateAtLabel: 1 })
    expect(of(150)).toMatchObject({ rateAlarms: 1, rateAlarmsWithPulse: 1, rateAlarmsContradicted: 0 })
    expect(evaluate(steady(150), ['300,300,expert_alarm,x,true']).expert).toMatchObject({
      verdict: 'true',
      counts: { rateAlarmsWithPulse: 0 },
    })
  })
})

/** Every name in a protocol with the kind of what it holds. */
const shapeOf = (tree: unknown, path = ''): readonly string[] =>
  typeof tree === 'object' && tree !== null
    ? Object.entries(tree).flatMap(([key, value]) => shapeOf(value, `${path}.${key}`))
    : [`${path} ${typeof tree}`]

describe('the aims', () => {
  const onIpi = (perHour: number) => {
    const one = evaluate(
      minutes((t) => (between(t, 100, 130) ? { spo2: 88 } : {})),
      null,
      { dataset: 'ipi_sedation' },
    )
    expect(one.load.lines.filter(({ kind }) => kind === 'vital-alarm')).toHaveLength(1)
    const report = reportOf([{ ...one, load: { ...one.load, spanMs: 3_600_000 / perHour } }], [])
    return report.aims.find(({ aim }) => aim.includes('ipi_sedation'))
  }

  it('T1: a rate is compared as it is, not as it is told', () => {
    expect(onIpi(4.699)).toMatchObject({
      aim: 'at most 4.7 medium and high alarms an hour on ipi_sedation',
      found: '4.70 an hour',
      met: true,
    })
    expect(onIpi(4.701)).toMatchObject({ found: '4.70 an hour', met: false })
  })

  it('T1: name the limit and the delay that the protocol has', () => {
    const { limit, delayMs } = DEFAULT_PROTOCOL.limits['spo2-low']
    const [first] = reportOf(
      [
        evaluate(
          minutes(() => ({})),
          null,
        ),
      ],
      [],
    ).aims
    expect(first).toEqual({
      aim: `every run of SpO2 < ${limit} of ${delayMs / 1_000} s or more found`,
      found: '0 of 0',
      met: null,
    })
  })
})

describe('rules that can be switched', () => {
  it('every switch gives another protocol of the same shape', () => {
    const switches = ruleSwitches(DEFAULT_PROTOCOL)
    expect(new Set(switches.map(({ rule }) => rule)).size).toBe(switches.length)
    for (const { flipped } of switches) {
      const other = flipped(DEFAULT_PROTOCOL)
      expect(other).not.toEqual(DEFAULT_PROTOCOL)
      expect(shapeOf(other)).toEqual(shapeOf(DEFAULT_PROTOCOL))
    }
  })

  it('T5: each artefact rule of the protocol is among them, as the protocol has it', () => {
    const switches = ruleSwitches(DEFAULT_PROTOCOL)
    for (const [name, { enabled }] of Object.entries(DEFAULT_PROTOCOL.artefact)) {
      const found = switches.find(({ rule }) => rule === `artefact.${name}`)
      expect(found?.inForce).toBe(enabled)
      expect(found?.flipped(DEFAULT_PROTOCOL).artefact).toMatchObject({ [name]: { enabled: !enabled } })
    }
  })

  it('T1 and T3: what delays and the zeroing rule hold back', () => {
    // A dip of a moment, and a capnograph that zeroes itself: RR lost for 20 s, then 0 beside carbon dioxide.
    const rows = Array.from({ length: 600 }, (_, t) => [
      t,
      70,
      between(t, 50, 53) ? 88 : 97,
      between(t, 100, 119) ? null : between(t, 120, 139) ? 0 : 14,
      38,
    ])
    const report = reportOf([evaluate(recordingOf('t_s,hr,spo2,rr,etco2', rows), null)], [])
    const effect = (name: string) => report.overall.rules.find(({ rule }) => rule === name)
    expect(effect('T1 delays')).toMatchObject({ inForce: true, with: { alarms: 0 }, without: { alarms: 1 }, shareHeldBack: 1 })
    expect(effect('T3 capnograph zeroing')).toMatchObject({ with: { alarms: 0 }, without: { alarms: 1 } })
    expect(effect('X5 margin')).toMatchObject({ shareHeldBack: 0 })
  })
})

describe('acknowledged at once', () => {
  it('A3: each return is an alarm of its own, of the priority that it has now', () => {
    const recording = minutes((t) => {
      if (between(t, 100, 130) || between(t, 200, 230)) return { spo2: 80 }
      return between(t, 300, 330) ? { spo2: 88 } : {}
    })
    const { load } = evaluate(recording, null)
    expect(load.lines.filter(({ kind }) => kind === 'vital-alarm').map(({ name, detail, count }) => [name, detail, count])).toEqual([
      ['spo2:low', 'high', 2],
      ['spo2:low', 'medium', 1],
    ])
  })
})
