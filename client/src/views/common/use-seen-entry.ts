import type { Entry } from '@chairside/shared/entry'
import type { SessionId } from '@chairside/shared/identity'
import { type Draft, entryOf } from './entry-draft.ts'
import type { FormId } from './entry-fields.ts'
import { useWitness, type Witnessing } from './use-witness.ts'

/** Stands for the witness while the rest is filled in; it never leaves this file. */
const UNSAID = '--'

export interface SeenEntry {
  /** Null: nobody has to see it. */
  readonly witnessing: Witnessing | null
  readonly whole: boolean
  readonly asking: boolean
  /** The entry with its witness, who proves themselves for it where they can; null: not confirmed, or not whole. */
  obtain(): Promise<{ readonly entry: Entry; readonly proof?: string } | null>
}

/** S3: an entry as filled in; one that says that a rest was thrown away wants its witness, as often as it is said. */
export const useSeenEntry = (sessionId: SessionId, form: FormId, draft: Draft): SeenEntry => {
  const witnessing = useWitness(sessionId)
  const isSeen = form === 'drug-account' || form === 'drug-wasted'
  const entry = entryOf(form, isSeen ? { ...draft, witness: UNSAID } : draft)
  return {
    witnessing: isSeen ? witnessing : null,
    whole: entry !== null && (!isSeen || witnessing.whole),
    asking: witnessing.signing.state === 'asking',
    obtain: async () => {
      if (entry === null) return null
      if (entry.kind !== 'drug-account' && entry.kind !== 'drug-wasted') return { entry }
      const seen = await witnessing.obtain()
      if (seen === null) return null
      return { entry: { ...entry, witness: seen.witness }, ...(seen.proof === undefined ? {} : { proof: seen.proof }) }
    },
  }
}
