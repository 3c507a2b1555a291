import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judgeRecording } from '@chairside/server/cli/judge-recording'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { parseRecording, type Recording } from '@chairside/shared/recording'
import type { EntryBody } from '@chairside/simulators/devices/outbox'
import { recordedMoments, recordedPeriodMs } from '@chairside/simulators/recording-entries'
import { recordedWaveforms } from '@chairside/simulators/recordings/recorded-waveforms'
import { openRecordingFolder, type SessionAbout } from '@chairside/simulators/recordings/recording-folder'
import { RECORDING_HEADER, recordingRows } from '@chairside/simulators/recordings/recording-text'
import { wavesBeside } from '@chairside/simulators/recordings/wave-files-beside'
import { scenarioCalled } from '@chairside/simulators/scenario-library'
import type { WaveChunk } from '@chairside/simulators/waveforms/generator'
import { afterEach, describe, expect, it } from 'vitest'
import { END, MINUTE, START, sessionSteps } from './simulated-session.ts'

const HYPER_RESPONDER = scenarioCalled('hyper-responder')
const UNEVENTFUL = scenarioCalled('uneventful')

const folders: string[] = []
const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'chairside-recordings-'))
  folders.push(made)
  return made
}
afterEach(async () => {
  for (const made of folders.splice(0)) await rm(made, { recursive: true, force: true })
})
const fail = (sentence: string): never => {
  throw new Error(sentence)
}
const read = (text: string): Recording => parseRecording(text) ?? fail('not a recording')
const entriesOf = (...given: Parameters<typeof sessionSteps>): readonly EntryBody[] =>
  [...sessionSteps(...given)].flatMap(({ entries }) => entries)

describe('a session written as a recording', () => {
  it('has one row for each moment, with what a screen showed, and empty rows where nothing was seen', () => {
    const numerics = (at: number, readings: Record<string, number>): EntryBody => ({
      kind: 'numerics',
      at,
      readings: Object.entries(readings).map(([vital, value]) => ({
        vital,
        value,
        unit: vital === 'spo2' ? '%' : vital === 'etco2' ? 'mmHg' : '/min',
      })),
      off: [],
    })
    const rows = recordingRows(
      [
        numerics(5_000, { hr: 70, pulse: 71, spo2: 98, rr: 14, etco2: 37 }),
        { kind: 'cuff-started', at: 5_500 },
        numerics(6_000, {}),
        numerics(7_000, { pulse: 72 }),
        { kind: 'set', at: 7_000, sys: 122, dia: 74, map: null, pulse: 70, unit: 'mmHg' },
        { kind: 'set', at: 7_250, sys: 16, dia: 10, map: 12, pulse: null, unit: 'kPa' },
        { kind: 'cuff-failed', at: 8_000, code: 'leak' },
      ],
      5_000,
    )
    expect(`${RECORDING_HEADER}${rows}`).toBe(
      `t_s,hr,spo2,rr,etco2,nibp_sys,nibp_dia,nibp_map,abp_sys,abp_dia,abp_map,temp
0,70,98,14,37,,,,,,,
1,,,,,,,,,,,
2,72,,,,122,74,,,,,
`,
    )
  })

  it('reads back as what the monitor sent: every number at its moment', () => {
    const entries = entriesOf(UNEVENTFUL, 'back', 30)
    const recording = read(RECORDING_HEADER + recordingRows(entries, 0))
    const back = recordedMoments(recording).flatMap(({ entries: sent }) => sent)
    const setsOf = (all: readonly EntryBody[]) => all.flatMap((one) => (one.kind === 'set' ? [[one.at, one.sys, one.dia, one.map]] : []))
    expect(setsOf(back)).toEqual(setsOf(entries))
    expect(setsOf(back).length).toBeGreaterThan(5)
    const valuesOf = (all: readonly EntryBody[], vital: string) =>
      all.flatMap((one) =>
        one.kind === 'numerics' ? one.readings.filter((reading) => reading.vital === vital).map(({ value }) => [one.at, value]) : [],
      )
    for (const vital of ['spo2', 'rr', 'etco2']) expect(valuesOf(back, vital)).toEqual(valuesOf(entries, vital))
    expect(recordedPeriodMs(recording)).toBe(1_000)
  })

  it('X4: is judged: a hyper-responder has a high excursion in it, an uneventful session has none that is critical', () => {
    const opened = (scenario: typeof UNEVENTFUL, seed: string): readonly unknown[] =>
      judgeRecording(read(RECORDING_HEADER + recordingRows(entriesOf(scenario, seed), 0)), {
        protocol: DEFAULT_PROTOCOL,
        baseline: null,
        infusion: { startMs: START, endMs: END },
      }).events.filter((event) => event.side === 'high' && (event.level === 'critical' || event.level === 'emergency'))
    expect(opened(HYPER_RESPONDER, 'a').length).toBeGreaterThan(0)
    expect(opened(UNEVENTFUL, 'quiet-0')).toEqual([])
  })
})

describe('a folder of recordings', () => {
  const about = (sessionId: string): SessionAbout => ({
    sessionId,
    checkedInAt: 0,
    seed: 'folder',
    scenario: 'uneventful',
    infusion: { startedAt: START, endedAt: END },
  })

  it('gets one recording for each session of a chair, traces included, and all of it reads back', async () => {
    const dir = join(await folder(), 'new', 'place')
    const recordings = await openRecordingFolder(dir, fail)
    const recorder = recordings.recorder(3)
    const chunks: WaveChunk[] = []
    const entries: EntryBody[] = []
    for (const step of sessionSteps(UNEVENTFUL, 'folder', 2)) {
      const chunk = step.monitor.wavesUpTo(step.now, step.course, step.bedside)
      if (chunk !== null) chunks.push(chunk)
      entries.push(...step.entries)
      recorder.take(about('first'), step.entries, chunk)
    }
    recorder.take(about('second'), entries.slice(0, 10))
    await recordings.close()
    expect((await readdir(dir)).sort()).toEqual([
      'chair-3-visit-1.csv',
      'chair-3-visit-1.json',
      'chair-3-visit-1_ecg250.wave.bin',
      'chair-3-visit-1_ecg250.wave.json',
      'chair-3-visit-1_pleth125.wave.bin',
      'chair-3-visit-1_pleth125.wave.json',
      'chair-3-visit-1_resp62.wave.bin',
      'chair-3-visit-1_resp62.wave.json',
      'chair-3-visit-2.csv',
      'chair-3-visit-2.json',
    ])
    const csv = join(dir, 'chair-3-visit-1.csv')
    expect(await readFile(csv, 'utf8')).toBe(RECORDING_HEADER + recordingRows(entries, 0))
    expect(JSON.parse(await readFile(join(dir, 'chair-3-visit-1.json'), 'utf8'))).toEqual({
      simulated: true,
      seed: 'folder',
      scenario: 'uneventful',
      infusion: '600-3000',
    })
    const played = recordedWaveforms(await wavesBeside(csv, fail))
    expect(played.channels).toEqual(['ecg', 'pleth', 'resp', 'co2'])
    const back = played.readUpTo(10 * MINUTE)
    for (const name of played.channels)
      expect([...(back?.samples[name] ?? [])]).toEqual(chunks.flatMap(({ samples }) => [...(samples[name] ?? [])]))
  })

  it('writes over nothing that is there, and says so where it cannot write', async () => {
    const dir = await folder()
    await writeFile(join(dir, 'chair-1-visit-1.csv'), 'kept')
    const recordings = await openRecordingFolder(dir, fail)
    recordings.recorder(1).take(about('one'), [{ kind: 'numerics', at: 0, readings: [], off: [] }])
    await recordings.close()
    expect(await readFile(join(dir, 'chair-1-visit-1.csv'), 'utf8')).toBe('kept')
    expect(await readFile(join(dir, 'chair-1-visit-2.csv'), 'utf8')).toContain('t_s,hr')
    await expect(openRecordingFolder(join(dir, 'chair-1-visit-1.csv'), fail)).rejects.toThrow("can't be written")
  })
})
