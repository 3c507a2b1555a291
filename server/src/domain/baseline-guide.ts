import type { BaselineGuide } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import { baselineOf, sortSets } from './baseline.ts'
import { setsBeforeStart } from './session-gate.ts'
import type { Session } from './session-state.ts'

/** What is still wanted for a baseline (B1), for the person who takes it; the judgement is `baselineOf`'s. */
export const baselineGuide = (session: Session, now: Moment): BaselineGuide => {
  const { baseline: rules } = session.protocol
  const { cannulatedAt } = session
  const sets = setsBeforeStart(session)
  const { taken, passedOver } = sortSets(sets, cannulatedAt, rules)
  const counted = taken.slice(-3)
  const last = counted.at(-1)
  const bp = baselineOf(sets, cannulatedAt, now, rules)
  const isOld = last !== undefined && now - last.at > rules.maxAgeMs
  const wants = (): BaselineGuide['wants'] => {
    if (bp !== null) return 'nothing'
    if (last === undefined) return 'first'
    if (counted.length === 1) return 'second'
    return isOld ? 'newer' : 'third'
  }
  const wanted = wants()
  const notBefore = Math.max(
    last === undefined ? 0 : last.at + rules.spacingMs,
    cannulatedAt === null ? 0 : cannulatedAt + rules.afterCannulationMs,
  )
  return {
    wants: wanted,
    notBefore: wanted === 'nothing' || notBefore === 0 ? null : notBefore,
    counted: counted.map(({ at, sys, dia }) => ({ at, sys, dia })),
    passedOver: passedOver.slice(-3),
    bp,
    goodUntil: bp === null || last === undefined ? null : last.at + rules.maxAgeMs,
    spacingMs: rules.spacingMs,
    agreementMmHg: rules.agreementMmHg,
  }
}

/** The guide that is shown: the one before where nothing in it changed. */
export const sameGuide = (a: BaselineGuide | null, b: BaselineGuide): boolean => a !== null && JSON.stringify(a) === JSON.stringify(b)
