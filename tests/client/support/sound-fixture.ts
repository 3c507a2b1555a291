import type { SoundRoom } from '@chairside/client/model/alarm-sound.ts'
import type { Alarm, Priority } from '@chairside/shared/alarm'
import type { ChairId } from '@chairside/shared/identity'
import { type ChairPicture, NO_CARE } from '@chairside/shared/picture'
import { EMPTY_CHAIR } from '../../support/empty-chair.ts'
import { alarmOf, sessionOf } from './chair-fixture.ts'

/** Room time of the moment at which the screen's clock shows nothing. */
export const ROOM_START = Date.UTC(2026, 10, 19, 14, 0, 0)

/** An unanswered alarm of `priority`, announced so long after the start of the room, in ms of room time. */
export const announced = (id: string, priority: Priority, afterMs: number, more: Partial<Alarm> = {}): Alarm =>
  alarmOf(id, { cause: 'spo2-low', priority, beganAt: ROOM_START + afterMs, text: 'SpO2 88 < 90', ...more })

export const answered = (alarm: Alarm, afterMs: number): Alarm => ({
  ...alarm,
  acknowledgement: { by: 'N. Ortega', at: ROOM_START + afterMs, plan: 'at-bedside' },
})

/** A chair that infuses, with these alarms; `pausedMs`: its sound is paused until so long after the start. */
export const chairWith = (chairId: string, alarms: readonly Alarm[], pausedMs: number | null = null): ChairPicture => ({
  ...EMPTY_CHAIR,
  chairId: chairId as ChairId,
  session: sessionOf(chairId, 'Ana Kovac', 'infusing', ROOM_START),
  alarms,
  care: { ...NO_CARE, soundPaused: pausedMs === null ? null : { untilAt: ROOM_START + pausedMs, by: 'N. Ortega' } },
})

/** A live station that carries sound, in a room at 1x. */
export const soundRoom = (chairs: readonly ChairPicture[], atMs: number, more: Partial<SoundRoom> = {}): SoundRoom => ({
  chairs,
  notRecording: false,
  base: { roomNow: ROOM_START, atMs: 0, speed: 1 },
  answeredAtMs: atMs,
  endedAtMs: null,
  carries: true,
  ...more,
})
