import type { Entry } from '@chairside/shared/entry'
import type { Problem } from '@chairside/shared/reply'
import type { ActInput } from './chair-input.ts'
import { problem } from './problem.ts'

type DrugAccount = Extract<Entry, { readonly kind: 'drug-account' }>

/** S3: nobody wastes more than was drawn, and nobody is the witness of their own waste. Null: the account may stand. */
export const refusalOfAccount = (input: ActInput, entry: DrugAccount): Problem | null => {
  if (input.settled === true) return null
  if (entry.wastedMg > entry.drawnMg) return problem('implausible', `${entry.wastedMg} > ${entry.drawnMg} mg`)
  const same = entry.witness.trim().toLocaleLowerCase('en') === input.by.name.trim().toLocaleLowerCase('en')
  return same ? problem('second-person-needed') : null
}
