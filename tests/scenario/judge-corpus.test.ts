import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Judgement, judgeRecording } from '@chairside/server/cli/judge-recording'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { ENDINGS, SIDES } from '@chairside/shared/excursion'
import { parseRecording, type Recording } from '@chairside/shared/recording'
import { describe, expect, it } from 'vitest'

const folder = join(process.env.CHAIRSIDE_CORPUS ?? '', 'vitals')
const present = process.env.CHAIRSIDE_CORPUS !== undefined && existsSync(folder)
if (!present) console.info('judge-corpus: skipped, CHAIRSIDE_CORPUS names no folder with recordings')

interface Found {
  readonly name: string
  readonly recording: Recording
}

const recordings: readonly Found[] = !present
  ? []
  : readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.csv'))
      .sort()
      .flatMap((name) => {
        const recording = parseRecording(readFileSync(join(folder, name), 'utf8'))
        return recording === null ? [] : [{ name, recording }]
      })

/** Opened excursions must close once, in turn, on each side; conditions must begin and end in turn. */
const checkEvents = ({ events }: Judgement): void => {
  let before = Number.NEGATIVE_INFINITY
  const open = new Map<string, { confirmed: boolean; overdue: boolean }>()
  const began = new Map<string, number>()
  for (const event of events) {
    expect(event.t).toBeGreaterThanOrEqual(before)
    before = event.t
    const side = String(event.side)
    switch (event.kind) {
      case 'excursion-opened':
        expect(open.has(side)).toBe(false)
        expect(['warning', 'critical', 'emergency']).toContain(event.level)
        open.set(side, { confirmed: event.confirmed === true, overdue: false })
        break
      case 'excursion-confirmed':
        expect(open.get(side)?.confirmed).toBe(false)
        open.set(side, { confirmed: true, overdue: false })
        break
      case 'excursion-level':
        expect(open.get(side)?.confirmed).toBe(true)
        break
      case 'excursion-closed':
        expect(open.has(side)).toBe(true)
        expect(event.ending === 'not-confirmed').toBe(open.get(side)?.confirmed === false && event.ending !== 'session-ended')
        open.delete(side)
        break
      case 'recheck-overdue':
        expect(open.get(side)).toEqual({ confirmed: false, overdue: false })
        open.set(side, { confirmed: false, overdue: true })
        break
      case 'condition-began': {
        // Signal-lost is one per vital, of which the line does not tell.
        const condition = String(event.condition)
        if (condition !== 'signal-lost') expect(began.get(condition) ?? 0).toBe(0)
        began.set(condition, (began.get(condition) ?? 0) + 1)
        break
      }
      case 'condition-ended': {
        const condition = String(event.condition)
        expect(began.get(condition) ?? 0).toBeGreaterThan(0)
        began.set(condition, (began.get(condition) ?? 0) - 1)
        break
      }
      default:
        expect(event.kind).toBe('reading-rejected')
    }
  }
  expect([...open.keys()]).toEqual([])
}

interface Summary {
  readonly sets: number
  readonly rejectedSets: number
  readonly peak: Readonly<Record<'sys' | 'dia' | 'map', { readonly value: number; readonly t: number } | null>>
  readonly excursions: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly conditions: Readonly<Record<string, number>>
  readonly minutesBeyondWarning: Readonly<Record<'sys' | 'dia', number>>
  readonly areaBeyondWarning: Readonly<Record<'sys' | 'dia', number>>
  readonly coverage: Readonly<Record<string, number>>
}

const checkSummary = (judgement: Judgement, recording: Recording): void => {
  const summary = judgement.summary as unknown as Summary
  const { events } = judgement
  for (const side of SIDES)
    for (const ending of ENDINGS)
      expect(summary.excursions[side]?.[ending]).toBe(
        events.filter((event) => event.kind === 'excursion-closed' && event.side === side && event.ending === ending).length,
      )
  const began: Record<string, number> = {}
  for (const event of events)
    if (event.kind === 'condition-began') began[String(event.condition)] = (began[String(event.condition)] ?? 0) + 1
  expect(summary.conditions).toEqual(began)
  const cuff = recording.columns.flatMap((column, index) => (column.startsWith('nibp_') ? [index] : []))
  expect(summary.sets).toBe(recording.rows.filter((row) => cuff.some((index) => row.values[index] !== null)).length)
  expect(summary.rejectedSets).toBeLessThanOrEqual(summary.sets)
  expect(Object.keys(summary.coverage)).toEqual(recording.columns)
  for (const share of Object.values(summary.coverage)) {
    expect(share).toBeGreaterThanOrEqual(0)
    expect(share).toBeLessThanOrEqual(1)
  }
  const lastMs = recording.rows.at(-1)?.atMs ?? 0
  for (const vital of ['sys', 'dia'] as const) {
    expect(summary.minutesBeyondWarning[vital]).toBeGreaterThanOrEqual(0)
    // Both sides at once cannot be: one number is above or below.
    expect(summary.minutesBeyondWarning[vital]).toBeLessThanOrEqual((lastMs - (recording.rows[0]?.atMs ?? 0)) / 60_000 + 0.001)
    expect(summary.areaBeyondWarning[vital]).toBeGreaterThanOrEqual(0)
  }
  for (const peak of Object.values(summary.peak)) if (peak !== null) expect(peak.t * 1_000).toBeLessThanOrEqual(lastMs)
}

describe.skipIf(!present)('every recording of the corpus', () => {
  it('R4: there are recordings', () => {
    expect(recordings.length).toBeGreaterThan(50)
  })

  it.each(recordings)('R4: $name is judged, and its lines hold together', ({ recording }) => {
    const options = { protocol: DEFAULT_PROTOCOL, baseline: null, infusion: null }
    const judgement = judgeRecording(recording, options)
    checkEvents(judgement)
    checkSummary(judgement, recording)
    for (const event of judgement.events) expect(event.t).toBeLessThanOrEqual((recording.rows.at(-1)?.atMs ?? 0) / 1_000)
    const middle = ((recording.rows[0]?.atMs ?? 0) + (recording.rows.at(-1)?.atMs ?? 0)) / 2
    const fromMiddle = judgeRecording(recording, { ...options, infusion: { startMs: Math.round(middle), endMs: Number.MAX_SAFE_INTEGER } })
    checkEvents(fromMiddle)
    // X11: no set before START opens anything; T is the same on every row.
    for (const event of fromMiddle.events)
      if (event.kind === 'excursion-opened') expect(event.t * 1_000).toBeGreaterThanOrEqual(Math.round(middle))
    const limits = ({ events }: Judgement) => events.filter((event) => /^(spo2|hr|rr|etco2|no-pulse|apnoea)/.test(String(event.condition)))
    expect(limits(fromMiddle)).toEqual(limits(judgement))
  })
})
