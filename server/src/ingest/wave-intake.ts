import type { SourceId } from '@chairside/shared/identity'
import { WAVE_PACKETS_PER_SECOND, type WaveAnswer } from '@chairside/shared/wave-wire'
import { FASTEST_WITH_WAVES } from '@chairside/shared/waveform'
import type { RoomWaves } from '../monitor/room-waves.ts'
import type { Clock } from '../ports/clock.ts'
import { createBuckets } from './bucket.ts'
import type { Intake } from './intake.ts'
import { readWaves } from './read-waves.ts'
import { createWaveClock, type WaveClock } from './wave-clock.ts'

/** The door of the waves: checks and places a packet, and passes it on at once. It never waits, and nothing waits for it (I4, P2). */
export interface WaveIntake {
  take(sourceId: SourceId, payload: unknown): WaveAnswer
  /** The source's connection ended: its numbering and its clock may be others when it is back. */
  left(sourceId: SourceId): void
}

export interface WaveIntakeParts {
  readonly waves: RoomWaves
  readonly intake: Pick<Intake, 'refuse' | 'isDeclared'>
  readonly clock: Clock
}

/** What a source may have saved up of its packets, in seconds: a burst after a stumble of the network. */
const BURST_SECONDS = 2

export const createWaveIntake = ({ waves, intake, clock }: WaveIntakeParts): WaveIntake => {
  const clocks = new Map<SourceId, WaveClock>()
  const packets = createBuckets(WAVE_PACKETS_PER_SECOND, WAVE_PACKETS_PER_SECOND * BURST_SECONDS, clock)

  const clockOf = (sourceId: SourceId): WaveClock => {
    const known = clocks.get(sourceId)
    if (known !== undefined) return known
    const fresh = createWaveClock(clock.speed)
    clocks.set(sourceId, fresh)
    return fresh
  }

  return {
    left: (sourceId) => {
      clocks.delete(sourceId)
      packets.forget(sourceId)
    },
    take: (sourceId, payload) => {
      if (!intake.isDeclared(sourceId)) return intake.refuse(sourceId, 'wrong-phase', 'Declare the monitor before it sends waves.')
      if (clock.speed > FASTEST_WITH_WAVES)
        return intake.refuse(sourceId, 'wrong-speed', `A room faster than ${FASTEST_WITH_WAVES} takes no waves.`)
      if (!packets.allows(sourceId)) return intake.refuse(sourceId, 'too-frequent', `At most ${WAVE_PACKETS_PER_SECOND} packets a second.`)
      const read = readWaves(payload, clock.speed)
      if (!read.ok) return intake.refuse(sourceId, read.code, read.message)
      const { lastsMs, samples, off } = read.packet
      const placed = clockOf(sourceId).place(read.packet, clock.roomNow())
      if (placed.kind === 'impossible')
        return intake.refuse(sourceId, 'impossible-clock', 'at and lastsMs end at sentAt or little before it, and never go back.')
      if (placed.kind === 'placed') waves.take(sourceId, { at: placed.at, tracedAt: placed.tracedAt, lastsMs, samples, off })
      return { ok: true, received: [] }
    },
  }
}
