import type { LiveAudio } from '@chairside/client/feed/sound-output.ts'

/** One tone as it was put on the audio clock. */
export interface Tone {
  readonly startS: number
  readonly stopS: number
  readonly frequencyHz: number
  readonly peak: number
  readonly harmonics: readonly number[]
}

interface Made {
  startS: number
  stopS: number
  cutS: number | null
  frequencyHz: number
  peak: number
  harmonics: readonly number[]
  silent: boolean
  ended: (() => void) | null
}

export interface FakeAudio {
  readonly audio: LiveAudio
  /** What is heard if nothing changes any more: tones that nobody cut, and what was left of those that somebody did. */
  heard(): readonly Tone[]
  /** The number of tones that were put on the clock so far, cut ones too. */
  made(): number
  become(state: AudioContextState): void
  /** Whether `resume` is granted. */
  allow(allowed: boolean): void
  resumes(): number
  /** Moves the audio clock on, where it runs, and ends what ends. */
  advance(ms: number): void
  /** From now on the audio clock runs with this one, to the millisecond; `advance(0)` ends what ends. */
  runWith(wallMs: () => number): void
  /** The clock stands still while the context says that it runs. */
  freeze(frozen: boolean): void
}

/** Web Audio that plays nothing and writes everything down. */
export const createFakeAudio = (first: AudioContextState = 'running'): FakeAudio => {
  let state = first
  let allowed = true
  let frozen = false
  let nowS = 0
  let wall: (() => number) | null = null
  let seenMs = 0
  let resumes = 0
  const made: Made[] = []
  const runs = (): boolean => state === 'running' && !frozen
  const lookAtWall = (): void => {
    if (wall === null) return
    const atMs = wall()
    if (runs()) nowS += (atMs - seenMs) / 1_000
    seenMs = atMs
  }
  const listeners = new Set<() => void>()
  const become = (next: AudioContextState): void => {
    lookAtWall()
    state = next
    for (const listener of listeners) listener()
  }

  const createGain = () => {
    const node = {
      target: null as Made | null,
      peak: 0,
      gain: {
        value: 1,
        setValueAtTime: (value: number) => note(value),
        linearRampToValueAtTime: (value: number) => note(value),
        cancelScheduledValues: () => undefined,
        setTargetAtTime: () => undefined,
      },
      connect: () => undefined,
      disconnect: () => undefined,
    }
    const note = (value: number): void => {
      node.peak = Math.max(node.peak, value)
      if (node.target !== null) Object.assign(node.target, { peak: node.peak, silent: node.peak === 0 })
    }
    return node
  }

  const createOscillator = () => {
    const tone: Made = { startS: 0, stopS: Infinity, cutS: null, frequencyHz: 0, peak: 0, harmonics: [], silent: true, ended: null }
    made.push(tone)
    let stopped = false
    return {
      frequency: {
        setValueAtTime: (value: number) => {
          tone.frequencyHz = value
        },
      },
      setPeriodicWave: (wave: { readonly imag: Float32Array }) => {
        tone.harmonics = [...wave.imag].slice(1)
      },
      connect: (gain: ReturnType<typeof createGain>) => {
        gain.target = tone
        Object.assign(tone, { peak: gain.peak, silent: gain.peak === 0 })
      },
      start: (atS = audio.currentTime) => {
        tone.startS = Math.max(atS, audio.currentTime)
      },
      stop: (atS = audio.currentTime) => {
        if (stopped) tone.cutS = audio.currentTime
        else tone.stopS = atS
        stopped = true
      },
      set onended(run: () => void) {
        tone.ended = run
      },
    }
  }

  const audio = {
    get currentTime() {
      lookAtWall()
      return nowS
    },
    get state() {
      return state
    },
    destination: {},
    createGain,
    createOscillator,
    createPeriodicWave: (_real: Float32Array, imag: Float32Array) => ({ imag }),
    resume: async () => {
      resumes += 1
      if (!allowed) return new Promise<void>(() => undefined)
      // No event tells of a state that is as it was.
      if (state !== 'running') become('running')
    },
    addEventListener: (_type: string, listener: () => void) => listeners.add(listener),
  }

  return {
    audio: audio as unknown as LiveAudio,
    heard: () =>
      made
        .filter((tone) => !tone.silent && (tone.cutS === null || tone.startS < tone.cutS))
        .map(({ startS, stopS, cutS, frequencyHz, peak, harmonics }) => ({
          startS,
          stopS: cutS ?? stopS,
          frequencyHz,
          peak,
          harmonics,
        }))
        .sort((a, b) => a.startS - b.startS),
    made: () => made.filter((tone) => !tone.silent).length,
    become,
    allow: (next) => {
      allowed = next
    },
    resumes: () => resumes,
    advance: (ms) => {
      lookAtWall()
      if (!runs()) return
      nowS += ms / 1_000
      for (const tone of made) {
        if (tone.ended === null || tone.stopS > nowS + 1e-9) continue
        const { ended } = tone
        tone.ended = null
        ended()
      }
    },
    runWith: (wallMs) => {
      wall = wallMs
      seenMs = wallMs()
    },
    freeze: (next) => {
      lookAtWall()
      frozen = next
    },
  }
}
