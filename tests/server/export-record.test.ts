import { makeExport } from '@chairside/server/http/exports/make-export'
import { type CopyVerdict, verifyCopy } from '@chairside/server/storage/verify-copy'
import { beforeAll, describe, expect, it } from 'vitest'
import { copyOf, HONEST, handedTo, ninetyMinutes } from '../support/export-samples.ts'
import { profile } from '../support/judge-harness.ts'

const exported = async (copy: Uint8Array): Promise<string> => {
  const made = await makeExport(copy, handedTo({ kind: 'record' }))
  if (made === null) throw new Error('no session')
  return Buffer.from(made.file).toString('utf8')
}

describe('the raw record as lines of JSON', () => {
  let text: string
  let lines: string[]
  beforeAll(async () => {
    text = await exported(await copyOf(ninetyMinutes({ simulated: true, profile: profile({ origin: 'simulated' }) })))
    lines = text.trimEnd().split('\n')
  })
  const faultsOf = (changed: readonly string[]): CopyVerdict['faults'] => verifyCopy(`${changed.join('\n')}\n`).faults
  const indexOf = (holds: (line: { line: string; kind?: string; body?: { kind?: string } }) => boolean): number =>
    lines.findIndex((line) => holds(JSON.parse(line)))

  it('R1: is verified from the file alone, and says where its chain ends', () => {
    const verdict = verifyCopy(text)
    expect(verdict.faults).toEqual([])
    const end = JSON.parse(lines.at(-1) ?? '')
    expect(verdict).toMatchObject({ sessionId: 'session-1', entries: end.entries, head: end.head })
    expect(end.entries).toBeGreaterThan(100)
    expect(end.inputs).toBeGreaterThan(5_000)
  })

  it('S5: names itself simulated, with clinic, zone and who took it out', () => {
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      line: 'export',
      simulated: true,
      clinic: 'Clínica Test',
      timeZone: 'Europe/Madrid',
      exportedBy: { name: 'P. Physician', role: 'physician' },
    })
  })

  it('R1: a reading that was changed by hand is found', () => {
    const index = lines.findIndex((line) => line.includes('"hr":132'))
    const changed = lines.with(index, (lines[index] ?? '').replace('"hr":132', '"hr":92'))
    expect(faultsOf(changed)).toEqual([{ line: expect.any(Number), fault: 'digest' }])
  })

  it('R1: a fact that was changed, taken out or moved is found', () => {
    const index = indexOf((line) => line.line === 'entry' && line.body?.kind === 'excursion-opened')
    const line = lines[index] ?? ''
    expect(faultsOf(lines.with(index, line.replace('"sys":1', '"sys":2')))).toContainEqual({ line: index + 1, fault: 'altered' })
    expect(faultsOf(lines.toSpliced(index, 1))).toContainEqual({ line: index + 1, fault: 'missing' })
    const swapped = lines.with(index, lines[index + 1] ?? '').with(index + 1, line)
    expect(faultsOf(swapped).length).toBeGreaterThan(0)
  })

  it('R1: an input that was taken out, an end that was cut off, and what is no line of a record are found', () => {
    const input = indexOf((line) => line.line === 'input') + 40
    const next = lines.findIndex((line, index) => index > input && line.startsWith('{"line":"input"'))
    expect(faultsOf(lines.toSpliced(input, 1)).length).toBeGreaterThan(0)
    expect(next).toBeGreaterThan(input)
    expect(faultsOf(lines.slice(0, -1))).toContainEqual({ line: null, fault: 'cut' })
    expect(faultsOf(lines.slice(0, -2).concat(lines.at(-1) ?? ''))).not.toEqual([])
    expect(faultsOf(lines.with(5, 'no record'))).toContainEqual({ line: 6, fault: 'unreadable' })
    expect(verifyCopy('').faults).toEqual([{ line: null, fault: 'cut' }])
  })

  it.each(Object.entries(HONEST))('R1: %s is verified too', async (_name, sample) => {
    expect(verifyCopy(await exported(await copyOf(sample()))).faults).toEqual([])
  })
})
