import type { Moment } from '@chairside/shared/time'
import { FASTEST_WITH_WAVES } from '@chairside/shared/waveform'
import type { RoomTime } from './clock.ts'
import type { Course } from './course.ts'
import type { SocketDevice } from './devices/socket-device.ts'
import { PACKET_EVERY_MS } from './devices/wave-packets.ts'
import type { BedsideMonitor, BedsideState } from './monitor.ts'
import type { WaveChunk } from './waveforms/generator.ts'

/** The traces of a chair's monitor, for whoever wants them: the server, in a room that takes them, and the recording. */
export interface Tracing {
  /** What was traced since the last time; null where nobody wants it, or it is too little for a packet. */
  read(monitor: BedsideMonitor, now: Moment, course: Course, bedside: BedsideState): WaveChunk | null
}

export interface TracingOptions {
  readonly device: SocketDevice
  readonly roomTime: RoomTime
  readonly sends: boolean
  readonly records: boolean
}

export const createTracing = ({ device, roomTime, sends, records }: TracingOptions): Tracing => {
  let readAt = Number.NEGATIVE_INFINITY
  return {
    read: (monitor, now, course, bedside) => {
      const sendsNow = sends && roomTime.speed <= FASTEST_WITH_WAVES
      if (!(sendsNow || records) || (now >= readAt && now - readAt < PACKET_EVERY_MS * roomTime.speed)) return null
      readAt = now
      const chunk = monitor.wavesUpTo(now, course, bedside)
      if (chunk !== null && sendsNow) device.trace(chunk)
      return records ? chunk : null
    },
  }
}
