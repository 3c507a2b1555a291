import { createHash } from 'node:crypto'
import { staffIdSchema } from '@chairside/shared/identity'
import type { Me } from '@chairside/shared/staff'
import { HOUR_MS, MINUTE_MS, type Moment } from '@chairside/shared/time'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Access, SignedIn } from '../ports/access.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ids } from '../ports/ids.ts'
import type { Account, Registry } from '../ports/registry.ts'
import { hashPassword, isPassword } from './passwords.ts'

export const COOKIE_NAME = 'chairside_session'
/** Unused for so long, a sign-in ends. */
export const IDLE_LIMIT_MS = 12 * HOUR_MS
/** However much it is used. */
export const ABSOLUTE_LIMIT_MS = 24 * HOUR_MS
const TOUCH_EVERY_MS = MINUTE_MS
const FAILURES_PER_LOGIN = 10
const FAILURES_PER_ADDRESS = 60
const FAILURE_WINDOW_SECONDS = 15 * 60

export type SignInResult =
  | { readonly ok: true; readonly me: Me; readonly secret: string }
  | { readonly ok: false; readonly code: 'not-signed-in' | 'too-frequent' }

export interface SignInAccess extends Access {
  /** An unknown login and a wrong password are one answer, after the same work. */
  signIn(login: string, password: string, address: string): Promise<SignInResult>
  signOut(person: SignedIn): Promise<void>
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
  const byLogin = new RateLimiterMemory({ points: FAILURES_PER_LOGIN, duration: FAILURE_WINDOW_SECONDS })
  const byAddress = new RateLimiterMemory({ points: FAILURES_PER_ADDRESS, duration: FAILURE_WINDOW_SECONDS })
  const nobody = await hashPassword(ids.secret())
  const listeners: ((tokenHash: string) => void)[] = []

  const mayComeIn = (account: Account): boolean => account.demo === demo

  const isBlocked = async (limiter: RateLimiterMemory, key: string, points: number): Promise<boolean> =>
    ((await limiter.get(key))?.consumedPoints ?? 0) >= points

  const end = async (tokenHash: string): Promise<void> => {
    await registry.removeSignIn(tokenHash)
    tell(tokenHash)
  }

  const tell = (tokenHash: string): void => {
    for (const heard of listeners) heard(tokenHash)
  }

  return {
    onSignedOut: (heard) => {
      listeners.push(heard)
    },
    signIn: async (login, password, address) => {
      const key = `${login.toLowerCase()} ${address}`
      if ((await isBlocked(byLogin, key, FAILURES_PER_LOGIN)) || (await isBlocked(byAddress, address, FAILURES_PER_ADDRESS)))
        return { ok: false, code: 'too-frequent' }
      const account = await registry.accountByLogin(login)
      const isRight = await isPassword(account?.passwordHash ?? nobody, password)
      const at = clock.wallNow()
      if (account === null || !isRight || !mayComeIn(account)) {
        await Promise.all([byLogin.penalty(key, 1), byAddress.penalty(address, 1)])
        await registry.audit({ at, staffId: account?.staffId ?? null, action: 'sign-in-refused', object: 'sign-in', details: {} })
        return { ok: false, code: 'not-signed-in' }
      }
      const secret = ids.secret()
      await registry.addSignIn({ tokenHash: sha256(secret), staffId: account.staffId, createdAt: at, lastSeenAt: at })
      await registry.audit({ at, staffId: account.staffId, action: 'sign-in', object: 'sign-in', details: {} })
      return { ok: true, me: meOf(account), secret }
    },
    signOut: async (person) => {
      await end(person.tokenHash)
      const staffId = staffIdSchema.parse(person.me.staffId)
      await registry.audit({ at: clock.wallNow(), staffId, action: 'sign-out', object: 'sign-in', details: {} })
    },
    check: async (cookieHeader, used) => {
      const secret = cookieOf(cookieHeader, COOKIE_NAME)
      if (secret === null) return null
      const tokenHash = sha256(secret)
      const signIn = await registry.signInByHash(tokenHash)
      if (signIn === null) return null
      const now = clock.wallNow()
      if (isOver(signIn.createdAt, signIn.lastSeenAt, now)) {
        await whereWritable(() => registry.removeSignIn(tokenHash))
        tell(tokenHash)
        return null
      }
      const account = await registry.accountById(signIn.staffId)
      if (account === null || !mayComeIn(account)) return null
      if (used && now - signIn.lastSeenAt >= TOUCH_EVERY_MS) await whereWritable(() => registry.touchSignIn(tokenHash, now))
      return { me: meOf(account), tokenHash }
    },
  }
}

/** On a full disk people go on working (G6): the sign-in is as good as it was, only its last use is not noted. */
const whereWritable = async (write: () => Promise<void>): Promise<void> => {
  try {
    await write()
  } catch {
    return
  }
}

const isOver = (createdAt: Moment, lastSeenAt: Moment, now: Moment): boolean =>
  now - createdAt >= ABSOLUTE_LIMIT_MS || now - lastSeenAt >= IDLE_LIMIT_MS

const meOf = ({ staffId, name, role, demo }: Account): Me => ({ staffId, name, role, demo })

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const cookieOf = (header: string | undefined, name: string): string | null => {
  for (const part of header?.split(';') ?? []) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=') || null
  }
  return null
}
