import { LIMIT_CONDITIONS, TECHNICAL_CONDITIONS } from '@chairside/shared/alarm'
import type { Fact } from '@chairside/shared/fact'
import { ORIGIN_MS } from './recording-inputs.ts'

/** One line of `judge`: seconds of the recording, a kind, and what the kind carries. */
export type JudgeEvent = { readonly t: number; readonly kind: string; readonly [key: string]: unknown }

const seconds = (at: number): number => (at - ORIGIN_MS) / 1_000

/** Facts that `judge` prints; null: not one of its kinds. */
export const eventOf = (fact: Fact): JudgeEvent | null => {
  const t = seconds(fact.at)
  switch (fact.kind) {
    case 'excursion-opened': {
      const { kind, side, level, confirmed, sys, dia, map } = fact
      return { t, kind, side, level, confirmed, sys, dia, map }
    }
    case 'excursion-confirmed':
    case 'recheck-overdue':
      return { t, kind: fact.kind, side: fact.side }
    case 'excursion-level':
      return { t, kind: fact.kind, side: fact.side, level: fact.level }
    case 'excursion-closed':
      return { t, kind: fact.kind, side: fact.side, ending: fact.ending }
    case 'reading-rejected':
      return { t, kind: fact.kind, vital: fact.vital === 'pulse' ? 'hr' : fact.vital, reason: fact.reason }
    case 'condition-began':
    case 'condition-ended':
      return { t, kind: fact.kind, condition: fact.condition, priority: fact.priority }
    default:
      return null
  }
}

const EXCURSION_ORDER = ['excursion-closed', 'excursion-opened', 'excursion-confirmed', 'excursion-level']
const CONDITION_ORDER: readonly string[] = [...LIMIT_CONDITIONS, ...TECHNICAL_CONDITIONS]

/** The order at one moment: overdue, rejected, the high side before the low, conditions, and what the end of the session closes. */
const rankOf = (event: JudgeEvent): number => {
  if (event.kind === 'recheck-overdue') return event.side === 'high' ? 0 : 1
  if (event.kind === 'reading-rejected') return 2
  const excursion = EXCURSION_ORDER.indexOf(event.kind)
  const side = event.side === 'high' ? 0 : 10
  if (event.kind === 'excursion-closed' && event.ending === 'session-ended') return 1_000 + side
  if (excursion !== -1) return 10 + side + excursion
  return 100 + CONDITION_ORDER.indexOf(String(event.condition)) * 2 + (event.kind === 'condition-ended' ? 0 : 1)
}

/** Sorted by time and, at equal time, in the documented order; what is equal in both keeps its order. */
export const inOrder = (events: readonly JudgeEvent[]): readonly JudgeEvent[] =>
  events
    .map((event, index) => ({ event, rank: rankOf(event), index }))
    .sort((a, b) => a.event.t - b.event.t || a.rank - b.rank || a.index - b.index)
    .map(({ event }) => event)

export const summarySeconds = seconds
