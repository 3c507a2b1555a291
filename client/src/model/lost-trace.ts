import type { ChairPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import type { WaveChannel } from '@chairside/shared/waveform'
import type { ChairTraces } from './chair-traces.ts'

/** Why a channel has no trace now. */
export type LostCause = 'off' | 'silent' | 'unbound' | 'question' | 'link' | 'slowed'

interface Circumstances {
  readonly chair: Pick<ChairPicture, 'source' | 'alarms'>
  readonly link: 'opening' | 'open' | 'slowed' | 'lost'
  /** Of the room. */
  readonly speed: number
  /** From when on this screen looks. */
  readonly since: Moment
}

/** A packet that is late is no lost signal; what is away for longer has a cause. Of the wall. */
const LOST_AFTER_MS = 1_500

/** Until when a channel was traced, also before this screen looked; where it was never heard, since when this screen waits for it. */
export const heardUntil = (traces: ChairTraces, channel: WaveChannel, since: Moment): Moment => {
  const trace = traces.traces.get(channel)
  return trace === undefined || trace.heard === 0 ? since : trace.heard * trace.stepMs
}

/** Why nothing is traced at the playhead, as far as this screen knows; null: something is, or it is not away for long. */
export const lostCause = (traces: ChairTraces, channel: WaveChannel, at: Moment, around: Circumstances): LostCause | null => {
  const { chair, link, speed, since } = around
  const heardAt = heardUntil(traces, channel, since)
  const trace = traces.traces.get(channel)
  if (trace !== undefined && trace.heard * trace.stepMs >= at) return null
  if ((traces.offUntil.get(channel) ?? 0) >= at) return 'off'
  if (at - heardAt < LOST_AFTER_MS * speed) return null
  if (chair.source === null) return 'unbound'
  if (chair.alarms.some(({ cause, condition }) => cause === 'wrong-patient' && condition === 'present')) return 'question'
  if (link === 'lost' || link === 'opening') return 'link'
  return link === 'slowed' ? 'slowed' : 'silent'
}
