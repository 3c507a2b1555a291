import type { SessionId } from '@chairside/shared/identity'
import { useState } from 'react'
import { type Signing, useSigning } from './use-signing.ts'

export interface Witnessing {
  /** Null: not said yet. */
  readonly how: 'colleague' | 'named' | null
  readonly name: string
  readonly signing: Signing
  readonly whole: boolean
  setHow(how: 'colleague' | 'named'): void
  setName(name: string): void
  /** The witness with their proof, or by name alone; null: not confirmed. */
  obtain(): Promise<{ readonly witness: string; readonly proof?: string } | null>
}

const LEAST_LETTERS = 2

/** S3, S6: a witness confirms with their own password, or is written by name where they have none here. */
export const useWitness = (sessionId: SessionId): Witnessing => {
  const signing = useSigning(sessionId, 'witness', 'other')
  const [how, setHow] = useState<Witnessing['how']>(null)
  const [name, setName] = useState('')
  return {
    how,
    name,
    signing,
    whole: how === 'colleague' ? signing.whole : how === 'named' && name.trim().length >= LEAST_LETTERS,
    setHow,
    setName,
    obtain: async () => {
      if (how === 'named') return { witness: name.trim() }
      const person = await signing.sign()
      return person === null ? null : { witness: person.name, proof: person.proof }
    },
  }
}
