import type { AlarmSource } from '@chairside/shared/alarm-review'
import { SHIFTS, type Shift, type Shifts, type WhatIfChange, type WhatIfResult, type WhatIfSide } from '@chairside/shared/alarm-what-if'
import type { SessionId } from '@chairside/shared/identity'
import type { Compared } from '@chairside/shared/judged-again'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { isEnded } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import { alarmNameOf, type Stretch } from './alarm-episodes.ts'
import { type AlarmLoad, beginsIn, loadNotesOf, loadWithin, sumOfLoads } from './alarm-load.ts'
import { alarmsIn, excursionsIn } from './alarm-review.ts'
import type { ChartEvaluation } from './chart-evaluation.ts'
import { judgeTwice } from './judge-again.ts'
import type { ChartSource } from './session-chart.ts'

/** What became of one thing. */
export type WeighedThing = { readonly what: WhatIfChange['what']; readonly name: string; readonly shift: 'same' } | WhatIfChange

/** One session judged twice, as far as it lies in the period. */
export interface WeighedSession {
  readonly before: AlarmLoad
  readonly after: AlarmLoad
  readonly things: readonly WeighedThing[]
}

const shiftOf = <Item>({ before, after, byMs }: Compared<Item>): Shift => {
  if (before === null) return 'fresh'
  if (after === null) return 'gone'
  if (byMs === null || byMs === 0) return 'same'
  return byMs < 0 ? 'earlier' : 'later'
}

/** Nobody answers in an evaluation, so that nothing escalates or is reminded of there. */
const loadOf = ({ facts }: ChartEvaluation, span: Stretch, period: Stretch): AlarmLoad => {
  const { notes, episodes } = loadNotesOf(facts, span.untilAt)
  const counted = notes.filter(({ kind }) => kind === 'vital-alarm' || kind === 'excursion')
  return loadWithin({ notes: counted, episodes: episodes.filter(({ source }) => source === 'vital') }, span, period)
}

/** Judges a session by its own protocol and by another, and counts what lies in the period. Null: the record holds no session. */
export const weighSession = (source: ChartSource, sessionId: SessionId, other: Protocol, period: Stretch): WeighedSession | null => {
  const twice = judgeTwice(source, other)
  const live = twice?.own.live ?? null
  if (twice === null || live === null) return null
  const { judged, own, asked } = twice
  const lastAt = source.inputs.reduce((newest, input) => Math.max(newest, input.takenAt), 0)
  const span = { fromAt: live.checkedInAt, untilAt: isEnded(live.phase) ? live.phaseSince : lastAt }
  const about = { sessionId, chairId: source.chairId }
  const counts = (at: Moment): boolean => beginsIn({ fromAt: at, untilAt: at }, period)
  const alarms = judged.alarms.flatMap((pair): readonly WeighedThing[] => {
    const { before, after, byMs } = pair
    const one = before ?? after
    if (one === null || !counts(one.raisedAt)) return []
    const { name, source: kind }: { readonly name: string; readonly source: AlarmSource } = alarmNameOf(one.cause)
    if (kind !== 'vital') return []
    const shift = shiftOf(pair)
    if (shift === 'same') return [{ what: 'alarm', name, shift }]
    const said = (alarm: typeof before) => (alarm === null ? null : { text: alarm.text, priority: alarm.priority })
    return [{ what: 'alarm', name, shift, at: one.raisedAt, byMs, before: said(before), after: said(after), ...about }]
  })
  const excursions = judged.excursions.flatMap((pair): readonly WeighedThing[] => {
    const { before, after, byMs } = pair
    const one = before ?? after
    if (one === null || !counts(one.openedAt)) return []
    const name = `bp-${one.side}`
    const shift = shiftOf(pair)
    if (shift === 'same') return [{ what: 'excursion', name, shift }]
    const said = (item: typeof before) => (item === null ? null : { peak: item.peakLevel, ending: item.ending })
    return [{ what: 'excursion', name, shift, at: one.openedAt, byMs, before: said(before), after: said(after), ...about }]
  })
  return { before: loadOf(own, span, period), after: loadOf(asked, span, period), things: [...alarms, ...excursions] }
}

const NO_SHIFTS: Shifts = Object.fromEntries(SHIFTS.map((shift) => [shift, 0])) as Record<Shift, number>

/** Adds up sessions one by one, so that a run over a month keeps no more than its sums. */
export const createWhatIfSum = (changesAtMost: number) => {
  let [before, after] = [sumOfLoads([]), sumOfLoads([])]
  let [sessions, changed] = [0, 0]
  const shifts = { alarm: new Map<string, Shifts>(), excursion: new Map<string, Shifts>() }
  const changes: WhatIfChange[] = []
  const refused: WhatIfResult['refused'][number][] = []
  const side = (load: AlarmLoad): WhatIfSide => ({
    alarms: alarmsIn(load).map(({ source: _vital, ...rest }) => rest),
    excursions: excursionsIn(load),
    inAlarmMs: load.inAlarmMs.vital,
  })
  const named = (of: ReadonlyMap<string, Shifts>): WhatIfResult['alarms'] => [...of].map(([name, counts]) => ({ name, ...counts }))
  return {
    add: (one: WeighedSession): void => {
      sessions += 1
      before = sumOfLoads([before, one.before])
      after = sumOfLoads([after, one.after])
      for (const thing of one.things) {
        const { what, name, shift } = thing
        const counts = shifts[what].get(name) ?? NO_SHIFTS
        shifts[what].set(name, { ...counts, [shift]: counts[shift] + 1 })
        if (thing.shift === 'same') continue
        changed += 1
        if (changes.length < changesAtMost) changes.push(thing)
      }
    },
    refuse: (sessionId: SessionId, faults: readonly string[]): void => {
      refused.push({ sessionId, faults })
    },
    result: (): WhatIfResult => ({
      spanMs: before.spanMs,
      sessions,
      before: side(before),
      after: side(after),
      alarms: named(shifts.alarm),
      excursions: named(shifts.excursion),
      changes,
      changed,
      refused,
    }),
  }
}
export type WhatIfSum = ReturnType<typeof createWhatIfSum>
