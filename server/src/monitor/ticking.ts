import type { Cancel, Clock } from '../ports/clock.ts'
import type { Room } from './room.ts'

const TICK_ROOM_MS = 1_000
/** At high speeds a tick stands for several room seconds: no cadence of ticks changes a fact. */
const SHORTEST_TICK_MS = 50

/** Lets every chair look at the clock once a room second, silent ones too. */
export const startTicking = (room: Room, clock: Clock): Cancel =>
  clock.every(Math.max(SHORTEST_TICK_MS, TICK_ROOM_MS / clock.speed), () => {
    for (const runner of room.runners()) runner.tick()
  })
