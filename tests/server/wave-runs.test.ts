import { createWaveRuns } from '@chairside/server/monitor/wave-runs'
import type { WaveChunk } from '@chairside/server/ports/waves'
import { BLOCK_MS, samplesIn, WAVE_CHANNEL_NAMES, type WaveChannel } from '@chairside/shared/waveform'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzzRuns } from '../support/fuzz-runs.ts'

const LONGEST_MS = 2_048

/** What is done to the runs: a packet some blocks later, with these channels; a part of the past let go of; or all of it. */
type Deed =
  | {
      readonly kind: 'add'
      readonly gap: number
      readonly blocks: number
      readonly channels: readonly WaveChannel[]
      readonly isOff: boolean
    }
  | { readonly kind: 'drop'; readonly backBlocks: number }
  | { readonly kind: 'clear' }

const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        kind: fc.constant('add' as const),
        gap: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 4 })),
        blocks: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 20 }) }, fc.constant(200)),
        channels: fc.oneof(
          { weight: 5, arbitrary: fc.constant(['ecg', 'pleth', 'resp'] as const) },
          fc.subarray([...WAVE_CHANNEL_NAMES], { minLength: 1 }),
        ),
        isOff: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop' as const), backBlocks: fc.integer({ min: 0, max: 300 }) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'clear' as const }) },
  ),
  // Memory is used again only after a good while.
  { minLength: 40, maxLength: 120, size: 'max' },
)

/** Every sample with its place: `channel at value`. */
const samplesOf = (chunks: readonly WaveChunk[]): readonly string[] =>
  chunks.flatMap(({ at, samples, off }) =>
    WAVE_CHANNEL_NAMES.flatMap((channel) =>
      [...(samples[channel] ?? [])].map(
        (value, index) => `${channel} ${at + index * (BLOCK_MS / samplesIn(channel, BLOCK_MS))} ${value} ${off}`,
      ),
    ),
  )

test('P2, S4: whatever is let go of and written over, the runs give what came and is not dropped, sample by sample, and nothing else', () => {
  fc.assert(
    fc.property(deeds, (given) => {
      const runs = createWaveRuns(LONGEST_MS)
      let model: WaveChunk[] = []
      let at = 0
      let value = 0
      for (const deed of given) {
        if (deed.kind === 'clear') {
          runs.clear()
          model = []
        } else if (deed.kind === 'drop') {
          const before = at - deed.backBlocks * BLOCK_MS
          runs.dropBefore(before)
          // A run goes whole: what is left of it may begin before.
          const [first] = runs.since(0)
          model = model.filter((one) => first !== undefined && one.at >= first.at)
          expect(first === undefined || first.at + first.lastsMs > before).toBe(true)
        } else {
          const lastsMs = deed.blocks * BLOCK_MS
          at += deed.gap * BLOCK_MS
          const samples: { [channel in WaveChannel]?: Int16Array } = {}
          for (const channel of deed.channels) {
            value = (value + 1) % 30_000
            samples[channel] = new Int16Array(samplesIn(channel, lastsMs)).map((_, index) => value + (index % 7))
          }
          const chunk: WaveChunk = { at, tracedAt: at, lastsMs, samples, off: deed.isOff ? ['co2'] : [] }
          runs.add(chunk)
          model.push(chunk)
          at += lastsMs
        }
        expect([...samplesOf(runs.since(0))].sort()).toEqual([...samplesOf(model)].sort())
      }
    }),
    fuzzRuns(20),
  )
})
