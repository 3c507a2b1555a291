import { reviewDays, stepOf } from '@chairside/client/model/review-period.ts'
// Fetched beforehand: pages that come on demand are not what is tested here.
import '@chairside/client/views/review/review-view.tsx'
import type { AlarmReview, EpisodeLine } from '@chairside/shared/alarm-review'
import type { WhatIfRun } from '@chairside/shared/alarm-what-if'
import type { AlarmId, ChairId, SessionId } from '@chairside/shared/identity'
import { HOUR_MS, MINUTE_MS } from '@chairside/shared/time'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { createFakeReviews } from './support/fake-reviews.ts'
import { renderRoom } from './support/render-app.tsx'
import { roomOf } from './support/room-fixture.ts'

const AT = Date.UTC(2026, 2, 2, 14, 30)
const NONE = { low: 0, medium: 0, high: 0 }
const answers = (calls: number, acknowledged: number, ended: number, medianMs: number | null) => ({
  calls,
  outcomes: { acknowledged, ended, unanswered: calls - acknowledged - ended, open: 0 },
  medianMs,
  p90Ms: medianMs,
  escalated: 1,
})

const REVIEW: AlarmReview = {
  from: '2026-03-02',
  to: '2026-03-02',
  fromAt: AT,
  untilAt: AT + 2 * HOUR_MS,
  chair: null,
  simulated: false,
  sessions: 3,
  otherSessions: 2,
  removed: { real: 4, simulated: 1, unknown: 2 },
  running: 1,
  spanMs: 4 * HOUR_MS,
  alarms: [
    { source: 'vital', name: 'bp-high', priority: 'medium', count: 6, presentMs: 30 * MINUTE_MS },
    { source: 'vital', name: 'spo2:low', priority: 'high', count: 2, presentMs: 6 * MINUTE_MS },
    { source: 'technical', name: 'signal-lost', priority: 'low', count: 9, presentMs: MINUTE_MS },
  ],
  inAlarmMs: { vital: { low: 0, medium: 30 * MINUTE_MS, high: 6 * MINUTE_MS }, technical: NONE, prompt: NONE },
  excursions: [{ name: 'bp-high', peak: 'critical', ending: 'recovered', count: 4, presentMs: HOUR_MS }],
  heard: answers(8, 5, 2, 75_000),
  answers: [{ source: 'vital', priority: 'medium', ...answers(6, 4, 1, 75_000) }],
  people: [{ name: 'N. Ortega', acknowledged: 5, medianMs: 75_000 }],
  escalations: [{ step: 2, count: 1 }],
  reminders: 3,
  pauses: { count: 2, pausedMs: 180_000, endedByAlarm: 1 },
  limits: [
    { vital: 'SYS', sign: '≥', limit: 160, count: 5, byPriority: { ...NONE, medium: 5 }, presentMs: 25 * MINUTE_MS },
    { vital: 'SYS', sign: '≥', limit: null, count: 1, byPriority: { ...NONE, medium: 1 }, presentMs: 5 * MINUTE_MS },
    { vital: 'SpO2', sign: '<', limit: 85, count: 2, byPriority: { ...NONE, high: 2 }, presentMs: 6 * MINUTE_MS },
  ],
  chairs: [
    { chairId: '1' as ChairId, sessions: 3, spanMs: 4 * HOUR_MS, vital: { low: 0, medium: 6, high: 2 }, technical: 9, excursions: 4 },
  ],
  stretches: [
    { fromAt: AT, untilAt: AT + HOUR_MS, spanMs: HOUR_MS, vital: { low: 0, medium: 6, high: 2 }, technical: 9, excursions: 4 },
    { fromAt: AT + HOUR_MS, untilAt: AT + 2 * HOUR_MS, spanMs: HOUR_MS, vital: NONE, technical: 0, excursions: 0 },
  ],
}
const LINE: EpisodeLine = {
  sessionId: 'session-7' as SessionId,
  chairId: '1' as ChairId,
  alarmId: 'A1' as AlarmId,
  source: 'vital',
  name: 'bp-high',
  cause: 'bp-high',
  priority: 'medium',
  text: 'SYS 168 ≥ 160',
  fromAt: AT,
  untilAt: AT + 5 * MINUTE_MS,
  present: false,
  outcome: 'acknowledged',
  answer: { by: 'N. Ortega', plan: 'watching', waitMs: 75_000 },
  escalations: 1,
}
const side = (count: number) => ({
  alarms: [{ name: 'bp-high', priority: 'medium' as const, count, presentMs: count * MINUTE_MS }],
  excursions: [],
  inAlarmMs: { ...NONE, medium: count * MINUTE_MS },
})
const RUN: WhatIfRun = {
  runId: 'run-1',
  state: 'done',
  done: 3,
  total: 3,
  result: {
    spanMs: 4 * HOUR_MS,
    sessions: 3,
    before: side(6),
    after: side(2),
    alarms: [{ name: 'bp-high', same: 2, earlier: 0, later: 0, gone: 4, fresh: 0 }],
    excursions: [],
    changes: [
      {
        what: 'alarm',
        name: 'bp-high',
        shift: 'gone',
        at: AT,
        byMs: null,
        before: { text: 'SYS 168 ≥ 160', priority: 'medium' },
        after: null,
        sessionId: 'session-7' as SessionId,
        chairId: '1' as ChairId,
      },
    ],
    changed: 1,
    refused: [],
  },
}

const open = async (address = '/alarms', role: 'nurse' | 'viewer' = 'nurse') => {
  const room = roomOf(AT)
  const shown = renderRoom({ ...room, clinic: { ...room.clinic, simulated: false } }, address, role)
  shown.reviews.shown = REVIEW
  shown.reviews.lines = [LINE]
  shown.reviews.begun = RUN
  const user = userEvent.setup()
  if (role === 'nurse') await screen.findByRole('heading', { name: 'What sounded' })
  return { shown, user }
}
const region = (name: string | RegExp): HTMLElement => screen.getByRole('region', { name })

describe('the alarm review', () => {
  it('A1: tells load, answers, limits and chairs, with a table behind each chart', async () => {
    await open()
    const text = (
      await screen.findByText('Medium and high alarms about vitals, unless it says otherwise. Everything counts where it began.')
    ).parentElement
    expect(text).toHaveTextContent(/2\.00per chair-hour.*15 %medium or high.*1:15median.*25 %2 of 8.*1of 8.*4.*4\.0 hSessions: 3/)
    expect(region('What sounded')).toHaveTextContent(
      /VitalsBlood pressure highMedium61\.50.*SpO2 lowHigh20\.50.*EquipmentSignal lostLow92\.25/,
    )
    expect(region('Limits that cause most')).toHaveTextContent(/SYS ≥ 16063 %55 medium.*SYS ≥ from the baseline13 %1.*SpO2 < 8525 %22 high/)
    expect(region('Who answered, and when')).toHaveTextContent(/N\. Ortega51:15Escalated to step 2: 1Reminded of: 3Sound pauses: 2, 3:00/)
    expect(region('By chair')).toHaveTextContent(/134\.02602\.009/)
    const times = region(/^Alarms about vitals by hour.*a day of 2 h/)
    expect(within(times).getByRole('img', { name: 'Alarms about vitals by hour' })).toBeInTheDocument()
    expect(within(times).getAllByRole('row', { hidden: true })).toHaveLength(3)
    expect(screen.getByText('2 simulated sessions in this period are not counted here.', { exact: false })).toBeInTheDocument()
    expect(screen.getByText('1 session still goes on: what it gives is counted so far.')).toBeInTheDocument()
    expect(screen.getByText(/^4 real sessions of this period were removed/)).toBeInTheDocument()
    expect(screen.getByText(/^1 simulated session of this period was removed/)).toBeInTheDocument()
    expect(screen.getByText(/^2 sessions of this period were removed.*does not say whether they were simulated\.$/)).toBeInTheDocument()
    const list = region(/Every alarm, newest first/)
    await waitFor(() => expect(list).toHaveTextContent(/09:301MediumSYS 168 ≥ 1605:001:15 N\. Ortega · Watching escalated 1×/))
    expect(within(list).getByRole('link')).toHaveAttribute('href', '/sessions/session-7')
  })

  it('S1: goes back and forth by day, week and month, and never beyond today', async () => {
    const { shown, user } = await open()
    expect(shown.reviews.asked.at(-1)).toEqual({ from: '2026-03-02', to: '2026-03-02', simulated: 'no' })
    expect(screen.getByRole('button', { name: /Later/ })).toBeDisabled()
    await user.click(screen.getByRole('button', { name: 'Week' }))
    await waitFor(() => expect(shown.reviews.asked.at(-1)).toMatchObject({ from: '2026-03-02', to: '2026-03-08' }))
    await user.click(screen.getByRole('button', { name: /Earlier/ }))
    await waitFor(() => expect(shown.reviews.asked.at(-1)).toMatchObject({ from: '2026-02-23', to: '2026-03-01' }))
    await user.click(screen.getByRole('button', { name: 'Month' }))
    await waitFor(() => expect(shown.reviews.asked.at(-1)).toMatchObject({ from: '2026-02-01', to: '2026-02-28' }))
    await user.click(screen.getByRole('button', { name: 'Now' }))
    await waitFor(() => expect(shown.reviews.asked.at(-1)).toMatchObject({ from: '2026-03-01', to: '2026-03-31' }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Chair' }), '2')
    await waitFor(() => expect(shown.reviews.asked.at(-1)).toMatchObject({ chair: '2' }))
    await user.click(screen.getByRole('button', { name: 'Show them' }))
    await waitFor(() => expect(shown.reviews.asked.at(-1)).toMatchObject({ simulated: 'yes' }))
    expect(screen.getByText('Simulated sessions alone')).toBeInTheDocument()
  })

  it('S1: knows weeks from Monday and months by their length', () => {
    expect(reviewDays('week', '2026-03-01')).toEqual({ from: '2026-02-23', to: '2026-03-01' })
    expect(reviewDays('week', '2026-02-23')).toEqual({ from: '2026-02-23', to: '2026-03-01' })
    expect(reviewDays('month', '2028-02-11')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(reviewDays('month', '2026-12-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
    expect(stepOf('month', '2026-03-31', -1)).toBe('2026-02-01')
    expect(stepOf('month', '2026-12-05', 1)).toBe('2027-01-01')
    expect(stepOf('day', '2026-03-01', -1)).toBe('2026-02-28')
    expect(stepOf('week', '2026-12-30', 1)).toBe('2027-01-04')
  })

  it('X9: asks what other limits would have done, and names what would not have been seen', async () => {
    const { shown, user } = await open()
    await user.click(screen.getByRole('button', { name: 'With other limits…' }))
    const panel = region('What if')
    await user.type(within(panel).getByRole('textbox', { name: 'SYS high, warning' }), '170')
    await user.click(within(panel).getByRole('button', { name: 'Judge the period again' }))
    await waitFor(() => expect(panel).toHaveTextContent('3 of 3 sessions judged'))
    expect(shown.reviews.questions).toEqual([
      { from: '2026-03-02', to: '2026-03-02', simulated: false, changes: [{ path: 'excursion.high.warning.sys', value: 170 }] },
    ])
    expect(panel).toHaveTextContent(/Medium and high alarms per chair-hour1\.50 60\.50 2−1\.00/)
    expect(panel).toHaveTextContent(/Blood pressure high20040/)
    expect(panel).toHaveTextContent(/Medium · SYS 168 ≥ 160not at all–/)
    expect(within(panel).getByRole('link', { hidden: true })).toHaveAttribute('href', '/sessions/session-7')
  })

  it('X9: a run that goes on is stopped by its button, and by leaving the page', async () => {
    const { shown, user } = await open()
    shown.reviews.begun = { ...RUN, state: 'running', done: 1 }
    await user.click(screen.getByRole('button', { name: 'With other limits…' }))
    await user.click(screen.getByRole('button', { name: 'Judge the period again' }))
    await screen.findByText('1 of 3 sessions judged')
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    expect(await screen.findByText(/^Stopped/)).toBeInTheDocument()
    expect(shown.reviews.cancelled).toEqual(['run-1'])
    await user.click(screen.getByRole('button', { name: 'Judge the period again' }))
    await waitFor(() => expect(screen.getByRole('button', { name: 'Stop' })).toBeEnabled())
    cleanup()
    expect(shown.reviews.cancelled).toEqual(['run-1', 'run-1'])
  })

  it('S4: a screen on the wall does not even ask', async () => {
    const { shown } = await open('/alarms', 'viewer')
    expect(await screen.findByText(/Sign in as a person to see what sounded/)).toBeInTheDocument()
    expect(shown.reviews.asked).toEqual([])
    expect(createFakeReviews().asked).toEqual([])
  })
})
