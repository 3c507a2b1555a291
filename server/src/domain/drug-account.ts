import { drawnAndWasted } from '@chairside/shared/drug-balance'
import type { Entry } from '@chairside/shared/entry'
import type { Problem } from '@chairside/shared/reply'
import type { ActInput } from './chair-input.ts'
import { problem } from './problem.ts'

/**
 * S3: nobody wastes more than was drawn, and nobody is the witness of their own waste. `others` are the entries of the session as they
 * stand, without the one that this replaces. Null: the entry may stand.
 */
export const refusalOfAccount = (input: ActInput, entry: Entry, others: readonly Entry[]): Problem | null => {
  if (input.settled === true || (entry.kind !== 'drug-account' && entry.kind !== 'drug-wasted')) return null
  const { drawnMg, wastedMg } = drawnAndWasted(entry.kind === 'drug-account' ? [entry] : [...others, entry])
  if (wastedMg > drawnMg) return problem('implausible', `${wastedMg} > ${drawnMg} mg`)
  const same = entry.witness.trim().toLocaleLowerCase('en') === input.by.name.trim().toLocaleLowerCase('en')
  return same ? problem('own-witness') : null
}
