import { createSoundOutput, type LiveAudio } from '@chairside/client/feed/sound-output.ts'
import type { Burst } from '@chairside/client/model/alarm-sound.ts'
import { burstLengthMs, PATTERN_NAMES, type PatternName, SOUND_PATTERNS } from '@chairside/client/model/sound-pattern.ts'
import { describe, expect, it } from 'vitest'
import { createFakeAudio, type FakeAudio, type Tone } from './support/fake-audio.ts'
import { createHandClock } from './support/hand-clock.ts'

const burst = (pattern: PatternName, atMs: number, key = 'a'): Burst => ({ key, pattern, atMs })

const openOutput = (fake: FakeAudio = createFakeAudio()) => {
  const clock = createHandClock()
  const calls = { changed: 0, beats: 0 }
  const output = createSoundOutput({
    open: () => fake.audio,
    clock,
    onChange: () => {
      calls.changed += 1
    },
    onBeat: () => {
      calls.beats += 1
    },
  })
  /** The wall and the audio clock move on together. */
  const pass = (ms: number): void => {
    clock.advance(ms)
    fake.advance(ms)
  }
  return { fake, clock, output, calls, pass }
}

const playedAs = (pattern: PatternName): readonly Tone[] => {
  const { fake, output } = openOutput()
  output.follow([burst(pattern, 0)])
  return fake.heard()
}

const startsMs = (tones: readonly Tone[]): readonly number[] => tones.map((tone) => Math.round(tone.startS * 1_000))
const widthMs = (tone: Tone): number => Math.round((tone.stopS - tone.startS) * 1_000)

describe('the patterns as they are played', () => {
  it('A8: high is ten pulses, 3+2 and 3+2, of 75 to 200 ms', () => {
    const tones = playedAs('high')
    expect(tones).toHaveLength(10)
    for (const tone of tones) {
      expect(widthMs(tone)).toBeGreaterThanOrEqual(75)
      expect(widthMs(tone)).toBeLessThanOrEqual(200)
    }
    const starts = startsMs(tones)
    const steps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0))
    const [short, , groups, , halves] = steps as [number, number, number, number, number]
    expect(steps).toEqual([short, short, groups, short, halves, short, short, groups, short])
    expect(short).toBeLessThan(groups)
    expect(groups).toBeLessThan(halves)
  })

  it('A8: medium is three pulses and low two, of 125 to 250 ms', () => {
    expect(playedAs('medium')).toHaveLength(3)
    expect(playedAs('low')).toHaveLength(2)
    for (const tone of [...playedAs('medium'), ...playedAs('low')]) {
      expect(widthMs(tone)).toBeGreaterThanOrEqual(125)
      expect(widthMs(tone)).toBeLessThanOrEqual(250)
    }
  })

  it('A8: repeats: high within 2.5 to 15 s, medium within 30 s, low after more than 15 s, each after its burst is over', () => {
    for (const name of ['high', 'escalated', 'not-live-urgent'] as const) {
      expect(SOUND_PATTERNS[name].everyMs).toBeGreaterThanOrEqual(2_500 + burstLengthMs(name))
      expect(SOUND_PATTERNS[name].everyMs).toBeLessThanOrEqual(15_000)
    }
    for (const name of ['medium', 'not-live'] as const) expect(SOUND_PATTERNS[name].everyMs).toBeLessThanOrEqual(30_000)
    expect(SOUND_PATTERNS.low.everyMs).toBeGreaterThan(15_000)
  })

  it('A8: every tone has a fundamental of 150 to 1000 Hz and four harmonics between 300 and 4000 Hz within 15 dB of it', () => {
    for (const name of PATTERN_NAMES) {
      for (const { frequencyHz, harmonics } of playedAs(name)) {
        expect(frequencyHz).toBeGreaterThanOrEqual(150)
        expect(frequencyHz).toBeLessThanOrEqual(1_000)
        const fundamental = harmonics[0] ?? 0
        const near = harmonics.slice(1).filter((level, index) => {
          const hz = frequencyHz * (index + 2)
          return hz >= 300 && hz <= 4_000 && Math.abs(20 * Math.log10(level / fundamental)) <= 15
        })
        expect(near.length).toBeGreaterThanOrEqual(4)
      }
    }
  })

  it('A8: louder by priority, and A6: an escalated one is the high pattern, louder', () => {
    const peak = (name: PatternName): number => playedAs(name)[0]?.peak ?? 0
    expect(peak('low')).toBeLessThan(peak('medium'))
    expect(peak('medium')).toBeLessThan(peak('high'))
    expect(20 * Math.log10(peak('escalated') / peak('high'))).toBeCloseTo(6)
    expect(peak('escalated')).toBeLessThanOrEqual(1)
    expect(startsMs(playedAs('escalated'))).toEqual(startsMs(playedAs('high')))
  })

  it('G7: not live is told apart: its tones fall', () => {
    const falling = playedAs('not-live').map((tone) => tone.frequencyHz)
    expect([...falling].sort((a, b) => b - a)).toEqual(falling)
    expect(new Set(falling).size).toBe(falling.length)
    for (const name of ['low', 'medium', 'high'] as const) expect(new Set(playedAs(name).map((tone) => tone.frequencyHz)).size).toBe(1)
  })
})

describe('the audio clock', () => {
  it('bursts are put ahead on it, each once, however often the plan is followed', () => {
    const { fake, output, pass } = openOutput()
    const plan = [burst('medium', 0), burst('medium', 25_000), burst('medium', 50_000)]
    for (let times = 0; times < 5; times += 1) {
      output.follow(plan)
      pass(100)
    }
    expect(fake.made()).toBe(9)
    expect(startsMs(fake.heard())).toEqual([0, 380, 760, 25_000, 25_380, 25_760, 50_000, 50_380, 50_760])
  })

  it('A4: what is not in the plan any more is cut, the tone that sounds too', () => {
    const { fake, output, pass } = openOutput()
    output.follow([burst('high', 0), burst('high', 10_000)])
    pass(300)
    output.follow([])
    const tones = fake.heard()
    expect(startsMs(tones)).toEqual([0, 240])
    expect(tones.at(-1)?.stopS).toBeCloseTo(0.3)
  })

  it('a burst that moved, as the not-live one does with each ping, is there once', () => {
    const { fake, output, pass } = openOutput()
    output.follow([burst('not-live', 10_000)])
    pass(2_000)
    output.follow([burst('not-live', 12_000)])
    pass(2_000)
    output.follow([burst('not-live', 14_000)])
    expect(startsMs(fake.heard())).toEqual([14_000, 14_320, 14_640])
  })

  it('after the machine slept, bursts are put where they belong', () => {
    const { fake, clock, output } = openOutput()
    output.follow([burst('low', 60_000)])
    clock.advance(40_000)
    output.follow([burst('low', 60_000)])
    expect(startsMs(fake.heard())).toEqual([20_000, 20_380])
  })

  it('a burst that sounds is not begun again because the clocks differ', () => {
    const { fake, clock, output } = openOutput()
    output.follow([burst('high', 0)])
    clock.advance(1_000)
    fake.advance(400)
    output.follow([burst('high', 0)])
    expect(fake.made()).toBe(10)
    expect(fake.heard()).toHaveLength(10)
  })

  it('G7: beats once a second by itself, also where no timer runs', () => {
    const { output, calls, pass } = openOutput()
    output.state()
    for (let second = 0; second < 5; second += 1) pass(1_000)
    expect(calls.beats).toBe(5)
  })
})

describe('what the browser allows', () => {
  it('A8: says that there is no audio where there is none, or where it fails', () => {
    const clock = createHandClock()
    const parts = { clock, onChange: () => undefined, onBeat: () => undefined }
    const failing = (): LiveAudio => {
      throw new Error('no device')
    }
    for (const open of [null, failing]) {
      const output = createSoundOutput({ ...parts, open })
      expect(output.state()).toBe('unavailable')
      output.resume()
      output.follow([burst('high', 0)])
    }
  })

  it('A8: is blocked until a touch lets it run, and suspended once it stopped', async () => {
    const { fake, output, calls } = openOutput(createFakeAudio('suspended'))
    fake.allow(false)
    output.resume()
    expect(output.state()).toBe('blocked')
    fake.allow(true)
    output.resume()
    await Promise.resolve()
    expect(calls.changed).toBeGreaterThan(0)
    expect(output.state()).toBe('running')
    fake.become('suspended')
    expect(output.state()).toBe('suspended')
    fake.become('interrupted')
    expect(output.state()).toBe('suspended')
    fake.become('closed')
    expect(output.state()).toBe('unavailable')
  })

  it('A8: finds out that its clock stands still though it says that it runs, and asks it to go on', () => {
    const { fake, clock, output, pass } = openOutput()
    expect(output.state()).toBe('running')
    fake.freeze(true)
    clock.advance(3_000)
    expect(output.state()).toBe('suspended')
    const before = fake.resumes()
    output.resume()
    expect(fake.resumes()).toBe(before + 1)
    fake.freeze(false)
    pass(3_000)
    expect(output.state()).toBe('running')
  })

  it('what was put on the clock before it stopped is not heard late', () => {
    const { fake, output } = openOutput()
    output.state()
    output.follow([burst('high', 5_000)])
    fake.become('suspended')
    output.state()
    expect(fake.heard()).toEqual([])
  })
})
