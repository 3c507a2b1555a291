import type { Entry } from './entry.ts'
import { type InfusionState, infusedMg } from './infusion.ts'
import type { Moment } from './time.ts'

/** S3: what became of the drug, in mg. `givenMg` is what ran by rate and clock, an estimate. */
export interface DrugBalance {
  readonly lots: readonly string[]
  readonly drawnMg: number
  readonly wastedMg: number
  readonly givenMg: number
  /** Drawn, neither given nor wasted; below 0: more left the ampoules than was drawn. */
  readonly restMg: number
}

/** What was drawn and wasted by the entries as they stand, without withdrawn ones. */
export const drawnAndWasted = (entries: readonly Entry[]): Pick<DrugBalance, 'lots' | 'drawnMg' | 'wastedMg'> => {
  const lots: string[] = []
  let drawnMg = 0
  let wastedMg = 0
  for (const entry of entries) {
    if (entry.kind === 'drug-account' || entry.kind === 'drug-drawn') {
      if (!lots.includes(entry.lot)) lots.push(entry.lot)
      drawnMg += entry.drawnMg
    }
    if (entry.kind === 'drug-account' || entry.kind === 'drug-wasted') wastedMg += entry.wastedMg
  }
  return { lots, drawnMg, wastedMg }
}

/** The account at `now`; null: nothing was entered of any ampoule. */
export const drugBalance = (entries: readonly Entry[], infusion: InfusionState | null, now: Moment): DrugBalance | null => {
  const { lots, drawnMg, wastedMg } = drawnAndWasted(entries)
  if (lots.length === 0 && wastedMg === 0) return null
  const givenMg = infusion === null ? 0 : Math.min(infusion.doseMg, infusedMg(infusion, now))
  return { lots, drawnMg, wastedMg, givenMg, restMg: drawnMg - wastedMg - givenMg }
}
