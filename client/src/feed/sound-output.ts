import type { Burst } from '../model/alarm-sound.ts'
import { burstLengthMs, HARMONICS, SOUND_PATTERNS } from '../model/sound-pattern.ts'
import type { OutputState } from '../model/sound-state.ts'
import type { ScreenClock } from './clock.ts'

/** The part of Web Audio that is used. */
export type AudioLike = Pick<BaseAudioContext, 'currentTime' | 'createOscillator' | 'createGain' | 'createPeriodicWave' | 'destination'>
export type LiveAudio = AudioLike & Pick<AudioContext, 'state' | 'resume' | 'addEventListener'>

export interface SoundOutput {
  /** Looks at the browser's audio now; also finds out when its clock stands still though it says that it runs. */
  state(): OutputState
  /** Asks the browser to make sound; it may refuse until a person touches the page. */
  resume(): void
  /** Puts these bursts, and no others, on the audio clock. What began and is not among them is cut. */
  follow(bursts: readonly Burst[]): void
}

interface OutputParts {
  /** Makes the audio context; throws, or is null, where there is none. */
  readonly open: (() => LiveAudio) | null
  readonly clock: ScreenClock
  /** The state may have changed. */
  readonly onChange: () => void
  /** Called about once a second by the audio clock, which no browser slows in a hidden tab. */
  readonly onBeat: () => void
}

/** The edges of a tone, so that it does not click. */
const EDGE_S = 0.02
/** Where the audio clock and the wall differ by more, e.g. after the machine slept, a burst is put anew. */
const DRIFT_MS = 300
const BEAT_S = 1
/** A clock that moved less than a quarter in this time stands still. */
const STALL_MS = 3_000

interface Scheduled {
  readonly burst: Burst
  readonly startS: number
  cut(): void
}

/** Puts one burst on the clock of an audio context, from `startS` on; the returned function ends it at once. Works offline too. */
export const scheduleBurst = (audio: AudioLike, pattern: Burst['pattern'], startS: number): (() => void) => {
  const { pulses, levelDb } = SOUND_PATTERNS[pattern]
  const peak = 10 ** (levelDb / 20)
  const wave = audio.createPeriodicWave(new Float32Array(HARMONICS.length + 1), Float32Array.from([0, ...HARMONICS]))
  const tones = pulses.map(({ atMs, lengthMs, frequencyHz }) => {
    const fromS = startS + atMs / 1_000
    const untilS = fromS + lengthMs / 1_000
    const tone = audio.createOscillator()
    const gain = audio.createGain()
    gain.gain.value = 0
    tone.setPeriodicWave(wave)
    tone.frequency.setValueAtTime(frequencyHz, fromS)
    gain.gain.setValueAtTime(0, fromS)
    gain.gain.linearRampToValueAtTime(peak, fromS + EDGE_S)
    gain.gain.setValueAtTime(peak, untilS - EDGE_S)
    gain.gain.linearRampToValueAtTime(0, untilS)
    tone.connect(gain)
    gain.connect(audio.destination)
    tone.start(fromS)
    tone.stop(untilS)
    return { tone, gain, untilS }
  })
  return () => {
    const nowS = audio.currentTime
    for (const { tone, gain, untilS } of tones) {
      if (untilS <= nowS) continue
      gain.gain.cancelScheduledValues(nowS)
      gain.gain.setTargetAtTime(0, nowS, EDGE_S / 4)
      tone.stop(nowS + EDGE_S)
    }
  }
}

/** The only place that touches the browser's audio. */
export const createSoundOutput = ({ open, clock, onChange, onBeat }: OutputParts): SoundOutput => {
  let audio: LiveAudio | null = null
  try {
    audio = open?.() ?? null
  } catch {
    audio = null
  }
  let hasRun = false
  let beating = false
  let scheduled: readonly Scheduled[] = []
  let watched = { atMs: clock.elapsedMs(), currentS: 0 }
  let stalled = false

  /** A sound that nobody hears, with an end that the browser tells of. */
  const beat = (live: LiveAudio): void => {
    if (beating) return
    beating = true
    const silence = live.createGain()
    silence.gain.value = 0
    const tick = live.createOscillator()
    tick.connect(silence)
    silence.connect(live.destination)
    tick.onended = () => {
      silence.disconnect()
      beating = false
      if (live.state === 'running') beat(live)
      onBeat()
    }
    tick.start()
    tick.stop(live.currentTime + BEAT_S)
  }

  /** A device that was pulled out may leave a context that says it runs and does not. */
  const watchClock = (live: LiveAudio): void => {
    const atMs = clock.elapsedMs()
    const passedMs = atMs - watched.atMs
    if (live.state !== 'running') stalled = false
    else if (passedMs < STALL_MS) return
    else stalled = (live.currentTime - watched.currentS) * 1_000 < passedMs / 4
    watched = { atMs, currentS: live.currentTime }
  }

  const drop = (): void => {
    for (const { cut } of scheduled) cut()
    scheduled = []
  }

  const state = (): OutputState => {
    if (audio === null || audio.state === 'closed') return 'unavailable'
    watchClock(audio)
    if (audio.state === 'running' && !stalled) {
      hasRun = true
      beat(audio)
      return 'running'
    }
    drop()
    return hasRun ? 'suspended' : 'blocked'
  }

  const resume = (): void => {
    if (audio === null || audio.state === 'closed' || (audio.state === 'running' && !stalled)) return
    // A state that changes tells so by itself; one that runs already and stands still must not be asked over and over.
    audio.resume().catch(() => undefined)
  }

  const follow = (bursts: readonly Burst[]): void => {
    if (audio === null) return
    const live = audio
    const nowMs = clock.elapsedMs()
    const dueS = (burst: Burst): number => live.currentTime + (burst.atMs - nowMs) / 1_000
    const left = [...scheduled]
    const next: Scheduled[] = []
    for (const burst of bursts) {
      const startS = dueS(burst)
      const index = left.findIndex(
        ({ burst: known, startS: knownS }) =>
          known.key === burst.key &&
          known.pattern === burst.pattern &&
          Math.abs(known.atMs - burst.atMs) <= DRIFT_MS &&
          (knownS <= live.currentTime || Math.abs(knownS - startS) * 1_000 <= DRIFT_MS),
      )
      const [kept] = index === -1 ? [] : left.splice(index, 1)
      if (kept !== undefined) next.push(kept)
      else {
        const atS = Math.max(startS, live.currentTime)
        next.push({ burst, startS: atS, cut: scheduleBurst(live, burst.pattern, atS) })
      }
    }
    for (const { burst, startS, cut } of left) {
      // What is over needs no cutting, and what is not over may be heard no longer.
      if (startS + burstLengthMs(burst.pattern) / 1_000 > live.currentTime) cut()
    }
    scheduled = next
  }

  audio?.addEventListener('statechange', onChange)
  return { state, resume, follow }
}
