import { type Burst, NOTHING_HEARD, planSound, type SoundRoom } from '../model/alarm-sound.ts'
import { silentSince } from '../model/liveness.ts'
import type { RoomState, RoomStore } from '../model/room-store.ts'
import { burstLengthMs } from '../model/sound-pattern.ts'
import { createSoundStore, type SoundState, type SoundStore, type Station } from '../model/sound-state.ts'
import type { ScreenClock } from './clock.ts'
import { createSoundOutput, type LiveAudio } from './sound-output.ts'
import type { SoundSettings } from './sound-settings.ts'

/** The sound of this screen. It starts by itself wherever the browser lets it. */
export interface Sound {
  readonly state: SoundStore
  /** A person touched the page, or it came to the front: what the browser held back may sound now. */
  touched(): void
  playTest(): void
  answerTest(heard: boolean): void
  setStation(station: Station): void
}

interface SoundParts {
  readonly room: RoomStore
  readonly clock: ScreenClock
  readonly settings: SoundSettings
  /** Null where the browser has no Web Audio. */
  readonly open: (() => LiveAudio) | null
  /** About once a second, also in a hidden tab, as long as there is sound: keeps the link's beat (G7). */
  readonly onBeat: () => void
  /** The chair that a chairside screen is about; null, or absent: none was chosen. */
  readonly ownChair?: () => string | null
}

const LOOK_MS = 1_000

const soundRoomOf = (state: RoomState, endedAtMs: number | null, carries: boolean, onlyChair: string | null): SoundRoom => ({
  chairs: state.picture?.chairs ?? [],
  notRecording: state.picture?.notRecording === true,
  base: state.picture === null ? null : state.roomBase,
  answeredAtMs: silentSince(state.link),
  endedAtMs,
  carries,
  onlyChair,
})

const sameVoice = (a: SoundState['voice'], b: SoundState['voice']): boolean =>
  a === b || (a !== null && b !== null && a.chairId === b.chairId && a.pattern === b.pattern)

/** Listens to the room and says what is to be heard of it, on the audio clock. */
export const createSound = ({ room, clock, settings, open, onBeat, ownChair }: SoundParts): Sound => {
  const state = createSoundStore(settings.station(), settings.testHeard() ? 'heard' : 'untested')
  let memory = NOTHING_HEARD
  let endedAtMs: number | null = null
  let test: Burst | null = null
  let person = room.getState().person

  /** Whoever sits down next tests the sound anew. */
  const watchPerson = (now: RoomState, atMs: number): void => {
    if (now.person === 'nobody' && person !== 'nobody') {
      settings.keepTestHeard(false)
      state.setState({ test: 'untested' })
      endedAtMs = now.endedByServer ? atMs : null
    }
    if (now.person !== 'nobody') endedAtMs = null
    person = now.person
  }

  /** The test has no voice of its own beside an alarm; the alarm then is the test. */
  const withTest = (bursts: readonly Burst[], atMs: number): readonly Burst[] => {
    if (test === null) return bursts
    const fromMs = test.atMs
    const untilMs = fromMs + burstLengthMs('test')
    const meets = bursts.some((burst) => burst.atMs < untilMs && burst.atMs + burstLengthMs(burst.pattern) > fromMs)
    if (meets || atMs >= untilMs) test = null
    return test === null ? bursts : [test, ...bursts]
  }

  const update = (): void => {
    const atMs = clock.elapsedMs()
    const now = room.getState()
    watchPerson(now, atMs)
    const found = output.state()
    const running = found === 'running'
    const known = state.getState()
    const { kind, carries } = known.station
    const onlyChair = kind === 'chairside' ? (ownChair?.() ?? null) : null
    const plan = planSound(memory, soundRoomOf(now, endedAtMs, carries, onlyChair), atMs, running)
    memory = plan.memory
    if (known.test === 'waiting' && running) {
      test = { key: 'test', pattern: 'test', atMs }
      state.setState({ test: 'asked' })
    }
    if (running) output.follow(withTest(plan.bursts, atMs))
    if (found !== known.output || !sameVoice(plan.voice, known.voice)) state.setState({ output: found, voice: plan.voice })
  }

  const changed = (): void => {
    update()
    output.resume()
  }

  const output = createSoundOutput({
    open,
    clock,
    onChange: changed,
    onBeat: () => {
      onBeat()
      update()
    },
  })

  clock.every(LOOK_MS, () => {
    update()
    // One that ran before may run again by itself; one that was never allowed to waits for a touch.
    if (state.getState().output === 'suspended') output.resume()
  })
  room.subscribe(update)
  changed()

  return {
    state,
    touched: changed,
    playTest: () => {
      state.setState({ test: 'waiting' })
      output.resume()
      update()
    },
    answerTest: (heard) => {
      settings.keepTestHeard(heard)
      state.setState({ test: heard ? 'heard' : 'not-heard' })
    },
    setStation: (station) => {
      settings.keepStation(station)
      state.setState({ station })
      update()
    },
  }
}
