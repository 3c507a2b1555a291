import { MINUTE_MS, SECOND_MS } from '@chairside/shared/time'
import { indexedChanceOf } from './random.ts'

/** What the sensors do for a moment. `motion`: no value shown; `probe-off` and `lead-off`: the monitor says so. */
export interface SignalState {
  readonly motion: boolean
  readonly probeOff: boolean
  readonly leadOff: boolean
}

interface Fault {
  readonly name: string
  readonly perHour: number
  readonly shortestSec: number
  readonly longestSec: number
}

const FAULTS = {
  motion: { name: 'motion', perHour: 3, shortestSec: 5, longestSec: 30 },
  probeOff: { name: 'probe-off', perHour: 0.3, shortestSec: 15, longestSec: 60 },
  leadOff: { name: 'lead-off', perHour: 0.2, shortestSec: 20, longestSec: 60 },
} as const satisfies Record<string, Fault>

/** At most one fault of a kind begins in a minute; it may reach into the next. */
const faultOf = (seed: string, fault: Fault): ((sinceMs: number) => boolean) => {
  const chance = indexedChanceOf(`${seed}/${fault.name}`)
  const covers = (minute: number, sinceMs: number): boolean => {
    if (minute < 0 || chance.uniformAt(minute, 0) >= fault.perHour / 60) return false
    const begin = (minute + chance.uniformAt(minute, 1)) * MINUTE_MS
    const lastsMs = (fault.shortestSec + (fault.longestSec - fault.shortestSec) * chance.uniformAt(minute, 2)) * SECOND_MS
    return sinceMs >= begin && sinceMs < begin + lastsMs
  }
  return (sinceMs) => {
    const minute = Math.floor(sinceMs / MINUTE_MS)
    return covers(minute, sinceMs) || covers(minute - 1, sinceMs)
  }
}

/** The sensor faults of one session, at any moment since its check-in. */
export const createSignalFaults = (seed: string): ((sinceMs: number) => SignalState) => {
  const motion = faultOf(seed, FAULTS.motion)
  const probeOff = faultOf(seed, FAULTS.probeOff)
  const leadOff = faultOf(seed, FAULTS.leadOff)
  return (sinceMs) => ({ motion: motion(sinceMs), probeOff: probeOff(sinceMs), leadOff: leadOff(sinceMs) })
}
