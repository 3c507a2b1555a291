import type { CarePicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Voice } from './alarm-sound.ts'

export const STATION_KINDS = ['desk', 'wall', 'chairside'] as const
/** A8: where this screen stands. A desk is never silent; a room may be. */
export type StationKind = (typeof STATION_KINDS)[number]

export interface Station {
  readonly kind: StationKind
  readonly carries: boolean
}

/** A browser that nobody has set up yet may be the only one: it carries sound. */
export const NEW_STATION: Station = { kind: 'desk', carries: true }

/** What a kind of station begins with. */
export const stationOf = (kind: StationKind): Station => ({ kind, carries: kind !== 'chairside' })

/** Whether sound may be switched off at such a station. */
export const mayBeSilent = (kind: StationKind): boolean => kind !== 'desk'

/**
 * Whether this browser makes sound: `blocked` until a person touched the page, `suspended` when it stopped by itself,
 * `unavailable` where it can't at all.
 */
export type OutputState = 'running' | 'blocked' | 'suspended' | 'unavailable'

/** The sound test: `asked` once it was played and until somebody said whether it was heard. */
export type TestState = 'untested' | 'waiting' | 'asked' | 'heard' | 'not-heard'

export interface SoundState {
  readonly output: OutputState
  readonly station: Station
  readonly test: TestState
  readonly voice: Voice | null
}

export type SoundStore = StoreApi<SoundState>

export const createSoundStore = (station: Station, test: TestState): SoundStore =>
  createStore<SoundState>(() => ({ output: 'blocked', station, test, voice: null }))

export type SoundTrouble = 'unavailable' | 'blocked' | 'suspended' | 'not-heard' | 'untested'

/** Why alarms might not be heard at a station that carries sound; null: they are, or it is silent by choice. */
export const troubleOf = ({ output, station, test }: SoundState): SoundTrouble | null => {
  if (!station.carries) return null
  if (output !== 'running') return output
  if (test === 'heard') return null
  return test === 'not-heard' ? 'not-heard' : 'untested'
}

/** A5: what is left of a chair's pause, in wall time; null: its sound is on. */
export const pauseLeftMs = ({ soundPaused }: Pick<CarePicture, 'soundPaused'>, now: Moment, speed: number): number | null =>
  soundPaused === null || soundPaused.untilAt <= now ? null : (soundPaused.untilAt - now) / speed
