import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { medianOf, parseRecording } from '@chairside/shared/recording'
import { MISSING_SAMPLE } from '@chairside/shared/waveform'
import { recordedWaveforms } from '@chairside/simulators/recordings/recorded-waveforms'
import { parseWaves, type RecordedWaves, waveBytes, waveHeader } from '@chairside/simulators/recordings/wave-file'
import { wavesBeside } from '@chairside/simulators/recordings/wave-files-beside'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const HEADER = {
  format: 'int16le interleaved',
  fs: 250,
  n_frames: 3,
  t0_s: 12.5,
  missing: -32_768,
  channels: [
    { name: 'II', gain: 200, baseline: 10, units: 'mV' },
    { name: 'PLETH', gain: 1_000, baseline: 0, units: 'NU' },
  ],
}
const bytesOf = (...values: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(values.length * 2)
  const view = new DataView(bytes.buffer)
  for (const [index, value] of values.entries()) view.setInt16(index * 2, value, true)
  return bytes
}
const wavesOf = (header: object, bytes: Uint8Array): RecordedWaves => {
  const parsed = parseWaves(JSON.stringify(header), bytes)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.waves
}

describe('a wave file', () => {
  it('is read channel by channel, wherever its bytes lie', () => {
    const bytes = bytesOf(1, 100, -2, 200, -32_768, 300)
    const odd = new Uint8Array(bytes.length + 1)
    odd.set(bytes, 1)
    for (const given of [bytes, odd.subarray(1)]) {
      const waves = wavesOf(HEADER, given)
      expect(waves).toMatchObject({ rateHz: 250, t0Ms: 12_500 })
      expect(waves.channels.map(({ name, unit, gain, baseline }) => [name, unit, gain, baseline])).toEqual([
        ['II', 'mV', 200, 10],
        ['PLETH', 'NU', 1_000, 0],
      ])
      expect(waves.channels.map(({ samples }) => [...samples])).toEqual([
        [1, -2, MISSING_SAMPLE],
        [100, 200, 300],
      ])
    }
  })

  it('knows another number for what is missing', () => {
    expect([...(wavesOf({ ...HEADER, missing: -1 }, bytesOf(-1, 0, 5, 0, 6, 0)).channels[0]?.samples ?? [])]).toEqual([
      MISSING_SAMPLE,
      5,
      6,
    ])
  })

  it.each([
    ['no header', 'nonsense', /no JSON object/],
    ['another format', { ...HEADER, format: 'float32' }, /format/],
    ['no rate', { ...HEADER, fs: 0 }, /fs must be/],
    ['an absurd rate', { ...HEADER, fs: 1e9 }, /fs must be/],
    ['half a frame', { ...HEADER, n_frames: 2.5 }, /n_frames/],
    ['no start', { ...HEADER, t0_s: null }, /t0_s/],
    ['no channels', { ...HEADER, channels: [] }, /1 to 32 channels/],
    ['a gain of 0', { ...HEADER, channels: [HEADER.channels[0], { ...HEADER.channels[1], gain: 0 }] }, /channel 2/],
    ['fewer bytes', { ...HEADER, n_frames: 4 }, /holds 12 bytes, and its header says 16/],
  ])('is refused with its reason: %s', (_, header, reason) => {
    const parsed = parseWaves(typeof header === 'string' ? header : JSON.stringify(header), bytesOf(1, 2, 3, 4, 5, 6))
    expect(parsed.ok ? '' : parsed.reason).toMatch(reason)
  })

  it('is never a reason to throw', () => {
    fc.assert(fc.property(fc.json(), fc.uint8Array(), (text, bytes) => void parseWaves(text, bytes)))
  })

  it('reads back as it was written', () => {
    const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(samples, samples, (first, second) => {
        const channels = [
          { name: 'II', unit: 'mV', gain: 200, baseline: 0 },
          { name: 'RESP', unit: 'ohm', gain: 1_000, baseline: 7 },
        ]
        const parsed = parseWaves(waveHeader(62.5, 4_000, 5, channels), waveBytes([Int16Array.from(first), Int16Array.from(second)]))
        expect(parsed).toEqual({
          ok: true,
          waves: {
            rateHz: 62.5,
            t0Ms: 4_000,
            channels: channels.map((channel, index) => ({ ...channel, samples: Int16Array.from(index === 0 ? first : second) })),
          },
        })
      }),
    )
  })
})

describe('recorded traces', () => {
  const ramp = (rateHz: number, t0Ms: number, frames: number, name = 'II', gain = 200): RecordedWaves => ({
    rateHz,
    t0Ms,
    channels: [{ name, unit: 'mV', gain, baseline: 0, samples: Int16Array.from({ length: frames }, (_, index) => index) }],
  })

  it('come at the rates and scales of a monitor, whatever they were recorded at', () => {
    const ecgOf = (waves: RecordedWaves): readonly number[] => [...(recordedWaveforms([waves]).readUpTo(32)?.samples.ecg ?? [])]
    expect(ecgOf(ramp(250, 0, 100))).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(ecgOf(ramp(500, 0, 100))).toEqual([0, 2, 4, 6, 8, 10, 12, 14])
    expect(ecgOf(ramp(125, 0, 100, 'II', 100))).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(recordedWaveforms([ramp(125, 0, 100, 'PLETH', 1_000)]).readUpTo(32)?.samples.pleth).toEqual(Int16Array.of(0, 1, 2, 3))
  })

  it('are the same in pieces, and end with the recording', () => {
    const whole = recordedWaveforms([ramp(250, 0, 1_000)]).readUpTo(1e9)
    const pieces = recordedWaveforms([ramp(250, 0, 1_000)])
    const read: number[] = []
    for (let ms = 0; ms < 6_000; ms += 37) read.push(...(pieces.readUpTo(ms)?.samples.ecg ?? []))
    expect(read).toEqual([...(whole?.samples.ecg ?? [])])
    expect(read).toHaveLength(1_000)
    expect(pieces.readUpTo(1e9)).toBeNull()
  })

  it('V8: leave gaps as gaps: between two files and where samples are missing', () => {
    const holed = ramp(250, 0, 8)
    holed.channels[0]?.samples.fill(MISSING_SAMPLE, 4, 6)
    const chunk = recordedWaveforms([holed, ramp(250, 48, 4)]).readUpTo(64)
    const [m] = [MISSING_SAMPLE]
    expect([...(chunk?.samples.ecg ?? [])]).toEqual([0, 1, 2, 3, m, m, 6, 7, m, m, m, m, 0, 1, 2, 3])
  })

  it('take the lead that shows most, and leave what has no place', () => {
    const { channels } = recordedWaveforms([ramp(250, 0, 10, 'V'), ramp(125, 0, 10, 'ABP'), ramp(125, 0, 10, 'RESP')])
    expect(channels).toEqual(['ecg', 'resp'])
    const both = recordedWaveforms([ramp(250, 0, 8, 'V', 100), ramp(250, 0, 8, 'II', 200)])
    expect(both.readUpTo(16)?.samples.ecg).toEqual(Int16Array.of(0, 1, 2, 3))
    expect(recordedWaveforms([ramp(125, 0, 10, 'ABP')]).readUpTo(1_000)).toBeNull()
  })

  it('are found beside their recording, and a bad one is told without holding up the others', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'chairside-waves-'))
    try {
      const write = async (name: string, header: object, bytes: Uint8Array): Promise<void> => {
        await writeFile(join(dir, `${name}.wave.json`), JSON.stringify(header))
        await writeFile(join(dir, `${name}.wave.bin`), bytes)
      }
      const bytes = bytesOf(1, 2, 3, 4, 5, 6)
      await write('one', HEADER, bytes)
      await write('one_second', { ...HEADER, t0_s: 20 }, bytes)
      await write('one_bad', { ...HEADER, n_frames: 9 }, bytes)
      await write('one2', HEADER, bytes)
      await writeFile(join(dir, 'one_lonely.wave.json'), JSON.stringify(HEADER))
      const problems: string[] = []
      const found = await wavesBeside(join(dir, 'one.csv'), (sentence) => problems.push(sentence))
      expect(found.map(({ t0Ms }) => t0Ms)).toEqual([12_500, 20_000])
      expect(problems).toEqual([
        'one_bad.wave.json: it holds 12 bytes, and its header says 36.',
        "one_lonely.wave.json: the file or its .wave.bin can't be read.",
      ])
    } finally {
      await rm(dir, { recursive: true, force: true })
    }
  })
})

const corpus = join(process.env.CHAIRSIDE_CORPUS ?? '', 'vitals')
const present = process.env.CHAIRSIDE_CORPUS !== undefined && existsSync(corpus)
if (!present) console.info('wave-files: skipped, CHAIRSIDE_CORPUS names no folder with recordings')
const headers = present ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wave.json')) : []

/** The lag from 250 to 1,000 ms at which the samples are most like themselves. */
const cycleOf = (samples: Int16Array, stepMs: number): number => {
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length
  const likeness = (lag: number): number => {
    let sum = 0
    for (let index = lag; index < samples.length; index += 1)
      sum += ((samples[index] as number) - mean) * ((samples[index - lag] as number) - mean)
    return sum
  }
  let best = Math.ceil(250 / stepMs)
  for (let lag = best; lag <= 1_000 / stepMs; lag += 1) if (likeness(lag) > likeness(best)) best = lag
  return best * stepMs
}

describe.skipIf(!present)('real traces', () => {
  const load = (name: string): RecordedWaves => {
    const file = join(corpus, name)
    const parsed = parseWaves(readFileSync(file, 'utf8'), readFileSync(file.replace(/json$/, 'bin')))
    if (!parsed.ok) throw new Error(`${name}: ${parsed.reason}`)
    return parsed.waves
  }

  it('are all read and played', () => {
    expect(headers.length).toBeGreaterThan(10)
    for (const name of headers) {
      const waves = load(name)
      const played = recordedWaveforms([waves])
      const chunk = played.readUpTo(waves.t0Ms + 20_000)
      for (const channel of played.channels) {
        const samples = chunk?.samples[channel] ?? new Int16Array()
        expect(samples.length).toBeGreaterThan(1_000)
        expect(samples.some((value) => value !== MISSING_SAMPLE && value !== 0)).toBe(true)
      }
    }
  })

  it('beat in ECG and at the finger as fast as the numbers derived beside them say, in a clean one', () => {
    const name = headers.find((one) => one.includes('cinc_v551l'))
    if (name === undefined) throw new Error('the clean recording is not there')
    const samples = recordedWaveforms([load(name)]).readUpTo(30_000)?.samples
    const numbers = parseRecording(readFileSync(join(corpus, name.replace('.wave.json', '.csv')), 'utf8'))
    const column = numbers?.columns.indexOf('hr') ?? -1
    const rates = (numbers?.rows ?? [])
      .flatMap(({ atMs, values }) => (atMs < 30_000 ? [values[column] ?? null] : []))
      .filter((one) => one !== null)
    for (const [traced, stepMs] of [
      [samples?.ecg, 4],
      [samples?.pleth, 8],
    ] as const)
      expect(Math.abs(60_000 / cycleOf(traced ?? new Int16Array(), stepMs) - (medianOf(rates) ?? 0))).toBeLessThan(5)
  })
})
