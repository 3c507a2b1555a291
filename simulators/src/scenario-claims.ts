import { type AlarmCause, LIMIT_CONDITIONS, PRIORITIES, TECHNICAL_CONDITIONS } from '@chairside/shared/alarm'
import { LEVELS, type Level, SIDES } from '@chairside/shared/excursion'
import type { FactKind } from '@chairside/shared/fact'
import { CRITERIA, type CriterionState, type ReadinessVerdict } from '@chairside/shared/readiness'
import { PHASES } from '@chairside/shared/session'
import type { Expectation } from './scenario.ts'
import { fault, momentIn, oneOf } from './scenario-grammar.ts'

const CAUSES: readonly AlarmCause[] = ['bp-high', 'bp-low', ...LIMIT_CONDITIONS, ...TECHNICAL_CONDITIONS]
const VERDICTS = ['not-ready', 'not-enough-evidence', 'ready'] as const satisfies readonly ReadinessVerdict[]
const STATES = ['met', 'not-met', 'no-evidence', 'expired', 'not-required'] as const satisfies readonly CriterionState[]
/** What a story may be held to beside alarms, excursions, phases and readiness. */
const FACTS = [
  'reading-rejected',
  'set-taken',
  'recheck-asked',
  'recheck-overdue',
  'happened-while-away',
  'planned-end-reached',
  'holds-overridden',
  'baseline-frozen',
  'wrong-patient-resolved',
] as const satisfies readonly FactKind[]
const ABOUT = ['alarm', 'excursion', 'phase', 'verdict', 'criterion', 'fact'] as const

/** Splits off ` from MOMENT` and ` until MOMENT` at the end. */
const WINDOW = /^(.*?)(?:\s+from\s+(.+?))?(?:\s+until\s+(.+))?$/

type Claim = Expectation extends infer One ? (One extends Expectation ? Omit<One, 'line' | 'text' | 'must' | 'window'> : never) : never

const claimIn = (about: (typeof ABOUT)[number], words: readonly string[]): Claim => {
  const [first = '', second, third] = words
  const atMost = (count: number): void => {
    if (words.length > count) fault(`"${words.slice(count).join(' ')}" is too much`)
  }
  switch (about) {
    case 'alarm':
      atMost(2)
      return {
        about,
        cause: oneOf('The cause of an alarm', CAUSES, first),
        priority: second === undefined ? null : oneOf('A priority', PRIORITIES, second),
      }
    case 'excursion': {
      atMost(3)
      const level = second === undefined || second === 'confirmed' ? null : oneOf<Level>('A level', LEVELS, second)
      const last = level === null ? second : third
      if (last !== undefined && last !== 'confirmed') fault(`"${last}" is not understood: only "confirmed" may stand there`)
      return { about, side: oneOf('A side', SIDES, first), level, confirmed: last === 'confirmed' }
    }
    case 'phase':
      atMost(1)
      return { about, phase: oneOf('A phase', PHASES, first) }
    case 'verdict':
      atMost(1)
      return { about, verdict: oneOf('A verdict', VERDICTS, first) }
    case 'criterion':
      atMost(2)
      return { about, criterion: oneOf('A criterion', CRITERIA, first), state: oneOf('A state', STATES, second ?? '') }
    case 'fact':
      atMost(1)
      return { about, kind: oneOf('A fact', FACTS, first) }
  }
}

/** `alarm bp-high high from infusion-start until infusion-end`; throws a `LineFault`. */
export const expectationIn = (given: string, must: boolean, line: number): Expectation => {
  const [, body = '', from, until] = WINDOW.exec(given.trim()) ?? []
  const [about = '', ...words] = body.trim().split(/\s+/)
  return {
    ...claimIn(oneOf('What follows', ABOUT, about), words),
    line,
    text: given.trim(),
    must,
    window: { from: from === undefined ? null : momentIn(from), until: until === undefined ? null : momentIn(until) },
  }
}
