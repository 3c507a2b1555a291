import { readFileSync } from 'node:fs'
import { takePatch } from '@chairside/client/model/room-store.ts'
import type { Alarm, AlarmCause, Priority } from '@chairside/shared/alarm'
import { type CarePicture, type ChairPicture, NO_CARE } from '@chairside/shared/picture'
import { MINUTE_MS } from '@chairside/shared/time'
import { act, cleanup, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { alarmOf, runningChair, setOf } from './support/chair-fixture.ts'
import { renderRoom, tileOf } from './support/render-app.tsx'
import { NOW, roomOf } from './support/room-fixture.ts'

const chairOf = (chairId: string, given: Partial<ChairPicture> = {}): ChairPicture => ({
  ...runningChair({ chairId, name: 'Ana Kovac', now: NOW, minute: 12, phase: 'infusing', baseline: [121, 75], rise: 22, lastSetMin: 1 }),
  ...given,
})
const caring = (chairId: string, care: Partial<CarePicture>): ChairPicture => chairOf(chairId, { care: { ...NO_CARE, ...care } })
const barOf = (chairId: string): HTMLElement => within(tileOf(chairId)).getByTestId('alarm-bar')
const strip = (): readonly HTMLElement[] => within(screen.getByRole('navigation', { name: 'Alarms, worst first' })).queryAllByRole('link')
const patch = (store: ReturnType<typeof renderRoom>['store'], number: number, chairId: string, change: Partial<ChairPicture>): void =>
  act(() => void takePatch(store, { epoch: 'epoch-1', number, chairs: [{ chairId: chairId as ChairPicture['chairId'], ...change }] }))

const FLOOD: readonly (readonly [AlarmCause, Priority, string])[] = [
  ['bp-high', 'high', 'SYS 204 ≥ 200'],
  ['spo2-low', 'medium', 'SpO2 88 < 90'],
  ['hr-high', 'medium', 'HR 131 > 120'],
  ['rr-low', 'medium', 'RR 6 < 8'],
  ['nibp-failed', 'low', ''],
  ['clock-skew', 'low', ''],
  ['signal-lost', 'low', 'etco2'],
  ['planned-end', 'medium', ''],
]
const TECHNICAL: readonly AlarmCause[] = ['nibp-failed', 'clock-skew', 'signal-lost', 'planned-end']
const flood = (): readonly Alarm[] =>
  FLOOD.map(([cause, priority, text], index) =>
    alarmOf(`A${index + 1}`, {
      cause,
      priority,
      text,
      beganAt: NOW - 10_000,
      kind: TECHNICAL.includes(cause) ? 'technical' : 'physiological',
    }),
  )

describe('an alarm on the screens', () => {
  it('A2: says the worst and what it is now, on the tile and in the strip', () => {
    const found = chairOf('1')
    const alarms = [alarmOf('A1', { cause: 'bp-high', priority: 'medium', beganAt: NOW, text: 'SYS 195 ≥ 160' })]
    renderRoom(roomOf(NOW, [{ ...found, alarms, cuff: { ...found.cuff, latest: setOf(NOW - 60_000, 157, 96) } }]))
    expect(barOf('1')).toHaveTextContent('worst SYS 195 ≥ 160, now 157')
    expect(strip()[0]).toHaveTextContent('Chair 1 · worst SYS 195 ≥ 160, now 157')
  })

  it('A6: shape, colour and count follow how it is presented, and the step is told', () => {
    const alarms = [
      alarmOf('A1', {
        cause: 'bp-high',
        priority: 'medium',
        presentedAs: 'high',
        escalation: 2,
        beganAt: NOW - 5 * MINUTE_MS,
        text: 'SYS 166 ≥ 160',
      }),
    ]
    renderRoom(roomOf(NOW, [chairOf('1', { alarms })]))
    expect(within(barOf('1')).getByRole('img', { name: 'High' })).toHaveAttribute('data-shape', 'high')
    expect(barOf('1')).toHaveTextContent('unanswered 5:00, step 2')
    expect(tileOf('1')).toHaveAttribute('data-flash', 'high')
    expect(screen.getByRole('img', { name: '1 high priority alarm' })).toBeInTheDocument()
    expect(screen.getByRole('img', { name: '0 medium priority alarms' })).toBeInTheDocument()
  })

  it('A6: the chair says whom an unanswered high alarm has reached, and that a medium one is presented as high', () => {
    const high = alarmOf('A1', { cause: 'spo2-desat', priority: 'high', escalation: 3, beganAt: NOW, text: 'SpO2 82 < 85' })
    const medium = alarmOf('A2', {
      cause: 'hr-high',
      priority: 'medium',
      presentedAs: 'high',
      escalation: 2,
      beganAt: NOW,
      text: 'HR 131 > 120',
    })
    renderRoom(roomOf(NOW, [chairOf('1', { alarms: [high, medium] })]), '/chairs/1')
    const list = screen.getByRole('region', { name: 'Alarms' })
    expect(list).toHaveTextContent('Unanswered: step 3, whole clinic')
    expect(list).toHaveTextContent('Medium, unanswered: presented as high')
  })

  it('A9: a tile with eight alarms announces the worst and counts the rest; the chair lists them all, technical ones apart', () => {
    const alarms = flood()
    const { store } = renderRoom(roomOf(NOW, [chairOf('1'), chairOf('2')]))
    patch(store, 2, '1', { alarms })
    expect(barOf('1')).toHaveTextContent('SYS 204 ≥ 200')
    expect(barOf('1')).toHaveTextContent('+7')
    expect(strip()).toHaveLength(1)
    expect(strip()[0]).toHaveTextContent('+7')
    expect(screen.getByTestId('alarm-voice')).toHaveTextContent('Chair 1: High, SYS 204 ≥ 200, 7 more alarms at this chair')
    expect(screen.getByTestId('alarm-voice')).not.toHaveTextContent('HR 131')
  })

  it('A9: the chair lists all eight, those of the patient and the technical ones apart', () => {
    renderRoom(roomOf(NOW, [chairOf('1', { alarms: flood() })]), '/chairs/1')
    const list = screen.getByRole('region', { name: 'Alarms' })
    expect(list.querySelectorAll('.alarm-row')).toHaveLength(8)
    expect(list).toHaveTextContent('8 in all, 8 unacknowledged')
    expect(within(list).getByRole('heading', { name: 'Patient' })).toBeInTheDocument()
    expect(within(list).getByRole('heading', { name: 'Technical' })).toBeInTheDocument()
    expect(list).toHaveTextContent('Planned end reached')
  })

  it('A9: what was read once is not read again when a worse one goes, what waited behind it is', () => {
    const [worst, behind] = flood() as [Alarm, Alarm]
    const { store } = renderRoom(roomOf(NOW, [chairOf('1')]))
    const voice = screen.getByTestId('alarm-voice')
    patch(store, 2, '1', { alarms: [behind] })
    expect(voice).toHaveTextContent('Chair 1: Medium, SpO2 88 < 90')
    patch(store, 3, '1', { alarms: [behind, worst] })
    expect(voice).toHaveTextContent('Chair 1: High, SYS 204 ≥ 200, 1 more alarm at this chair')
    patch(store, 4, '1', { alarms: [behind, { ...worst, acknowledgement: { by: 'N. Ortega', at: NOW, plan: 'recheck' } }] })
    expect(voice).toHaveTextContent('SYS 204')
    const waiting = alarmOf('A9', { cause: 'hr-high', priority: 'medium', beganAt: NOW - 60_000, text: 'HR 131 > 120' })
    patch(store, 5, '1', { alarms: [waiting, behind] })
    expect(voice).toHaveTextContent('SYS 204')
    patch(store, 6, '1', { alarms: [waiting] })
    expect(voice).toHaveTextContent('Chair 1: Medium, HR 131 > 120')
  })

  it('X12: a symptom is named in the words of the room', () => {
    renderRoom(
      roomOf(NOW, [chairOf('1', { alarms: [alarmOf('A1', { cause: 'symptom', priority: 'high', beganAt: NOW, text: 'chest-pain' })] })]),
    )
    expect(barOf('1')).toHaveTextContent('Chest pain')
  })

  it('A9: at a chair the strip lists the alarms of the others', () => {
    const alarms = [alarmOf('A1', { cause: 'hr-high', priority: 'medium', beganAt: NOW, text: 'HR 131 > 120' })]
    renderRoom(roomOf(NOW, [chairOf('1', { alarms }), chairOf('2', { alarms })]), '/chairs/1')
    expect(strip().map((link) => link.getAttribute('href'))).toEqual(['/chairs/2'])
  })

  it('A9: on the way to a start, where no list of them stands, the strip holds those of this chair too', () => {
    const alarms = [alarmOf('A1', { cause: 'hr-high', priority: 'medium', beganAt: NOW, text: 'HR 131 > 120' })]
    renderRoom(roomOf(NOW, [chairOf('1', { alarms }), chairOf('2')]), '/chairs/1/check-in')
    expect(strip().map((link) => link.getAttribute('href'))).toEqual(['/chairs/1'])
    expect(screen.queryByText('No alarms at other chairs')).toBeNull()
  })

  it('A8: high flashes at 1.4 to 2.8 Hz, medium at 0.4 to 0.8 Hz, low never, and nothing with reduced motion', () => {
    const css = readFileSync('client/src/styles/base.css', 'utf8')
    const hertz = (priority: string): number => {
      const [, ms] = new RegExp(`\\[data-flash="${priority}"\\] \\{\\s*animation: flash-edge (\\d+)ms`).exec(css) ?? []
      return 1_000 / Number(ms)
    }
    expect(hertz('high')).toBeGreaterThanOrEqual(1.4)
    expect(hertz('high')).toBeLessThanOrEqual(2.8)
    expect(hertz('medium')).toBeGreaterThanOrEqual(0.4)
    expect(hertz('medium')).toBeLessThanOrEqual(0.8)
    expect(css).not.toContain('[data-flash="low"]')
    expect(css).toMatch(/prefers-reduced-motion: reduce\) \{\s*\[data-flash\]\[data-flash\] \{\s*animation: none/)
  })
})

describe('what is in hand at a chair', () => {
  it('S8: help takes the whole tile, stands first in the strip whoever answered, and is seen from every other chair', () => {
    const answered = { by: 'N. Ortega', at: NOW, plan: 'at-bedside' } as const
    const help = alarmOf('A1', { cause: 'help', priority: 'high', beganAt: NOW - 42_000, acknowledgement: answered })
    const called = chairOf('2', { alarms: [help], care: { ...NO_CARE, help: { since: NOW - 42_000, by: 'N. Ortega' } } })
    const room = roomOf(NOW, [
      chairOf('1', { alarms: [alarmOf('A1', { cause: 'spo2-desat', priority: 'high', beganAt: NOW, text: 'SpO2 82 < 85' })] }),
      called,
    ])
    renderRoom(room)
    expect(tileOf('2')).toHaveAttribute('data-help', 'true')
    expect(tileOf('1')).toHaveAttribute('data-help', 'false')
    expect(tileOf('2')).toHaveTextContent('Help 0:42')
    expect(strip()[0]).toHaveTextContent('Chair 2 · Help called')
    cleanup()
    renderRoom(room, '/chairs/1')
    expect(strip()[0]).toHaveTextContent('Chair 2 · Help called')
  })

  it('S7: the tile counts down the time off the monitor, and does not call its numbers faulty', () => {
    const off = { since: NOW - 50_000, untilAt: NOW + 250_000, reason: 'toilet', by: 'N. Ortega' } as const
    const heldBack = [{ what: 'off-monitor', since: off.since, untilAt: off.untilAt }] as const
    const found = caring('1', { offMonitor: off, heldBack })
    const numerics = { ...found.numerics, spo2: { value: 97, at: NOW - 40_000, periodMs: 1_000, flagged: false, rejected: false } }
    renderRoom(roomOf(NOW, [{ ...found, numerics }]))
    expect(tileOf('1')).toHaveTextContent('off monitor 4:10')
    const spo2 = tileOf('1').querySelector('[data-vital="spo2"]')
    expect(spo2).toHaveAttribute('data-freshness', 'lost')
    expect(spo2).not.toHaveTextContent('lost')
  })

  it('T5: a number that is not judged says why and for how long at most', () => {
    renderRoom(roomOf(NOW, [caring('1', { heldBack: [{ what: 'cuff-same-limb', since: NOW, untilAt: NOW + 42_000 }] })]))
    expect(tileOf('1').querySelector('[data-vital="spo2"]')).toHaveTextContent('cuff ≤0:42')
    expect(tileOf('1').querySelector('[data-vital="hr"]')).not.toHaveTextContent('cuff')
  })

  it('V3: a doubtful set says why, and a measurement that was asked for stands where the next one is due', () => {
    const measure = { askedAt: NOW - 12_000, by: 'M. Lind', state: 'asked' } as const
    renderRoom(roomOf(NOW, [caring('1', { verify: { readAt: NOW - 60_000, because: 'jump' }, measure })]))
    expect(tileOf('1')).toHaveTextContent('large jump, verify')
    expect(tileOf('1')).toHaveTextContent('measuring 0:12')
    expect(tileOf('1')).not.toHaveTextContent('next 4:00')
  })

  it('X13: limits of the patient’s own are marked beside the number, and the chair says by whom and why', () => {
    const personalLimits = {
      limits: { sysHighWarning: 170, hrHigh: 135 },
      reason: 'known hypertension',
      by: 'Dr. Roe',
      at: NOW - 30 * MINUTE_MS,
    }
    const found = caring('1', { personalLimits })
    const limits = found.limits === null ? null : { ...found.limits, sysHighWarning: 170, sysLowWarning: 93.8, hr: { low: 50, high: 135 } }
    const room = roomOf(NOW, [{ ...found, limits }])
    renderRoom(room)
    expect(tileOf('1')).toHaveTextContent('own limits')
    expect(tileOf('1').querySelector('[data-vital="hr"]')).toHaveTextContent('50–135 own')
    expect(tileOf('1').querySelector('[data-vital="rr"]')).not.toHaveTextContent('own')
    cleanup()
    renderRoom(room, '/chairs/1')
    const numbers = screen.getByRole('region', { name: 'Now' })
    expect(numbers).toHaveTextContent('SYS 93.8–170 own, critical 180')
    expect(numbers).toHaveTextContent('DIA 50–100, critical 110')
    expect(numbers).toHaveTextContent('set by Dr. Roe at 08:37: known hypertension')
  })
})
