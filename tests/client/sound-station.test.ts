import { createSoundSettings, type SoundSettings } from '@chairside/client/feed/sound-settings.ts'
import { createSound } from '@chairside/client/feed/sound-station.ts'
import {
  createRoomStore,
  forgetPerson,
  linkOpened,
  takePatch,
  takePerson,
  takePong,
  takeSnapshot,
} from '@chairside/client/model/room-store.ts'
import { NEW_STATION, pauseLeftMs, type Station, troubleOf } from '@chairside/client/model/sound-state.ts'
import type { ChairPicture } from '@chairside/shared/picture'
import type { Me } from '@chairside/shared/staff'
import { describe, expect, it } from 'vitest'
import { createFakeAudio, type FakeAudio } from './support/fake-audio.ts'
import { createHandClock } from './support/hand-clock.ts'
import { roomOf } from './support/room-fixture.ts'
import { announced, answered, chairWith, ROOM_START } from './support/sound-fixture.ts'

const NURSE: Me = { staffId: 's1', name: 'N. Ortega', role: 'nurse', demo: false }

const keepInMemory = (): Storage => {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage
}

interface Opened {
  readonly fake?: FakeAudio
  readonly settings?: SoundSettings
  readonly withoutAudio?: boolean
}

const openStation = ({ fake = createFakeAudio(), settings, withoutAudio = false }: Opened = {}) => {
  const room = createRoomStore()
  const clock = createHandClock()
  fake.runWith(clock.elapsedMs)
  const stored = settings ?? createSoundSettings(keepInMemory, keepInMemory)
  let beats = 0
  const sound = createSound({
    room,
    clock,
    settings: stored,
    open: withoutAudio ? null : () => fake.audio,
    onBeat: () => {
      beats += 1
    },
  })
  let number = 1
  const show = (chairs: readonly ChairPicture[]): void => {
    const now = clock.elapsedMs()
    if (room.getState().picture === null) {
      linkOpened(room, now)
      takePerson(room, NURSE)
      takeSnapshot(room, { ...roomOf(ROOM_START + now, chairs), number }, now)
    } else {
      number += 1
      takePatch(room, { epoch: 'epoch-1', number, chairs })
    }
  }
  /** The wall and the audio clock go on; a server that answers does so every 2 s. */
  const pass = (ms: number, answering = true): void => {
    for (let passed = 0; passed < ms; passed += 500) {
      clock.advance(500)
      fake.advance(0)
      const atMs = clock.elapsedMs()
      if (answering && atMs % 2_000 === 0 && room.getState().picture !== null) {
        takePong(room, { epoch: 'epoch-1', number, roomNow: ROOM_START + atMs, speed: 1 }, atMs, atMs)
      }
    }
  }
  const startsMs = (): readonly number[] => fake.heard().map((tone) => Math.round(tone.startS * 1_000))
  return { room, clock, sound, fake, settings: stored, show, pass, startsMs, beats: () => beats }
}

/** All that was promised has come, were it a long row of it. */
const settled = async (): Promise<void> => {
  for (let step = 0; step < 50; step += 1) await Promise.resolve()
}

const QUIET = chairWith('1', [])
const HIGH = announced('A1', 'high', 1_000)

describe('a station', () => {
  it('A8: sounds an alarm that a patch brings, and falls silent with its acknowledgement', () => {
    const station = openStation()
    station.show([QUIET])
    station.pass(1_000)
    station.show([chairWith('1', [HIGH])])
    expect(station.sound.state.getState().voice).toEqual({ chairId: '1', pattern: 'high' })
    station.pass(11_000)
    station.show([chairWith('1', [answered(HIGH, 12_000)])])
    station.pass(60_000)
    const starts = station.startsMs()
    expect(starts.slice(0, 3)).toEqual([1_000, 1_240, 1_480])
    expect(starts.filter((start) => start >= 11_000 && start <= 72_000)).toEqual([11_000, 11_240, 11_480, 11_960])
    expect(station.sound.state.getState().voice).toBeNull()
  })

  it('A8: a hidden tab, whose timers sleep for a minute, is heard in time all the same', () => {
    const station = openStation()
    station.show([QUIET])
    station.pass(1_000)
    station.show([chairWith('1', [HIGH])])
    // Nothing runs any more: no timer, no message; the audio clock goes on.
    const ahead = station.startsMs()
    expect(ahead.filter((start) => start < 10_000)).toHaveLength(10)
    // G7: and after 10 s without an answer it says so.
    expect(ahead.filter((start) => start >= 10_000).length).toBeGreaterThanOrEqual(3)
  })

  it('G7: the audio clock keeps the beat of the link, and not-live sounds only once answers stop', () => {
    const station = openStation()
    station.show([QUIET])
    station.pass(30_000)
    expect(station.beats()).toBe(30)
    expect(station.startsMs().filter((start) => start <= 30_000)).toEqual([])
    station.pass(15_000, false)
    expect(station.startsMs().filter((start) => start <= 45_000)).toEqual([40_000, 40_320, 40_640])
    expect(station.sound.state.getState().voice).toEqual({ chairId: null, pattern: 'not-live' })
    station.pass(4_000)
    expect(station.sound.state.getState().voice).toBeNull()
  })

  it('G7: says that its session was ended by the server, not that a person signed out', () => {
    const station = openStation()
    station.show([QUIET])
    station.pass(1_000)
    forgetPerson(station.room, true)
    station.pass(2_000)
    expect(station.startsMs().filter((start) => start <= 3_000)).toEqual([1_000, 1_320, 1_640])
    const other = openStation()
    other.show([QUIET])
    other.pass(1_000)
    forgetPerson(other.room, false)
    other.pass(30_000)
    expect(other.startsMs().filter((start) => start <= 31_000)).toEqual([])
  })

  it('A8: sounds what it could not while it was blocked, as soon as a touch lets it', async () => {
    const fake = createFakeAudio('suspended')
    fake.allow(false)
    const station = openStation({ fake })
    station.show([QUIET])
    station.pass(1_000)
    station.show([chairWith('1', [HIGH])])
    station.pass(3_000)
    expect(troubleOf(station.sound.state.getState())).toBe('blocked')
    expect(fake.made()).toBe(0)
    fake.allow(true)
    station.sound.touched()
    await Promise.resolve()
    expect(station.sound.state.getState().output).toBe('running')
    expect(fake.heard()[0]?.startS).toBe(0)
  })

  it('A8: one that stopped by itself is resumed by itself', async () => {
    const station = openStation()
    station.show([QUIET])
    station.fake.allow(false)
    station.fake.become('suspended')
    expect(troubleOf(station.sound.state.getState())).toBe('suspended')
    station.fake.allow(true)
    station.clock.advance(1_000)
    await Promise.resolve()
    expect(station.sound.state.getState().output).toBe('running')
  })
})

describe('an audio clock that stands still though it says that it runs', () => {
  it('A8: is asked to go on once a second, not without end, and is heard when it does', async () => {
    const station = openStation()
    station.show([QUIET])
    station.pass(1_000)
    station.fake.freeze(true)
    station.pass(6_000)
    await settled()
    expect(troubleOf(station.sound.state.getState())).toBe('suspended')
    const before = station.fake.resumes()
    station.pass(3_000)
    await settled()
    expect(station.fake.resumes() - before).toBe(3)
    station.sound.touched()
    await settled()
    expect(station.fake.resumes() - before).toBe(4)
    station.fake.freeze(false)
    station.pass(4_000)
    expect(station.sound.state.getState().output).toBe('running')
  })
})

describe('the sound test', () => {
  it('A8: is asked for until somebody says that it was heard, and again by whoever sits down next', () => {
    const station = openStation()
    station.show([QUIET])
    expect(troubleOf(station.sound.state.getState())).toBe('untested')
    station.sound.playTest()
    expect(station.sound.state.getState().test).toBe('asked')
    expect(station.startsMs().slice(0, 3)).toEqual([0, 380, 760])
    station.sound.answerTest(false)
    expect(troubleOf(station.sound.state.getState())).toBe('not-heard')
    station.sound.answerTest(true)
    expect(troubleOf(station.sound.state.getState())).toBeNull()
    forgetPerson(station.room, false)
    expect(station.sound.state.getState().test).toBe('untested')
  })

  it('A8: outlives a reload, not the session', () => {
    const lasting = keepInMemory()
    const passing = keepInMemory()
    const settings = createSoundSettings(
      () => lasting,
      () => passing,
    )
    const first = openStation({ settings })
    first.sound.playTest()
    first.sound.answerTest(true)
    expect(openStation({ settings }).sound.state.getState().test).toBe('heard')
    const after = openStation({ settings })
    forgetPerson(after.room, true)
    expect(openStation({ settings }).sound.state.getState().test).toBe('untested')
  })

  it('A8: waits for a browser that holds sound back', async () => {
    const fake = createFakeAudio('suspended')
    fake.allow(false)
    const station = openStation({ fake })
    station.sound.playTest()
    expect(station.sound.state.getState().test).toBe('waiting')
    fake.become('running')
    expect(station.sound.state.getState().test).toBe('asked')
    expect(fake.made()).toBe(3)
  })

  it('gives way to an alarm, which then is the test', () => {
    const station = openStation()
    station.show([QUIET])
    station.pass(1_000)
    station.show([chairWith('1', [HIGH])])
    station.sound.playTest()
    expect(station.sound.state.getState().test).toBe('asked')
    expect(station.startsMs().filter((start) => start < 9_000)).toHaveLength(10)
  })

  it('A8: there is none where there is no audio', () => {
    const station = openStation({ withoutAudio: true })
    expect(troubleOf(station.sound.state.getState())).toBe('unavailable')
  })
})

describe('what a browser remembers of its station', () => {
  it('A8: where it stands and whether it carries sound; a desk always does', () => {
    const lasting = keepInMemory()
    const settings = createSoundSettings(() => lasting, keepInMemory)
    expect(settings.station()).toEqual(NEW_STATION)
    const stations: readonly Station[] = [
      { kind: 'wall', carries: true },
      { kind: 'wall', carries: false },
      { kind: 'chairside', carries: false },
      { kind: 'chairside', carries: true },
      { kind: 'desk', carries: true },
    ]
    for (const station of stations) {
      settings.keepStation(station)
      expect(settings.station()).toEqual(station)
    }
    settings.keepStation({ kind: 'desk', carries: false })
    expect(settings.station()).toEqual(NEW_STATION)
    lasting.setItem('chairside-station', 'nonsense')
    expect(settings.station()).toEqual(NEW_STATION)
  })

  it('A8: storage that is forbidden makes no station silent', () => {
    const forbidden = (): Storage => {
      throw new Error('denied')
    }
    const settings = createSoundSettings(forbidden, forbidden)
    settings.keepStation({ kind: 'wall', carries: false })
    settings.keepTestHeard(true)
    expect(settings.station()).toEqual(NEW_STATION)
    expect(settings.testHeard()).toBe(false)
  })

  it('A8: a station that is silent by choice is no trouble, and is silent', () => {
    const station = openStation()
    station.sound.setStation({ kind: 'chairside', carries: false })
    station.show([QUIET])
    station.pass(1_000)
    station.show([chairWith('1', [HIGH])])
    station.pass(20_000)
    expect(station.fake.heard()).toEqual([])
    expect(troubleOf(station.sound.state.getState())).toBeNull()
  })
})

describe('the countdown of a pause', () => {
  const paused = { soundPaused: { untilAt: ROOM_START + 60_000, by: 'N. Ortega' } }

  it('A5: tells what is left by the wall, also in a fast room', () => {
    expect(pauseLeftMs({ soundPaused: null }, ROOM_START, 1)).toBeNull()
    expect(pauseLeftMs(paused, ROOM_START, 1)).toBe(60_000)
    expect(pauseLeftMs(paused, ROOM_START, 60)).toBe(1_000)
    expect(pauseLeftMs(paused, ROOM_START + 59_999, 1)).toBe(1)
    expect(pauseLeftMs(paused, ROOM_START + 60_000, 1)).toBeNull()
  })
})
