import { FIRST_INFUSION_PROTOCOL } from '../built-in-protocols/first-infusion.ts'
import { DEFAULT_PROTOCOL } from '../default-protocol.ts'
import type { Protocol } from '../protocol-rules.ts'
import type { GateQuestion } from '../protocol-start.ts'
import { MINUTE_MS } from '../time.ts'

interface PracticeRules {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly durationMin: { readonly low: number; readonly high: number }
  readonly minimumStayMin: number
  readonly questions: readonly GateQuestion[]
}

const withPractice = (base: Protocol, { id, version, name, durationMin, minimumStayMin, questions }: PracticeRules): Protocol => ({
  ...base,
  id,
  version,
  name,
  discharge: { ...base.discharge, minimumStayMs: minimumStayMin * MINUTE_MS },
  gate: {
    questions: [...questions],
    // A driver who is not there yet takes a nurse's reason; D15 lets nobody leave alone.
    items: { escort: 'warn' },
    durationMin: { low: durationMin.low, high: durationMin.high },
  },
})

/** The usual protocol of a practice. */
export const usualProtocol = (rules: PracticeRules): Protocol => withPractice(DEFAULT_PROTOCOL, rules)

/** Its protocol for first infusions: the same questions, judged as the built-in one for first infusions. */
export const firstProtocol = (rules: PracticeRules): Protocol =>
  withPractice(FIRST_INFUSION_PROTOCOL, {
    ...rules,
    id: `${rules.id}-first`,
    name: `${rules.name}, first infusion`,
    minimumStayMin: FIRST_INFUSION_PROTOCOL.discharge.minimumStayMs / MINUTE_MS,
  })
