import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { ChairInput } from '../domain/chair-input.ts'

/**
 * The lines of a copied record, in this order: the session, then its inputs and the entries of its chain as they were written (what an
 * entry rests on stands before it), then where both ended. Each line is one JSON object.
 */
export type CopyLine =
  | {
      readonly line: 'session'
      readonly sessionId: SessionId
      readonly chairId: ChairId
      readonly openedAt: Moment
      readonly endedAt: Moment | null
      /** The hash before the first entry, in hex. */
      readonly genesis: string
    }
  | { readonly line: 'input'; readonly number: number; readonly input: ChairInput }
  | {
      readonly line: 'entry'
      readonly entry: number
      readonly kind: 'fact' | 'digest'
      readonly input: number
      readonly judgeVersion: number
      readonly body: unknown
      /** In hex. */
      readonly hash: string
    }
  | {
      readonly line: 'end'
      readonly inputs: number
      readonly entries: number
      /** The hash of the last entry, in hex. */
      readonly head: string
      /** SHA-256 over the inputs after the last digest entry, in hex. */
      readonly tail: string
    }
