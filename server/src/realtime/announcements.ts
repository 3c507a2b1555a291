import type { ChairId } from '@chairside/shared/identity'
import type { ChairPicture, ChairSection, RoomPatch, RoomPicture, RoomSource } from '@chairside/shared/picture'
import type { Announcer } from '../ports/announcer.ts'
import type { Cancel, Clock } from '../ports/clock.ts'

type ChairChange = RoomPatch['chairs'][number]

export interface AnnouncementParts {
  readonly clock: Clock
  /** New with each start of the process. */
  readonly epoch: string
  readonly clinic: RoomPicture['clinic']
  /** Sends one patch to every screen. */
  readonly send: (patch: RoomPatch) => void
}

export interface Announcements extends Announcer {
  /** Begins with the room as it is. */
  begin(room: {
    readonly chairs: readonly ChairPicture[]
    readonly sources: () => readonly RoomSource[]
    readonly notRecording: boolean
  }): void
  /** The picture of the newest patch: what follows it applies to it exactly (P1). */
  snapshot(): RoomPicture
  position(): { readonly epoch: string; readonly number: number }
  stop(): void
}

const TICK_MS = 100

/**
 * What screens are told. Changes gather until the next tick, urgent ones until the end of the call; a patch is numbered when it is sent,
 * so that a number that was given was sent (P1).
 */
export const createAnnouncements = ({ clock, epoch, clinic, send }: AnnouncementParts): Announcements => {
  let number = 0
  const told = new Map<ChairId, ChairPicture>()
  const sent = new Map<ChairId, ChairPicture>()
  const waiting = new Set<ChairId>()
  let sources: readonly RoomSource[] = []
  let readSources: () => readonly RoomSource[] = () => []
  let areSourcesWaiting = false
  let notRecording = false
  let sentNotRecording = false
  let cancelTick: Cancel = () => undefined

  const flush = (chairIds: Iterable<ChairId>, withSources: boolean): void => {
    const chairs: ChairChange[] = []
    for (const chairId of [...chairIds]) {
      const after = told.get(chairId)
      const change = after === undefined ? null : changeOf(sent.get(chairId), after)
      waiting.delete(chairId)
      if (after !== undefined) sent.set(chairId, after)
      if (change !== null) chairs.push(change)
    }
    const tellsSources = withSources && areSourcesWaiting
    if (tellsSources) {
      areSourcesWaiting = false
      sources = readSources()
    }
    const tellsRecording = notRecording !== sentNotRecording
    sentNotRecording = notRecording
    if (chairs.length === 0 && !tellsSources && !tellsRecording) return
    number += 1
    send({ epoch, number, chairs, ...(tellsSources ? { sources } : {}), ...(tellsRecording ? { notRecording } : {}) })
  }

  return {
    begin: (room) => {
      for (const chair of room.chairs) {
        told.set(chair.chairId, chair)
        sent.set(chair.chairId, chair)
      }
      readSources = room.sources
      sources = readSources()
      notRecording = room.notRecording
      sentNotRecording = notRecording
      cancelTick = clock.every(TICK_MS, () => flush(waiting, true))
    },
    chairChanged: (_before, after, urgent) => {
      told.set(after.chairId, after)
      waiting.add(after.chairId)
      if (urgent) flush([after.chairId], false)
    },
    recordingChanged: (now) => {
      notRecording = now
      flush([], false)
    },
    sourcesChanged: () => {
      areSourcesWaiting = true
    },
    snapshot: () => {
      flush(waiting, true)
      return {
        epoch,
        number,
        clock: { roomNow: clock.roomNow(), speed: clock.speed },
        clinic,
        chairs: [...sent.values()],
        sources,
        notRecording: sentNotRecording,
      }
    },
    position: () => ({ epoch, number }),
    stop: () => cancelTick(),
  }
}

/** The sections whose reference changed; null: none did. */
const changeOf = (before: ChairPicture | undefined, after: ChairPicture): ChairChange | null => {
  if (before === undefined) return after
  const change: Partial<Record<ChairSection, unknown>> = {}
  for (const key of Object.keys(after) as (keyof ChairPicture)[])
    if (key !== 'chairId' && before[key] !== after[key]) change[key] = after[key]
  return Object.keys(change).length === 0 ? null : ({ chairId: after.chairId, ...change } as ChairChange)
}
