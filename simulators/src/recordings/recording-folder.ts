import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Moment, SECOND_MS } from '@chairside/shared/time'
import { WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'
import type { Option } from '../command-line.ts'
import type { EntryBody } from '../devices/outbox.ts'
import type { WaveChunk } from '../waveforms/generator.ts'
import { RECORDING_HEADER, recordingRows } from './recording-text.ts'
import { waveBytes, waveHeader } from './wave-file.ts'

/** For a command line that can record. */
export const RECORD_OPTION: Option = {
  name: 'record',
  kind: 'text',
  value: 'DIR',
  help: 'Writes each session there as a recording, for judge and replay.',
}

/** What is known of a session beside what its monitor measured. */
export interface SessionAbout {
  readonly sessionId: string
  /** The recording's zero. */
  readonly checkedInAt: Moment
  readonly seed: string
  readonly scenario: string
  readonly infusion: { readonly startedAt: Moment; readonly endedAt: Moment | null } | null
}

/** Writes what one chair's monitor measures, a file for each session. */
export interface ChairRecorder {
  /** What was measured since the last call, with the session as it is now; another session begins another recording. */
  take(about: SessionAbout, entries: readonly EntryBody[], waves?: WaveChunk | null): void
  /** Nobody sits here: the recording is complete. */
  leave(): void
}

export interface RecordingFolder {
  recorder(chair: number): ChairRecorder
  /** Ends what is open; resolves when all is written. */
  close(): Promise<void>
}

/** Channels that share a file, since they share a rate. */
const WAVE_FILES = [
  { suffix: 'ecg250', channels: ['ecg'], names: ['II'] },
  { suffix: 'pleth125', channels: ['pleth'], names: ['PLETH'] },
  { suffix: 'resp62', channels: ['resp', 'co2'], names: ['RESP', 'CO2'] },
] as const satisfies readonly { suffix: string; channels: readonly WaveChannel[]; names: readonly string[] }[]

interface WaveFile {
  readonly stream: WriteStream
  readonly path: string
  readonly channels: readonly WaveChannel[]
  readonly names: readonly string[]
  readonly t0Ms: number
  frames: number
}

interface OpenRecording {
  about: SessionAbout
  readonly path: string
  readonly rows: WriteStream
  lastAt: Moment
  waves: WaveFile[] | null
}

const finished = (stream: WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.end(resolve)
  })

/** Opens a folder for recordings, making it where it is missing. Rejects with a sentence where nothing can be written there. */
export const openRecordingFolder = async (folder: string, onProblem: (sentence: string) => void): Promise<RecordingFolder> => {
  const probe = join(folder, '.writable')
  const taken = new Set<string>()
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(probe, '')
    await rm(probe)
    // What is there already is not written over.
    for (const file of await readdir(folder)) taken.add(file.replace(/\.csv$/, ''))
  } catch {
    throw new Error(`Recordings can't be written to ${folder}.`)
  }
  const ending: Promise<void>[] = []
  const recorders: ChairRecorder[] = []

  const stream = (path: string): WriteStream => {
    const made = createWriteStream(path)
    made.on('error', () => onProblem(`A recording can't be written to ${path}.`))
    return made
  }

  const begin = (chair: number, about: SessionAbout): OpenRecording => {
    let visit = 1
    while (taken.has(`chair-${chair}-visit-${visit}`)) visit += 1
    taken.add(`chair-${chair}-visit-${visit}`)
    const path = join(folder, `chair-${chair}-visit-${visit}`)
    const rows = stream(`${path}.csv`)
    rows.write(RECORDING_HEADER)
    return { about, path, rows, lastAt: about.checkedInAt, waves: null }
  }

  const addWaves = (recording: OpenRecording, { startAt, samples }: WaveChunk): void => {
    recording.waves ??= WAVE_FILES.flatMap(({ suffix, channels, names }) => {
      const present = channels.filter((channel) => samples[channel] !== undefined)
      if (present.length === 0) return []
      const path = `${recording.path}_${suffix}.wave`
      const t0Ms = startAt - recording.about.checkedInAt
      return [{ stream: stream(`${path}.bin`), path, channels: present, names: names.slice(0, present.length), t0Ms, frames: 0 }]
    })
    for (const file of recording.waves) {
      const parts = file.channels.map((channel) => samples[channel] ?? new Int16Array())
      file.frames += parts[0]?.length ?? 0
      file.stream.write(waveBytes(parts))
    }
  }

  const end = async ({ about, path, rows, lastAt, waves }: OpenRecording): Promise<void> => {
    const second = (moment: Moment): number => (moment - about.checkedInAt) / SECOND_MS
    const { infusion } = about
    const beside = {
      simulated: true,
      seed: about.seed,
      scenario: about.scenario,
      // As `--infusion` of `judge` and `replay` takes it.
      infusion: infusion === null ? null : `${second(infusion.startedAt)}-${second(infusion.endedAt ?? lastAt)}`,
    }
    await Promise.all([finished(rows), ...(waves ?? []).map((file) => finished(file.stream))])
    await writeFile(`${path}.json`, `${JSON.stringify(beside)}\n`)
    for (const file of waves ?? []) {
      const { rateHz } = WAVE_CHANNELS[file.channels[0] ?? 'ecg']
      const channels = file.channels.map((channel, index) => {
        const { unit, perUnit } = WAVE_CHANNELS[channel]
        return { name: file.names[index] ?? channel, unit, gain: perUnit, baseline: 0 }
      })
      await writeFile(`${file.path}.json`, waveHeader(rateHz, file.t0Ms, file.frames, channels))
    }
  }

  const recorder = (chair: number): ChairRecorder => {
    let current: OpenRecording | null = null
    const leave = (): void => {
      if (current === null) return
      const { path } = current
      ending.push(end(current).catch(() => onProblem(`A recording can't be written to ${path}.`)))
      current = null
    }
    const made: ChairRecorder = {
      take: (about, entries, waves) => {
        if (current !== null && current.about.sessionId !== about.sessionId) leave()
        current ??= begin(chair, about)
        current.about = about
        const rows = recordingRows(entries, about.checkedInAt)
        if (rows !== '') current.rows.write(rows)
        current.lastAt = entries.at(-1)?.at ?? current.lastAt
        if (waves !== null && waves !== undefined) addWaves(current, waves)
      },
      leave,
    }
    recorders.push(made)
    return made
  }

  return {
    recorder,
    close: async () => {
      for (const one of recorders) one.leave()
      await Promise.all(ending)
    },
  }
}
