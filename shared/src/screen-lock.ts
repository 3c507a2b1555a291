import { z } from 'zod'
import { MINUTE_MS } from './time.ts'

export const LOCK_CAUSES = ['idle', 'by-hand'] as const
export type LockCause = (typeof LOCK_CAUSES)[number]
export const lockSchema = z.strictObject({ because: z.enum(LOCK_CAUSES) })

/** `proof`: of the person whose screen it is, for `unlock`. */
export const unlockSchema = z.strictObject({ proof: z.string().min(16).max(64) })

/** How long a screen may stand untouched, by where it stands; wall time. */
export interface LockAfter {
  readonly deskMs: number
  readonly chairsideMs: number
}
export const LOCK_AFTER: LockAfter = { deskMs: 5 * MINUTE_MS, chairsideMs: 15 * MINUTE_MS }

const PIN_PATTERN = /^\d{4,8}$/

/** Whether this may be somebody's PIN: 4 to 8 digits. */
export const isPin = (text: string): boolean => PIN_PATTERN.test(text)

/** The first that anybody tries: one digit over and over, or digits that count up or down. */
export const isGuessablePin = (pin: string): boolean => {
  const steps = [...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index]))
  return steps.every((step) => step === 0) || steps.every((step) => step === 1) || steps.every((step) => step === -1)
}

/** `secret`: the person's password, or the PIN until now. */
export const newPinSchema = z.strictObject({
  secret: z.string().min(1).max(256),
  pin: z.string().refine((pin) => isPin(pin) && !isGuessablePin(pin)),
})
export type NewPin = z.infer<typeof newPinSchema>
