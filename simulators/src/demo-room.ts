import { randomBytes } from 'node:crypto'
import { MINUTE_MS, SECOND_MS } from '@chairside/shared/time'
import type { DeviceToken } from './simulated-chair.ts'
import type { Habits } from './staff.ts'

/** The accounts that a server in demo mode has, each with the demo's password. */
const DEMO_LOGINS = ['nurse', 'physician', 'manager', 'viewer'] as const
export const DEMO_PASSWORD = 'chairside-demo'

/** How long the simulated staff leave acts to the people at the screens. */
export const PATIENCE = ['some', 'none', 'endless'] as const
export type Patience = (typeof PATIENCE)[number]
export const isPatience = (text: string): text is Patience => PATIENCE.some((one) => one === text)

/** A monitor for each chair with a token of this run alone. */
export const demoDevices = (chairs: number): readonly DeviceToken[] =>
  Array.from({ length: chairs }, (_, index) => ({
    sourceId: `sim-monitor-${index + 1}`,
    label: `Simulated monitor ${index + 1}`,
    token: randomBytes(24).toString('base64url'),
  }))

/**
 * What the demo leaves to the people at the screens, and for how long. In a fast room a minute is soon over: they keep some
 * seconds of wall time all the same.
 */
export const demoHabits = (speed: number, patience: Patience): Habits => {
  const atLeast = (roomMinutes: number, wallSeconds: number): number => Math.max(roomMinutes * MINUTE_MS, wallSeconds * SECOND_MS * speed)
  const common = { resumeAfterMs: atLeast(10, 20), turnoverMs: 6 * MINUTE_MS }
  if (patience === 'none')
    return { ...common, acknowledgeAfterMs: MINUTE_MS, dischargeAfterMs: 2 * MINUTE_MS, resumeAfterMs: 5 * MINUTE_MS }
  if (patience === 'endless')
    return {
      acknowledgeAfterMs: Number.POSITIVE_INFINITY,
      dischargeAfterMs: Number.POSITIVE_INFINITY,
      resumeAfterMs: Number.POSITIVE_INFINITY,
      turnoverMs: common.turnoverMs,
    }
  return { ...common, acknowledgeAfterMs: atLeast(3, 10), dischargeAfterMs: atLeast(6, 15) }
}

/** The address and the sign-ins, as a plain block. */
export const signInBlock = (what: string, url: string, password: string, speed: number, patients: string): string =>
  [
    '',
    `${what}: ${url}`,
    '',
    '  sign in as       password',
    ...DEMO_LOGINS.map((login) => `  ${login.padEnd(15)}  ${password}`),
    '',
    `${patients} Room time runs at ${speed}x. Ctrl-C ends everything.`,
    '',
  ].join('\n')
