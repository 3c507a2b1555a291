import { csvOf } from '@chairside/server/http/exports/csv-cells'
import { csvOfFacts } from '@chairside/server/http/exports/csv-facts'
import { csvOfReadings } from '@chairside/server/http/exports/csv-readings'
import type { CopiedSession } from '@chairside/server/http/exports/session-copy'
import { createIsoTimes } from '@chairside/server/http/exports/zoned-time'
import { beforeAll, describe, expect, it } from 'vitest'
import { copiedOf, HONEST, ninetyMinutes, onlyLate, withoutReadings, yearApart } from '../support/export-samples.ts'
import { at, minutes, profile } from '../support/judge-harness.ts'
import { readCsv } from '../support/read-csv.ts'

const ZONE = 'Europe/Madrid'

describe('times of an export', () => {
  it('P3: carry the offset of the clinic at that moment, on both sides of a change of the clocks', () => {
    const iso = createIsoTimes(ZONE)
    expect(iso(Date.UTC(2026, 9, 25, 0, 59, 59, 120))).toBe('2026-10-25T02:59:59.120+02:00')
    expect(iso(Date.UTC(2026, 9, 25, 1, 0))).toBe('2026-10-25T02:00:00+01:00')
    expect(createIsoTimes('America/St_Johns')(Date.UTC(2026, 0, 1))).toBe('2025-12-31T20:30:00-03:30')
    expect(createIsoTimes('UTC')(Date.UTC(2026, 0, 1))).toBe('2026-01-01T00:00:00+00:00')
  })
})

describe('a cell', () => {
  it('I3: that a spreadsheet would run as a formula is text, and comes back as it was', () => {
    const texts = ['=1+1', '+1', '-1', '@x', '\tx', "'=1", "it's", 'a,"b"\nc', '', 'plain', "'plain"]
    const text = csvOf(
      ['text'],
      texts.map((one) => [one]),
    )
    for (const line of text.split('\r\n')) expect(line).not.toMatch(/^"?[=+\-@\t]/)
    expect(readCsv(text).map((row) => row.text)).toEqual(texts)
  })
  it('V1: that is a number stays a number, below zero too', () => {
    expect(csvOf(['a', 'b', 'c'], [[-12.5, null, false]])).toBe('\uFEFFa,b,c\r\n-12.5,,false\r\n')
  })
})

describe('readings as a table', () => {
  let session: CopiedSession
  let rows: ReturnType<typeof readCsv>
  beforeAll(async () => {
    session = await copiedOf(ninetyMinutes({ simulated: true, profile: profile({ origin: 'simulated' }) }))
    rows = readCsv(csvOfReadings(session, ZONE))
  })
  const of = (vital: string, state?: string) => rows.filter((row) => row.vital === vital && (state === undefined || row.state === state))

  it('V1: hold each value that was measured, once, with its time, unit, source and what became of it', () => {
    const { onTime, late, rejected } = session.readings
    for (const vital of ['hr', 'spo2', 'rr', 'etco2'] as const) {
      const fromMonitor = (state: string) => of(vital, state).filter((row) => row.origin === 'simulated')
      expect(fromMonitor('accepted').map((row) => [Date.parse(row.time ?? ''), Number(row.value)])).toEqual(
        onTime[vital].map((one) => [one.at, one.value]),
      )
      expect(fromMonitor('late')).toHaveLength(late[vital].length)
      expect(fromMonitor('rejected')).toHaveLength(rejected[vital].length)
    }
    expect(of('hr', 'late').length).toBe(50)
    expect(of('spo2', 'rejected')).toMatchObject([{ value: '0', reason: 'range', unit: '%' }])
  })

  it('V5: say of a late reading when it was measured and when it came', () => {
    const [first] = of('hr', 'late')
    expect(Date.parse(first?.received ?? '') - Date.parse(first?.time ?? '')).toBe(60_000)
  })

  it('V3 and V9: hold rejected and late sets, and what was taken by hand with its author', () => {
    expect(of('sys', 'rejected')).toMatchObject([{ value: '300', reason: 'range', unit: 'mmHg' }])
    expect(of('sys', 'late')).toMatchObject([{ value: '128', minute_of_infusion: '25' }])
    expect(rows.filter((row) => row.origin === 'manual')).toMatchObject([
      { vital: 'hr', value: '71', by: 'N. Nurse', source: '' },
      { vital: 'spo2', value: '98' },
      { vital: 'temp', value: '36.7', unit: '°C' },
    ])
    expect(of('sys').length).toBe(session.chart.sets.length)
  })

  it('S5: mark each line as simulated, and name the zone', () => {
    expect(new Set(rows.map((row) => `${row.simulated} ${row.time_zone} ${row.session} ${row.patient_number}`))).toEqual(
      new Set(['true Europe/Madrid session-1 P-100']),
    )
    expect(rows[0]?.time).toMatch(/\+02:00$/)
  })

  it('X9: a set that was marked stays, as artefact with its reason', async () => {
    const marked = readCsv(csvOfReadings(await copiedOf(HONEST.twoBaselines()), ZONE))
    expect(marked.filter((row) => row.state === 'artefact')).toMatchObject([
      { vital: 'sys', value: '128', reason: 'arm was bent' },
      { vital: 'dia', value: '78' },
    ])
  })

  it('V8: a session without a reading is a table without a line', async () => {
    expect(readCsv(csvOfReadings(await copiedOf(withoutReadings()), ZONE))).toEqual([])
  })

  it('V5: only late ones stay late, and a year apart stays a year apart', async () => {
    const late = readCsv(csvOfReadings(await copiedOf(onlyLate()), ZONE))
    expect(new Set(late.map((row) => row.state))).toEqual(new Set(['late']))
    expect(late).toHaveLength(300 * 2 + 2)
    const apart = readCsv(csvOfReadings(await copiedOf(yearApart()), ZONE)).filter((row) => row.vital === 'hr')
    expect(Date.parse(apart.at(-1)?.time ?? '') - Date.parse(apart[0]?.time ?? '')).toBeGreaterThan(364 * 86_400_000)
  })
})

describe('facts as a table', () => {
  it('R1: hold each fact of the record once, in its order, with who stated it', async () => {
    const session = await copiedOf(ninetyMinutes())
    const rows = readCsv(csvOfFacts(session, ZONE))
    expect(rows.map((row) => [Number(row.number), Date.parse(row.time ?? ''), row.kind])).toEqual(
      session.facts.map((fact) => [fact.seq, fact.at, fact.kind]),
    )
    rows.forEach((row, index) => {
      const { seq: _seq, at: _at, kind: _kind, ...rest } = session.facts[index] as unknown as Record<string, unknown>
      const said = {
        ...JSON.parse(row.details ?? ''),
        ...('reason' in rest ? { reason: row.reason === '' ? null : row.reason } : {}),
      }
      const { by, ...others } = rest as { by?: { name: string; role: string } | null }
      expect(said).toEqual(JSON.parse(JSON.stringify(others)))
      expect([row.by, row.role]).toEqual([by?.name ?? '', by?.role ?? ''])
    })
    const note = rows.find((row) => row.details?.includes('cmd|calc'))
    expect(Date.parse(note?.time ?? '')).toBe(at(minutes(21)))
  })
})
