import { createHash } from 'node:crypto'
import type { ConfirmedPerson, ConfirmPerson } from '@chairside/shared/confirm-person'
import { staffIdSchema } from '@chairside/shared/identity'
import type { LockCause, NewPin } from '@chairside/shared/screen-lock'
import type { Actor, Me, Role } from '@chairside/shared/staff'
import { HOUR_MS, MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { Access, SignedIn } from '../ports/access.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ids } from '../ports/ids.ts'
import type { Account, Registry, SignIn } from '../ports/registry.ts'
import { hashPassword } from './passwords.ts'
import { createPersonCheck, type PersonCheck } from './person-check.ts'
import { createProofs } from './proofs.ts'
import { cookieOf, stationOf } from './station.ts'
import { whereWritable } from './where-writable.ts'

export const COOKIE_NAME = 'chairside_session'
/** Unused for so long, a sign-in ends. */
export const IDLE_LIMIT_MS = 12 * HOUR_MS
/** However much it is used. */
export const ABSOLUTE_LIMIT_MS = 24 * HOUR_MS
/**
 * A screen on the wall (a viewer) is nobody's: it stays signed in for as long as it shows the room, and comes back by itself where it was
 * off for no longer than this. What ends it is the clinic: a new password, or `admin end-sign-ins`.
 */
export const WALL_AWAY_LIMIT_MS = 7 * 24 * HOUR_MS
/** How long a browser keeps the cookie of a wall, from the last time that the page was loaded. */
export const WALL_COOKIE_MS = 365 * 24 * HOUR_MS
const TOUCH_EVERY_MS = MINUTE_MS
const FLOOD_TOLD_EVERY_MS = 15 * MINUTE_MS
const FLOODS_KEPT = 1_000

export type SignInResult =
  | { readonly ok: true; readonly me: Me; readonly secret: string }
  | { readonly ok: false; readonly code: 'not-signed-in' | 'too-frequent' }

export type Refusal = Extract<Awaited<ReturnType<PersonCheck['check']>>, { readonly ok: false }>['code']

export interface SignInAccess extends Access {
  /** An unknown login and a wrong password are one answer, after the same work. */
  signIn(login: string, password: string, address: string): Promise<SignInResult>
  signOut(person: SignedIn): Promise<void>
  lock(person: SignedIn, because: LockCause): Promise<void>
  /** False: the proof is not of this person, or not for this. */
  unlock(person: SignedIn, proof: string): Promise<boolean>
  /** Null: it is the PIN from now on. */
  setPin(person: SignedIn, asked: NewPin, address: string): Promise<Refusal | null>
  /** Somebody at the screen of `person` proves who they are; the proof is for one act of that purpose at that session. */
  confirm(person: SignedIn, asked: ConfirmPerson, address: string): Promise<ConfirmedPerson | Refusal>
}

export interface AccessParts {
  readonly registry: Registry
  readonly clock: Clock
  readonly ids: Ids
  /** Whether accounts made for a demo may come in here. */
  readonly demo: boolean
}

/** Accounts, their sign-ins, and the cookie that names one. Limits run on the wall clock. */
export const createAccess = async ({ registry, clock, ids, demo }: AccessParts): Promise<SignInAccess> => {
  const nobody = await hashPassword(ids.secret())
  const proofs = createProofs(clock, ids)
  const listeners: ((tokenHash: string) => void)[] = []
  /** What was locked or unlocked in this process: it holds also where the disk is full (G6). */
  const locks = new Map<string, boolean>()
  const lockListeners: ((tokenHash: string, locked: boolean) => void)[] = []

  const mayComeIn = (account: Account): boolean => account.demo === demo
  const meOf = async ({ staffId, name, role, demo: isDemo }: Account, locked: boolean): Promise<Me> => {
    const hasPin = (await registry.pinOf(staffId)) !== null
    return { staffId, name, role, demo: isDemo, hasPin, ...(locked ? { locked } : {}) }
  }
  const people = createPersonCheck({ registry, mayComeIn, nobody })

  const end = async (tokenHash: string): Promise<void> => {
    await registry.removeSignIn(tokenHash)
    tell(tokenHash)
  }

  const tell = (tokenHash: string): void => {
    locks.delete(tokenHash)
    for (const heard of listeners) heard(tokenHash)
  }

  const changeLock = async (
    { me, tokenHash }: SignedIn,
    locked: boolean,
    action: string,
    details: Readonly<Record<string, string>>,
  ): Promise<void> => {
    const at = clock.wallNow()
    locks.set(tokenHash, locked)
    await whereWritable(() => registry.lockSignIn(tokenHash, locked ? at : null))
    for (const heard of lockListeners) heard(tokenHash, locked)
    await whereWritable(() => registry.audit({ at, staffId: staffIdSchema.parse(me.staffId), action, object: 'sign-in', details }))
  }

  /** A flood of attempts is one entry in a while, not one each. */
  const floods = new Map<string, Moment>()
  const tellFlood = async (address: string, at: Moment): Promise<void> => {
    const before = floods.get(address)
    if (before !== undefined && at - before < FLOOD_TOLD_EVERY_MS) return
    if (floods.size >= FLOODS_KEPT) floods.clear()
    floods.set(address, at)
    await registry.audit({ at, staffId: null, action: 'sign-in-refused', object: 'sign-in', details: { code: 'too-frequent' } })
  }

  return {
    onSignedOut: (heard) => {
      listeners.push(heard)
    },
    signIn: async (login, password, address) => {
      const checked = await people.check({ login, secret: password, address, pin: false })
      const at = clock.wallNow()
      if (!checked.ok) {
        if (checked.code === 'too-frequent') {
          await tellFlood(address, at)
          return { ok: false, code: 'too-frequent' }
        }
        await registry.audit({ at, staffId: checked.account?.staffId ?? null, action: 'sign-in-refused', object: 'sign-in', details: {} })
        return { ok: false, code: 'not-signed-in' }
      }
      const { account } = checked
      const secret = ids.secret()
      await registry.addSignIn({ tokenHash: sha256(secret), staffId: account.staffId, createdAt: at, lastSeenAt: at })
      await registry.audit({ at, staffId: account.staffId, action: 'sign-in', object: 'sign-in', details: {}, role: account.role })
      return { ok: true, me: await meOf(account, false), secret }
    },
    signOut: async (person) => {
      await end(person.tokenHash)
      const staffId = staffIdSchema.parse(person.me.staffId)
      await registry.audit({ at: clock.wallNow(), staffId, action: 'sign-out', object: 'sign-in', details: {} })
    },
    onLockChanged: (heard) => {
      lockListeners.push(heard)
    },
    lock: (person, because) => changeLock(person, true, 'lock', { because }),
    unlock: async (person, proof) => {
      const proven = proofs.take(proof, { purpose: 'unlock', sessionId: null })
      if (typeof proven === 'string' || proven.staffId !== person.me.staffId) {
        const staffId = staffIdSchema.parse(person.me.staffId)
        await whereWritable(() =>
          registry.audit({ at: clock.wallNow(), staffId, action: 'unlock-refused', object: 'sign-in', details: { code: 'proof-refused' } }),
        )
        return false
      }
      await changeLock(person, false, 'unlock', {})
      return true
    },
    setPin: async ({ me }, { secret, pin }, address) => {
      const staffId = staffIdSchema.parse(me.staffId)
      const own = await registry.accountById(staffId)
      const checked = await people.check({ login: own?.login ?? '', secret, address, pin: true })
      if (checked.ok) await registry.setPin(staffId, await hashPassword(pin))
      const details = checked.ok ? {} : { code: checked.code }
      await registry.audit({ at: clock.wallNow(), staffId, action: checked.ok ? 'set-pin' : 'set-pin-refused', object: 'account', details })
      return checked.ok ? null : checked.code
    },
    confirm: async ({ me, tokenHash }, { login, secret, purpose, sessionId }, address) => {
      const own = await registry.accountById(staffIdSchema.parse(me.staffId))
      const checked = await people.check({ login: login ?? own?.login ?? '', secret, address, pin: true })
      const object = sessionId === null ? 'sign-in' : `session ${sessionId}`
      const details = { purpose, screenOf: me.staffId, signIn: tokenHash.slice(0, 12) }
      const tell = (account: Account | null, action: string, more: Readonly<Record<string, string>> = {}): Promise<void> =>
        whereWritable(() =>
          registry.audit({ at: clock.wallNow(), staffId: account?.staffId ?? null, action, object, details: { ...details, ...more } }),
        )
      if (!checked.ok) {
        await tell(checked.account, 'confirm-person-refused', { code: checked.code })
        return checked.code
      }
      await tell(checked.account, 'confirm-person')
      const person = actorOf(checked.account)
      return { proof: proofs.give(person, purpose, sessionId), ...person }
    },
    takeProof: proofs.take,
    check: async (cookieHeader, used) => {
      const secret = cookieSecretOf(cookieHeader)
      if (secret === null) return null
      const tokenHash = sha256(secret)
      const signIn = await registry.signInByHash(tokenHash)
      if (signIn === null) return null
      const now = clock.wallNow()
      const account = await registry.accountById(signIn.staffId)
      const wall = account?.role === 'viewer'
      if (isOver(signIn, wall, now)) {
        const from = stationOf(cookieHeader)
        const at = from === null ? {} : { station: from }
        await whereWritable(() => registry.removeSignIn(tokenHash))
        await whereWritable(() =>
          registry.audit({ at: now, staffId: signIn.staffId, action: 'sign-in-expired', object: 'sign-in', details: {}, ...at }),
        )
        tell(tokenHash)
        return null
      }
      if (account === null || !mayComeIn(account)) return null
      // Nobody touches a wall: that it is connected and shows the room is its use.
      if ((used || wall) && now - signIn.lastSeenAt >= TOUCH_EVERY_MS) await whereWritable(() => registry.touchSignIn(tokenHash, now))
      const locked = locks.get(tokenHash) ?? signIn.lockedAt !== undefined
      const station = stationOf(cookieHeader) ?? `screen of sign-in ${tokenHash.slice(0, 8)}`
      return { me: await meOf(account, locked), tokenHash, idleMs: now - signIn.lastSeenAt, station }
    },
  }
}

const isOver = ({ createdAt, lastSeenAt }: SignIn, wall: boolean, now: Moment): boolean =>
  wall ? now - lastSeenAt >= WALL_AWAY_LIMIT_MS : now - createdAt >= ABSOLUTE_LIMIT_MS || now - lastSeenAt >= IDLE_LIMIT_MS

/** How long a browser keeps the cookie of a sign-in of this role. */
export const cookieLifeMs = (role: Role): number => (role === 'viewer' ? WALL_COOKIE_MS : ABSOLUTE_LIMIT_MS)

const actorOf = ({ staffId, name, role }: Account): Actor => ({ staffId, name, role })

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
/** The secret that this `Cookie` header brings, or null. */
export const cookieSecretOf = (header: string | undefined): string | null => cookieOf(header, COOKIE_NAME)
