import type { ConfirmedPerson, ConfirmPerson } from '@chairside/shared/confirm-person'
import type { LockCause, NewPin } from '@chairside/shared/screen-lock'
import { createAsk } from './ask.ts'

/** Why somebody was not confirmed: what the server said, or that it said nothing. */
const REFUSALS = ['wrong-secret', 'password-needed', 'too-frequent', 'locked', 'not-signed-in', 'unreachable'] as const
export type StaffRefusal = (typeof REFUSALS)[number]

export type StaffAnswer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: StaffRefusal }

/** Where people prove who they are while somebody is signed in. A secret is kept nowhere. */
export interface StaffDoor {
  /** For one act: `proof` then goes with it. */
  confirmPerson(asked: ConfirmPerson): Promise<StaffAnswer<ConfirmedPerson>>
  lock(because: LockCause): Promise<StaffAnswer<null>>
  /** `proof` of the person whose screen it is. */
  unlock(proof: string): Promise<StaffAnswer<null>>
  setPin(asked: NewPin): Promise<StaffAnswer<null>>
  /** Somebody is at this screen. */
  awake(): Promise<StaffAnswer<null>>
}

export const createStaffDoor = (request: typeof fetch): StaffDoor => {
  const ask = createAsk(request)
  const post = async <Value>(path: string, body: object): Promise<StaffAnswer<Value>> => {
    const asked = await ask<Value>(path, body)
    return asked.ok ? asked : { ok: false, why: REFUSALS.find((why) => why === asked.problem.code) ?? 'unreachable' }
  }
  return {
    confirmPerson: (asked) => post('/api/confirm-person', asked),
    lock: (because) => post('/api/lock', { because }),
    unlock: (proof) => post('/api/unlock', { proof }),
    setPin: (asked) => post('/api/pin', asked),
    awake: () => post('/api/awake', {}),
  }
}
