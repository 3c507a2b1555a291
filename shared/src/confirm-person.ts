import { z } from 'zod'
import type { ActKind } from './command.ts'
import type { Role } from './staff.ts'

/** What a person may prove themselves for. A proof serves the one that it was given for. */
export const PROOF_PURPOSES = ['discharge', 'sign-chart', 'witness', 'unlock'] as const
export type ProofPurpose = (typeof PROOF_PURPOSES)[number]

/** For what the proof of an act must have been given; acts that are not here take none. */
export const PURPOSE_OF_ACT: { readonly [kind in ActKind | 'enter-late']?: ProofPurpose } = {
  discharge: 'discharge',
  'leave-against-advice': 'witness',
  enter: 'witness',
  'enter-late': 'witness',
  'correct-entry': 'witness',
  countersign: 'sign-chart',
}

/** `login` absent: whoever is signed in here. `secret`: their password or PIN. `sessionId`: the session that the act is about. */
export const confirmPersonSchema = z.strictObject({
  login: z.string().min(1).max(64).optional(),
  secret: z.string().min(1).max(256),
  purpose: z.enum(PROOF_PURPOSES),
  sessionId: z.string().min(1).max(64).nullable(),
})
export type ConfirmPerson = z.infer<typeof confirmPersonSchema>

/** `proof` is shown once, with the act (`Command.proof`), within `PROOF_LIFE_MS`. */
export interface ConfirmedPerson {
  readonly proof: string
  readonly staffId: string
  readonly name: string
  readonly role: Role
}

export const PROOF_LIFE_MS = 2 * 60_000
