/** Why something was refused. People read the sentence of their catalogue; code decides. */
export const PROBLEM_CODES = [
  'malformed',
  'oversized',
  'too-frequent',
  'unknown-event',
  'wrong-version',
  'not-signed-in',
  'not-allowed',
  'unknown-chair',
  'unknown-source',
  'unknown-alarm',
  'unknown-reading',
  'unknown-entry',
  'unknown-protocol',
  'unknown-question',
  'unknown-patient',
  'unknown-visit',
  'unknown-session',
  /** Its time was over, and it was removed. */
  'removed-session',
  'identifier-taken',
  'other-name',
  'day-over',
  'changed-meanwhile',
  'other-session',
  'wrong-phase',
  'already-done',
  'plan-needed',
  'reason-needed',
  'physician-needed',
  'second-person-needed',
  'held',
  'not-ready',
  'expired',
  'source-in-use',
  'source-not-live',
  'cannot-measure',
  'simulated-mix',
  'wrong-patient',
  'implausible',
  'outside-allowed',
  'wrong-speed',
  'impossible-rate',
  'impossible-length',
  'impossible-clock',
  'unknown-unit',
  'too-slow',
  'not-recording',
  /** Neither the password nor the PIN of that person. */
  'wrong-secret',
  /** Too many wrong PINs: only the password counts now. */
  'password-needed',
  /** This act wants somebody to prove themselves. */
  'proof-needed',
  /** Used, out of time, or given for something else. */
  'proof-refused',
  /** Somebody else answers for this chair. */
  'not-responsible',
  /** Nobody is the witness of their own act. */
  'own-witness',
  /** This screen is locked. */
  'locked',
  /** A period holds more sessions than one run judges. */
  'too-many-sessions',
  /** Others are judging periods already. */
  'too-many-runs',
  'unknown-run',
  'shutting-down',
  'internal',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

export interface Problem {
  readonly code: ProblemCode
  /** What is missing or in the way, as data: criterion ids, holds, a phase. Never a name of a patient. */
  readonly details: readonly string[]
}

/** Every command is answered (P3). `recorded` false: done, not yet recorded (G6). */
export type Reply = { readonly ok: true; readonly recorded: boolean } | { readonly ok: false; readonly problem: Problem }

export const done = (recorded = true): Reply => ({ ok: true, recorded })
export const refused = (code: ProblemCode, ...details: readonly string[]): Reply => ({ ok: false, problem: { code, details } })
