import { gapsIn, isStored, pathIn, readStrip, rowMsIn, rowsOf, turned } from '@chairside/client/model/strip-rows.ts'
import { sessionIdSchema } from '@chairside/shared/identity'
import type { WaveStrip } from '@chairside/shared/wave-wire'
import { MISSING_SAMPLE } from '@chairside/shared/waveform'
import { describe, expect, it } from 'vitest'

const FROM = 1_767_225_600_000
const base64 = (values: readonly number[]): string => Buffer.from(Int16Array.from(values).buffer).toString('base64')
const many = (count: number, value: number): readonly number[] => Array.from({ length: count }, () => value)
const SESSION = sessionIdSchema.parse('ana')
const strip = (resp: readonly number[], more: Partial<WaveStrip> = {}): WaveStrip => ({
  sessionId: SESSION,
  fromAt: FROM,
  toAt: FROM + resp.length * 16,
  channels: { resp: base64(resp) },
  off: [],
  ...more,
})
const KNOWN = { gaps: [], removedUntil: null }

describe('a strip of stored waves', () => {
  it('is read to the sample, negative ones and holes as well', () => {
    const { traces } = readStrip(strip([-3, MISSING_SAMPLE, 32_767]))
    expect([...(traces.get('resp') ?? [])]).toEqual([-3, MISSING_SAMPLE, 32_767])
    expect(traces.has('ecg')).toBe(false)
  })

  it('stands in rows of equal length that fit, 25 mm a second', () => {
    const rows = rowsOf({ fromAt: 0, toAt: 12_000 }, 7_000)
    expect(rows).toEqual([
      { fromAt: 0, toAt: 6_000 },
      { fromAt: 6_000, toAt: 12_000 },
    ])
    expect(rowsOf({ fromAt: 0, toAt: 12_000 }, 12_000)).toHaveLength(1)
    expect(rowMsIn(945)).toBe(10_000)
    expect(rowMsIn(944)).toBe(9_000)
    expect(rowMsIn(0)).toBe(2_000)
  })

  it('V7: is a line that breaks where nothing was traced, and begins anew after it', () => {
    const read = readStrip(strip([0, 0, MISSING_SAMPLE, 0, 0]))
    const path = pathIn(read, 'resp', { fromAt: FROM, toAt: FROM + 80 }, 1)
    expect(path.match(/[ML]/g)?.join('')).toBe('MLML')
    expect(path.split(/[ML]/)[1]).toMatch(/^0\.0 /)
    expect(pathIn(read, 'ecg', { fromAt: FROM, toAt: FROM + 80 }, 1)).toBe('')
  })

  it('G2: says why it is broken: off by word of the monitor, what the chart knows, removed, or nothing stored', () => {
    const values = [...many(20, 1), ...many(20, MISSING_SAMPLE), ...many(20, 1), ...many(20, MISSING_SAMPLE)]
    const row = { fromAt: FROM, toAt: FROM + 80 * 16 }
    const off = [{ channel: 'resp' as const, fromAt: FROM + 320, toAt: FROM + 640 }]
    const whole = { fromAt: FROM + 900, toAt: null, cause: 'source-silent' as const, vital: null }
    expect(gapsIn(readStrip(strip(values, { off })), 'resp', row, { gaps: [whole], removedUntil: null })).toEqual([
      { fromAt: FROM + 320, toAt: FROM + 640, cause: 'off' },
      { fromAt: FROM + 960, toAt: FROM + 1_280, cause: 'source-silent' },
    ])
    expect(gapsIn(readStrip(strip(values)), 'resp', row, { gaps: [], removedUntil: FROM + 700 }).map(({ cause }) => cause)).toEqual([
      'removed',
      'none',
    ])
    // Of another channel is no cause of this one's.
    const other = [{ ...off[0], channel: 'ecg' as const, fromAt: FROM, toAt: FROM + 9_999 }]
    expect(gapsIn(readStrip(strip(values, { off: other })), 'resp', row, KNOWN).map(({ cause }) => cause)).toEqual(['none', 'none'])
    // A packet that was lost is a hole in the line, and not worth words.
    expect(gapsIn(readStrip(strip([...many(20, 1), ...many(12, MISSING_SAMPLE), ...many(20, 1)])), 'resp', row, KNOWN)).toEqual([
      { fromAt: FROM + 52 * 16, toAt: row.toAt, cause: 'none' },
    ])
  })

  it('is turned to the next stretch, over what was never stored, and not beyond what there is', () => {
    const spans = [
      { fromAt: 0, toAt: 100_000 },
      { fromAt: 400_000, toAt: 500_000 },
    ]
    const at = (fromAt: number) => ({ fromAt, toAt: fromAt + 60_000 })
    expect(turned(spans, at(0), 1)).toEqual(at(60_000))
    expect(turned(spans, at(60_000), 1)).toEqual(at(360_000))
    expect(turned(spans, at(420_000), -1)).toEqual(at(360_000))
    expect(turned(spans, at(360_000), -1)).toEqual(at(60_000))
    expect(turned(spans, at(480_000), 1)).toBeNull()
    expect(turned(spans, at(0), -1)).toBeNull()
    expect([isStored(spans, at(100_000)), isStored(spans, at(99_999)), isStored([], at(0))]).toEqual([false, true, false])
  })
})
