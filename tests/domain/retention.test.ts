import {
  type KeptSession,
  keptUntil,
  planRetention,
  type RetentionRules,
  STAYS,
  type Stays,
  USUAL_RETENTION,
} from '@chairside/server/domain/retention'
import { describe, expect, it } from 'vitest'

const at = (text: string): number => Date.parse(text)
const DAY = 24 * 3_600_000
const session = (change: Partial<KeptSession> = {}): KeptSession => ({
  sessionId: 'old',
  patient: 'p-1',
  endedAt: at('2020-03-02T16:00:00Z'),
  newestAt: at('2020-03-02T16:00:00Z'),
  unsigned: false,
  ...change,
})
const plan = (
  sessions: readonly KeptSession[],
  now: string,
  {
    rules = USUAL_RETENTION,
    held = () => false,
    broken = () => false,
    timeZone = 'UTC',
    steadyAt = at(now) - 2 * DAY,
    newestAt = at(now),
    silentMs = DAY,
  }: {
    readonly rules?: RetentionRules
    readonly held?: (session: KeptSession) => boolean
    readonly broken?: (session: KeptSession) => boolean
    readonly timeZone?: string
    readonly steadyAt?: number | null
    readonly newestAt?: number | null
    readonly silentMs?: number
  } = {},
) => planRetention(sessions, { held, broken }, rules, { now: at(now), timeZone, newestAt, steadyAt, silentMs })
const due = (...given: Parameters<typeof plan>): readonly string[] => plan(...given).due.map(({ sessionId }) => sessionId)

describe('retention', () => {
  it('R1: a session is kept to the end of its anniversary, and not one day less', () => {
    expect(due([session()], '2026-03-02T23:59:59.999Z')).toEqual([])
    expect(due([session()], '2026-03-03T00:00:00Z')).toEqual(['old'])
  })

  it('R1: days are the clinic’s: midnight there decides, on both sides', () => {
    // 16:00Z is the next day in Auckland, and midnight comes there thirteen hours earlier.
    const timeZone = 'Pacific/Auckland'
    expect(keptUntil(session().newestAt, 6, timeZone)).toBe('2026-03-03')
    expect(due([session()], '2026-03-03T10:59:59.999Z', { timeZone })).toEqual([])
    expect(due([session()], '2026-03-03T11:00:00Z', { timeZone })).toEqual(['old'])
  })

  it('R1: the last entry counts, an amendment years later too; a leap day waits for the day after', () => {
    expect(due([session({ newestAt: at('2022-05-01T09:00:00Z') })], '2027-01-01T00:00:00Z')).toEqual([])
    expect(keptUntil(at('2020-02-29T12:00:00Z'), 6, 'UTC')).toBe('2026-03-01')
    expect(keptUntil(at('2020-02-29T12:00:00Z'), 8, 'UTC')).toBe('2028-02-29')
  })

  it.each([
    ['running', { endedAt: null }],
    ['unsigned', { unsigned: true }],
    ['unsigned', { unsigned: null }],
  ] as const)('R1: what is %s stays, whatever its age, and keeps what else there is of that patient', (why, change) => {
    const both = [session(), session({ sessionId: 'other', ...change })]
    const { due: gone, stays } = plan(both, '2040-01-01T00:00:00Z')
    expect(gone).toEqual([])
    expect([stays[why], stays['patient-returned']]).toEqual([1, 1])
  })

  it('R1: a patient who came again keeps the earlier sessions; another patient does not', () => {
    const young = session({ sessionId: 'young', newestAt: at('2024-01-01T00:00:00Z'), endedAt: at('2024-01-01T00:00:00Z') })
    expect(due([session(), young], '2027-01-01T00:00:00Z')).toEqual([])
    expect(due([session(), { ...young, patient: 'p-2' }], '2027-01-01T00:00:00Z')).toEqual(['old'])
    expect(due([session({ patient: null }), { ...young, patient: null }], '2027-01-01T00:00:00Z')).toEqual(['old'])
  })

  it('R1: a legal hold keeps what it names', () => {
    const held = ({ sessionId }: KeptSession): boolean => sessionId === 'old'
    expect(plan([session()], '2040-01-01T00:00:00Z', { held })).toMatchObject({ due: [], stays: { hold: 1 } })
  })

  it.each([
    ['running', { endedAt: null }, {}],
    ['hold', {}, { held: () => true }],
    ['unsigned', { unsigned: true }, {}],
    ['young', { newestAt: at('2020-03-03T00:00:00Z') }, {}],
    ['broken', {}, { broken: () => true }],
  ] as const)('R1: on the first day on which it may go, a session stays for one reason alone: %s', (why, change, given) => {
    const now = '2026-03-03T00:00:00Z'
    expect(due([session()], now)).toEqual(['old'])
    const { due: gone, stays } = plan([session(change)], now, given)
    expect(gone).toEqual([])
    expect(STAYS.filter((one: Stays) => stays[one] > 0)).toEqual([why])
  })

  it('R1: what was changed by hand is kept, with the others of that patient, until somebody looked', () => {
    const both = [session(), session({ sessionId: 'other' })]
    const { due: gone, stays } = plan(both, '2040-01-01T00:00:00Z', { broken: ({ sessionId }) => sessionId === 'other' })
    expect(gone).toEqual([])
    expect([stays.broken, stays['patient-returned']]).toEqual([1, 1])
  })

  it.each([
    [{ recordYears: 5, auditYears: 6 }, 'sessions'],
    [{ recordYears: 6.5, auditYears: 7 }, 'sessions'],
    [{ recordYears: Number.NaN, auditYears: 7 }, 'sessions'],
    [{ recordYears: 8, auditYears: 7 }, 'audit'],
  ])('R1: nobody may keep less than the law asks: %j', (rules, word) => {
    expect(() => plan([session()], '2040-01-01T00:00:00Z', { rules })).toThrow(word)
  })

  it('R1: a clock that jumped ahead removes nothing: the newest entry of before is too old, or from the future', () => {
    const now = '2027-03-04T00:00:00Z'
    expect(plan([session()], now, { steadyAt: at(now) - 30 * DAY }).refused).toBeNull()
    expect(plan([session()], now, { steadyAt: at(now) - 30 * DAY - 1 }).refused).toBe('clock')
    expect(plan([session()], now, { steadyAt: at(now) + 1 }).refused).toBe('clock')
    expect(plan([session()], now, { steadyAt: null }).refused).toBe('clock')
  })

  it('R1: a clock that is behind what was written removes nothing', () => {
    const now = '2027-03-04T00:00:00Z'
    expect(plan([session()], now, { newestAt: at(now) }).refused).toBeNull()
    expect(plan([session()], now, { newestAt: at(now) + 1 }).refused).toBe('clock-behind')
  })

  it('R1: a clock that went ahead for days and wrote by itself removes nothing: the silence before tells it', () => {
    const now = '2027-03-04T00:00:00Z'
    expect(plan([session()], now, { silentMs: 30 * DAY }).refused).toBeNull()
    expect(plan([session()], now, { silentMs: 30 * DAY + 1 }).refused).toBe('clock-jumped')
  })
})
