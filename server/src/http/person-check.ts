import { isPin as looksLikePin } from '@chairside/shared/screen-lock'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Account, Pin, Registry } from '../ports/registry.ts'
import { isPassword } from './passwords.ts'
import { whereWritable } from './where-writable.ts'

const FAILURES_PER_LOGIN = 10
const FAILURES_PER_ADDRESS = 60
const FAILURE_WINDOW_SECONDS = 15 * 60
/** So many wrong PINs in a row ask for the password. */
const PIN_FAILURES = 5

export type Checked =
  | { readonly ok: true; readonly account: Account }
  | {
      readonly ok: false
      readonly code: 'wrong-secret' | 'password-needed' | 'too-frequent'
      /** Whose it was not, where there is such a person: for the audit. */
      readonly account: Account | null
    }

export interface PersonCheck {
  /**
   * Whether the secret is that of this login: the password, or with `pin` also the PIN. An unknown login and a wrong secret are one answer
   * after the same work; failures count for the login and for the address.
   */
  check(asked: { readonly login: string; readonly secret: string; readonly address: string; readonly pin: boolean }): Promise<Checked>
}

export interface PersonCheckParts {
  readonly registry: Registry
  readonly mayComeIn: (account: Account) => boolean
  /** A hash that no secret belongs to. */
  readonly nobody: string
}

/** The one place where a secret of a person is compared. */
export const createPersonCheck = ({ registry, mayComeIn, nobody }: PersonCheckParts): PersonCheck => {
  const byLogin = new RateLimiterMemory({ points: FAILURES_PER_LOGIN, duration: FAILURE_WINDOW_SECONDS })
  const byAddress = new RateLimiterMemory({ points: FAILURES_PER_ADDRESS, duration: FAILURE_WINDOW_SECONDS })

  const isBlocked = async (limiter: RateLimiterMemory, key: string, points: number): Promise<boolean> =>
    ((await limiter.get(key))?.consumedPoints ?? 0) >= points

  /** Where it cannot be written, this failure still counts for the answer. */
  const countFailure = async ({ staffId }: Account, kept: Pin): Promise<number> => {
    let failures = kept.failures + 1
    await whereWritable(async () => {
      failures = await registry.countPinFailure(staffId)
    })
    return failures
  }

  return {
    check: async ({ login, secret, address, pin }) => {
      const key = `${login.toLowerCase()} ${address}`
      const isFull = (await isBlocked(byLogin, key, FAILURES_PER_LOGIN)) || (await isBlocked(byAddress, address, FAILURES_PER_ADDRESS))
      if (isFull) return { ok: false, code: 'too-frequent', account: null }
      const account = await registry.accountByLogin(login)
      const isKnown = account !== null && mayComeIn(account)
      const kept = isKnown && pin && looksLikePin(secret) ? await registry.pinOf(account.staffId) : null
      const isShut = kept !== null && kept.failures >= PIN_FAILURES
      // A PIN that is shut is compared too: how long the answer takes tells nothing.
      const isPin = (await isPassword(kept?.hash ?? nobody, secret)) && !isShut
      const isRight = (await isPassword(account?.passwordHash ?? nobody, secret)) || isPin
      if (isKnown && isRight) {
        await whereWritable(() => registry.clearPinFailures(account.staffId))
        return { ok: true, account }
      }
      await Promise.all([byLogin.penalty(key, 1), byAddress.penalty(address, 1)])
      const failures = kept === null || account === null ? 0 : await countFailure(account, kept)
      return { ok: false, code: failures >= PIN_FAILURES ? 'password-needed' : 'wrong-secret', account }
    },
  }
}
