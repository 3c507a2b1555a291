import { createHash, type Hash } from 'node:crypto'
import { canonicalText } from './json-text.ts'

/** One link of a chain before it is hashed. `entry` counts from 1 within the chain. */
export interface Link {
  readonly entry: number
  readonly kind: 'fact' | 'digest' | 'audit'
  /** The input that gave it; null in the audit. */
  readonly input: number | null
  readonly judgeVersion: number | null
  readonly body: unknown
}

/** What a digest entry states: the inputs `from` to `to`, all taken in one minute, hash to `sha256` (base64url). */
export interface DigestBody {
  readonly from: number
  readonly to: number
  readonly sha256: string
}

/** The hash before the first entry. Named after the chain, so that no chain can be passed off as another. */
export const genesis = (chainName: string): Buffer => createHash('sha256').update(`chairside chain ${chainName}`).digest()

/** SHA-256 over the hash before it and the canonical text of the link. */
export const linkHash = (before: Buffer, link: Link): Buffer => createHash('sha256').update(before).update(canonicalText(link)).digest()

/** A running digest over inputs, one canonical text a line. */
export const newDigest = (): Hash => createHash('sha256')

export const addToDigest = (digest: Hash, input: unknown): void => {
  digest.update(canonicalText(input)).update('\n')
}

/** What the digest is so far, without ending it. */
export const digestSoFar = (digest: Hash): Buffer => digest.copy().digest()
