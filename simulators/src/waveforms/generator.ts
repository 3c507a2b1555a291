import type { Moment } from '@chairside/shared/time'
import { BLOCK_MS, WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'
import { chanceOf, indexedChanceOf } from '../random.ts'
import { type Breath, co2At, createBreathing, fillingAt } from './breathing.ts'
import { type Beat, createHeart, type Ectopy } from './heart.ts'
import { DEPOLARISATION, PULSE, stretchOf, T_WAVE } from './shapes.ts'
import { createTrace } from './trace.ts'

/** What the waves are made of, as the patient is at a moment. mmHg, per minute. */
export interface WaveTruth {
  readonly hr: number
  readonly rr: number
  readonly etco2: number
  readonly sys: number
  readonly dia: number
}

/** What lies between patient and trace at a moment. */
export interface WaveSensors {
  readonly motion: boolean
  readonly probeOff: boolean
  readonly leadOff: boolean
  /** How much of the flow to the finger a cuff holds back, 0 to 1. */
  readonly occlusion: number
}

/** Samples from `startAt` on, each channel at its own rate over the same time. Treat as read-only. */
export interface WaveChunk {
  readonly startAt: Moment
  readonly lastsMs: number
  /** The channels of this monitor. */
  readonly samples: { readonly [channel in WaveChannel]?: Int16Array }
  /** Channels whose sensor is off at the end of the chunk: their line is flat. */
  readonly off: readonly WaveChannel[]
}

export interface Waveforms {
  /** What was traced since the last call, up to `now` in whole steps of 16 ms; null: nothing new yet. */
  readUpTo(now: Moment, truthAt: (moment: Moment) => WaveTruth, sensorsAt: (moment: Moment) => WaveSensors): WaveChunk | null
}

export interface WaveformOptions {
  readonly seed: string
  /** The moment of the first sample. */
  readonly startAt: Moment
  readonly ectopy: Ectopy
  readonly capnograph: boolean
}

/** The patient is looked at every second tick, the sensors at each. Two ticks a half second apart are one beat's worth of change. */
const TICK_MS = 256
const TICK_BLOCKS = TICK_MS / BLOCK_MS

/** From R to the foot of the pulse at the finger at 120 mmHg and 70/min; a stiffer or faster circulation is quicker. */
const pulseDelayMs = ({ sys, hr }: WaveTruth): number => Math.min(380, Math.max(160, 250 - 0.6 * (sys - 120) - 0.4 * (hr - 70)))

const USUAL_PULSE_PRESSURE = 48
const pulseHeight = ({ sys, dia }: WaveTruth): number => Math.min(1.8, Math.max(0, (sys - dia) / USUAL_PULSE_PRESSURE))

const NOISE_SD = { ecg: 0.012, pleth: 0.004, resp: 0.01, co2: 0.08 } as const
const MOTION = { ecg: 0.12, pleth: 1.1 } as const
/** The chest carries the electrodes: mV of a usual breath. And the pulse is a little smaller while it fills. */
const BREATH_IN_ECG_MV = 0.06
const BREATH_IN_PULSE = 0.06

const NOISE_LENGTH = 8_192
/** Noise by place, the same for all; where a patient begins in it differs. */
const NOISE = ((): Float64Array => {
  const chance = chanceOf('noise')
  return Float64Array.from({ length: NOISE_LENGTH }, () => Math.max(-4, Math.min(4, chance.normal(0, 1))))
})()
const noiseAt = (index: number): number => NOISE[(index + 37 * (index >>> 13)) & (NOISE_LENGTH - 1)] as number

/** Slow noise: a line between points every 80 ms, for a hand that moves. */
const swayAt = (ms: number, shift: number): number => {
  const place = Math.floor(ms / 80)
  const low = noiseAt(place + shift)
  return low + (noiseAt(place + shift + 1) - low) * (ms / 80 - place)
}

const toInt16 = (value: number): number => Math.max(-32_767, Math.min(32_767, Math.round(value)))

/** How strongly each sensor speaks: 0 off, 1 on. Between ticks it goes in a straight line. */
interface Gains {
  readonly ecg: number
  readonly pleth: number
  readonly motion: number
}

const gainsOf = ({ leadOff, probeOff, motion, occlusion }: WaveSensors): Gains => ({
  ecg: leadOff ? 0 : 1,
  pleth: probeOff ? 0 : 1 - Math.min(1, Math.max(0, occlusion)),
  motion: motion && !probeOff ? 1 : 0,
})

const offChannels = ({ leadOff, probeOff }: WaveSensors): readonly WaveChannel[] => [
  ...(leadOff ? (['ecg', 'resp'] as const) : []),
  ...(probeOff ? (['pleth'] as const) : []),
]

/**
 * The traces of one patient, coherent with each other and with the numbers: one heart gives ECG and pulse, one chest moves
 * respiration and CO2, and each breath shows in the heart's cycle, the ECG's baseline and the height of the pulse. The same seed
 * and course give the same samples, however often one reads.
 */
export const createWaveforms = ({ seed, startAt, ectopy, capnograph }: WaveformOptions): Waveforms => {
  const heart = createHeart(seed, ectopy)
  const breathing = createBreathing(seed)
  const shift = Math.floor(indexedChanceOf(`${seed}/noise`).uniformAt(0) * NOISE_LENGTH)
  const ecg = createTrace(WAVE_CHANNELS.ecg.stepMs)
  const pleth = createTrace(WAVE_CHANNELS.pleth.stepMs)
  const resp = createTrace(WAVE_CHANNELS.resp.stepMs)
  let block = 0
  let truth: WaveTruth | null = null
  let gains: Gains | null = null
  let before: Gains | null = null
  let off: readonly WaveChannel[] = []
  let breath: { readonly breath: Breath; readonly levelBefore: number } | null = null
  let nextBreath: Breath | null = null
  let filling = 0

  const drawBeat = (beat: Beat, now: WaveTruth): void => {
    const stretch = stretchOf(beat.cycleMs)
    ecg.draw(DEPOLARISATION[beat.kind], beat.rAtMs, 1, 1)
    const repolarisation = beat.kind === 'ventricular' ? T_WAVE.ventricular : T_WAVE.sinus
    ecg.draw(repolarisation, beat.rAtMs, stretch, 1)
    const height = pulseHeight(now) * beat.output * (1 - BREATH_IN_PULSE * breathing.swingAt(beat.rAtMs))
    if (height > 0) pleth.draw(PULSE, beat.rAtMs + pulseDelayMs(now), stretch, height)
  }

  /** Looks at patient and sensors at the beginning of a tick and plans what begins within it. */
  const beginTick = (truthAt: (moment: Moment) => WaveTruth, sensorsAt: (moment: Moment) => WaveSensors): void => {
    const ms = block * BLOCK_MS
    if (truth === null || (block / TICK_BLOCKS) % 2 === 0) truth = truthAt(startAt + ms)
    const sensors = sensorsAt(startAt + ms)
    before = gains
    gains = gainsOf(sensors)
    before ??= gains
    off = offChannels(sensors)
    const next = breathing.advance(ms, TICK_MS, truth.rr, truth.etco2)
    if (next !== null) {
      nextBreath = next
      resp.plot(next.beginsAtMs, next.inspirationMs + next.expirationMs, (since) => next.depth * fillingAt(next, since))
    }
    for (const beat of heart.advance(ms, TICK_MS, truth.hr, breathing.swingAt(ms))) drawBeat(beat, truth)
  }

  const co2Level = (ms: number): number => {
    if (nextBreath !== null && ms >= nextBreath.beginsAtMs) {
      const levelBefore = breath === null ? 0 : co2At(breath.breath, nextBreath.beginsAtMs - breath.breath.beginsAtMs, breath.levelBefore)
      breath = { breath: nextBreath, levelBefore }
      nextBreath = null
    }
    return breath === null ? 0 : co2At(breath.breath, ms - breath.breath.beginsAtMs, breath.levelBefore)
  }

  /** One block of 16 ms: four samples of ECG, two of pleth, one each of respiration and CO2. */
  const traceBlock = (out: Record<WaveChannel, Int16Array>, place: number): void => {
    const ms = block * BLOCK_MS
    const share = ((block % TICK_BLOCKS) + 1) / TICK_BLOCKS
    const [from, to] = [before as Gains, gains as Gains]
    const ecgGain = from.ecg + (to.ecg - from.ecg) * share
    const plethGain = from.pleth + (to.pleth - from.pleth) * share
    const motion = from.motion + (to.motion - from.motion) * share
    filling = resp.take()
    out.resp[place] = toInt16(WAVE_CHANNELS.resp.perUnit * ecgGain * (filling + NOISE_SD.resp * noiseAt(block + shift)))
    const wander = BREATH_IN_ECG_MV * filling
    for (let one = 0; one < 4; one += 1) {
      const index = block * 4 + one
      const noise = (NOISE_SD.ecg + MOTION.ecg * motion) * noiseAt(index + shift + 1_009)
      out.ecg[place * 4 + one] = toInt16(WAVE_CHANNELS.ecg.perUnit * ecgGain * (ecg.take() + wander + noise))
    }
    for (let one = 0; one < 2; one += 1) {
      const index = block * 2 + one
      const sway = motion === 0 ? 0 : MOTION.pleth * motion * swayAt(ms + one * 8, shift)
      const noise = from.pleth === 0 && to.pleth === 0 ? 0 : NOISE_SD.pleth * noiseAt(index + shift + 2_003)
      out.pleth[place * 2 + one] = toInt16(WAVE_CHANNELS.pleth.perUnit * (plethGain * pleth.take() + sway + noise))
    }
    if (!capnograph) return
    out.co2[place] = toInt16(WAVE_CHANNELS.co2.perUnit * Math.max(0, co2Level(ms) + NOISE_SD.co2 * noiseAt(block + shift + 3_001)))
  }

  const readUpTo: Waveforms['readUpTo'] = (now, truthAt, sensorsAt) => {
    const blocks = Math.floor((now - startAt) / BLOCK_MS) - block
    if (blocks <= 0) return null
    const from = startAt + block * BLOCK_MS
    const out = {
      ecg: new Int16Array(blocks * 4),
      pleth: new Int16Array(blocks * 2),
      resp: new Int16Array(blocks),
      co2: new Int16Array(capnograph ? blocks : 0),
    }
    for (let place = 0; place < blocks; place += 1) {
      if (block % TICK_BLOCKS === 0) beginTick(truthAt, sensorsAt)
      traceBlock(out, place)
      block += 1
    }
    const { co2, ...rest } = out
    return { startAt: from, lastsMs: blocks * BLOCK_MS, samples: capnograph ? { ...rest, co2 } : rest, off }
  }
  return { readUpTo }
}
