import { BUILT_IN_PROTOCOLS } from '@chairside/shared/built-in-protocols/all'
import { FIRST_INFUSION_PROTOCOL } from '@chairside/shared/built-in-protocols/first-infusion'
import { STRICT_PROTOCOL } from '@chairside/shared/built-in-protocols/strict'
import { CLINIC_PROFILES } from '@chairside/shared/clinic-profiles/all'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { protocolFaults } from '@chairside/shared/protocol-faults'
import { atPath, isTree, overlaid } from '@chairside/shared/protocol-path'
import { completed, LATER_RULES, protocolSchema } from '@chairside/shared/protocol-rules'
import { readProtocol } from '@chairside/shared/read-protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const ALL = [...BUILT_IN_PROTOCOLS, ...CLINIC_PROFILES.flatMap((profile) => profile.protocols)]

/** `excursion.high.warning.sys` and a value as the part of a protocol that says so. */
const partAt = (path: string, value: unknown): unknown =>
  path
    .split('.')
    .reverse()
    .reduce<unknown>((inner, key) => ({ [key]: inner }), value)

/** The faults of the default protocol with some parts changed, one line each. */
const faultsWith = (changes: Readonly<Record<string, unknown>>): readonly string[] =>
  protocolFaults(
    Object.entries(changes).reduce<unknown>((protocol, [path, value]) => overlaid(protocol, partAt(path, value)), DEFAULT_PROTOCOL),
  ).map(({ path, message }) => `${path}: ${message}`)

const numberPaths = (tree: unknown, path: readonly string[] = []): readonly string[] => {
  if (typeof tree === 'number') return [path.join('.')]
  return isTree(tree) ? Object.entries(tree).flatMap(([key, value]) => numberPaths(value, [...path, key])) : []
}

describe('protocols that come with the product', () => {
  it.each(ALL.map((protocol) => [protocol.id, protocol] as const))('%s is complete and without a fault', (_id, protocol) => {
    expect(protocolFaults(protocol)).toEqual([])
    expect(protocolSchema.parse(protocol)).toEqual(protocol)
    expect(JSON.parse(JSON.stringify(protocol))).toEqual(protocol)
  })

  it('no two of them share a name, and each profile names its own for first infusions', () => {
    const distinct = [...new Set(ALL)]
    expect(new Set(distinct.map(({ id }) => id)).size).toBe(distinct.length)
    for (const { protocols, firstInfusionProtocolId } of CLINIC_PROFILES)
      if (firstInfusionProtocolId !== null) expect(protocols.map(({ id }) => id)).toContain(firstInfusionProtocolId)
  })

  it('D2: the one for first infusions observes for 60 min', () => {
    expect(FIRST_INFUSION_PROTOCOL.discharge.minimumStayMs).toBe(60 * 60_000)
  })

  it('the stricter one is nearer at every level, and no number of it is wider than the default’s', () => {
    const nearerIsHigher = (path: string): boolean =>
      /^excursion\.low\..*\b(sys|dia|map|floorMmHg)$/.test(path) ||
      (/^limits\..*\.limit$/.test(path) && !path.includes('-high.')) ||
      /^holds\..*Low$/.test(path) ||
      /^discharge\.(minimumStayMs|.*(AtLeast|\.low))$/.test(path)
    const wider = (path: string): boolean => {
      const [strict, usual] = [atPath(STRICT_PROTOCOL, path) as number, atPath(DEFAULT_PROTOCOL, path) as number]
      return nearerIsHigher(path) ? strict < usual : strict > usual
    }
    const paths = numberPaths(STRICT_PROTOCOL).filter((path) => path !== 'version')
    expect(paths).toEqual(numberPaths(DEFAULT_PROTOCOL).filter((path) => path !== 'version'))
    expect(paths.filter(wider)).toEqual([])
    const levels = paths.filter((path) => /^excursion\.(high|low)\.\w+\.(sys|dia|map)$/.test(path))
    expect(levels).toHaveLength(17)
    for (const path of levels) expect(atPath(STRICT_PROTOCOL, path), path).not.toBe(atPath(DEFAULT_PROTOCOL, path))
  })

  it('R4: a protocol of before the later rules reads with all of them off', () => {
    const { artefact, escalation, prompts, offMonitor, symptoms, personal, gate, ...first } = DEFAULT_PROTOCOL
    expect(protocolFaults(first)).toEqual([])
    expect(protocolSchema.parse(first)).toEqual({ ...first, ...LATER_RULES })
    expect(completed(first as typeof DEFAULT_PROTOCOL)).toEqual({ ...first, ...LATER_RULES })
    expect([artefact, escalation, prompts, offMonitor, symptoms, personal, gate]).toHaveLength(7)
  })
})

describe('a protocol with faults', () => {
  it('is refused whole, with every fault by its path, and nothing of it is applied', () => {
    const read = readProtocol(
      { excursion: { high: { warning: { sys: 190, pulse: 3 } } }, holds: null, limits: { 'temp-high': {} }, surprise: 1, version: 1.5 },
      DEFAULT_PROTOCOL,
    )
    expect(read.ok).toBe(false)
    expect(read.ok ? [] : read.faults.map(({ path }) => path)).toEqual([
      'version',
      'excursion.high.warning.pulse',
      'limits.temp-high',
      'holds',
      'surprise',
      'excursion.high.warning.sys',
    ])
    expect(read).not.toHaveProperty('protocol')
  })

  it('is told in words', () => {
    expect(faultsWith({ 'excursion.high.warning.sys': 190 })[0]).toBe('excursion.high.warning.sys: 190 is above critical 180')
    expect(faultsWith({ name: '' })).toEqual(['name: is shorter than 1'])
    expect(faultsWith({ name: 'x'.repeat(121) })).toEqual(['name: is longer than 120'])
    expect(faultsWith({ name: 3 })).toEqual(['name: must be a string'])
    expect(faultsWith({ version: 0 })).toEqual(['version: 0 is below 1, the lowest that is allowed'])
    expect(faultsWith({ version: 1.5 })).toEqual(['version: must be a whole number'])
    expect(faultsWith({ 'limits.apnoea.priority': 'loud' })).toContain('limits.apnoea.priority: loud is none of low, medium, high')
    expect(faultsWith({ cuff: [] })).toEqual(['cuff: must be a section'])
    expect(faultsWith({ 'gate.questions': {} })).toEqual(['gate.questions: must be a list'])
    expect(protocolFaults({}).map(({ path, message }) => `${path}: ${message}`)).toContain('excursion: is missing')
    for (const nothing of [null, [], 'text', 3])
      expect(protocolFaults(nothing)).toEqual([{ path: 'protocol', message: 'must be a section' }])
  })

  it('every number has a lowest and a highest value, and is refused outside of them', () => {
    const paths = numberPaths(DEFAULT_PROTOCOL).filter((path) => path !== 'version')
    expect(paths.length).toBeGreaterThan(150)
    for (const path of paths)
      for (const value of [-1, 1e9]) {
        const read = protocolSchema.safeParse(overlaid(DEFAULT_PROTOCOL, partAt(path, value)))
        expect(read.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
      }
  })

  it.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    ['warning above critical', { 'excursion.high.warning.dia': 109 }, { 'excursion.high.warning.dia': 110 }, 'is not below critical 110'],
    ['critical above emergency', { 'excursion.high.critical.map': 145 }, { 'excursion.high.critical.map': 146 }, 'is above emergency 145'],
    ['a low warning under critical', { 'excursion.low.warning.map': 56 }, { 'excursion.low.warning.map': 55 }, 'is not above critical 55'],
    [
      'a low warning above the high one',
      { 'excursion.low.warning.dia': 64 },
      { 'excursion.low.warning.dia': 90, 'excursion.high.warning.dia': 90, 'excursion.high.advisory.dia': 90 },
      'is not below the high warning 90',
    ],
    ['DIA above MAP', { 'excursion.high.critical.dia': 119 }, { 'excursion.high.critical.map': 110 }, 'is not below map 110'],
    [
      'a nearer relative critical',
      { 'excursion.low.critical.relativeSys.percent': 25 },
      { 'excursion.low.critical.relativeSys.percent': 24 },
      'is above critical 24',
    ],
    [
      'a relative arm with crossed bounds',
      { 'excursion.high.warning.relativeSys.atLeastMmHg': 40 },
      { 'excursion.high.warning.relativeSys.atLeastMmHg': 41 },
      'is above atMostMmHg 40',
    ],
    ['a desaturation above the low limit', { 'limits.spo2-desat.limit': 90 }, { 'limits.spo2-desat.limit': 91 }, 'is above spo2-low 90'],
    [
      'low above high',
      { 'limits.rr-low.limit': 14, 'limits.rr-high.limit': 17 },
      { 'limits.rr-low.limit': 14, 'limits.rr-high.limit': 15 },
      'above where rr-high clears',
    ],
    [
      'an extreme inside the limit',
      { 'limits.hr-extreme-high.limit': 120 },
      { 'limits.hr-extreme-high.limit': 119 },
      'is above hr-extreme-high 119',
    ],
    [
      'no pulse above the extreme',
      { 'limits.hr-extreme-low.limit': 20 },
      { 'limits.no-pulse.limit': 30, 'limits.hr-extreme-low.limit': 29 },
      'is above hr-extreme-low 29',
    ],
    [
      'a further limit of lower priority',
      { 'limits.spo2-desat.priority': 'medium' },
      { 'limits.spo2-desat.priority': 'low' },
      'is below medium',
    ],
    [
      'a recheck overdue before the recheck',
      { 'cuff.recheckOverdueMs': 240_000 },
      { 'cuff.recheckOverdueMs': 120_000 },
      'is not above recheckAfterWarningMs 120000',
    ],
    [
      'a recheck that is late after it is overdue',
      { 'cuff.recheckOverdueMs': 240_000 },
      { 'cuff.recheckOverdueMs': 239_999 },
      'after recheckOverdueMs 239999',
    ],
    ['overdue delays out of order', { 'cuff.overdueLowMs': 299_999 }, { 'cuff.overdueLowMs': 300_000 }, 'is not below overdueMediumMs'],
    [
      'a recheck after the next set',
      { 'cuff.recheckAfterWarningMs': 300_000, 'cuff.recheckOverdueMs': 600_000 },
      { 'cuff.recheckAfterWarningMs': 300_001, 'cuff.recheckOverdueMs': 600_000 },
      'is above intervalInfusingMs',
    ],
    [
      'silence that is high before it is medium',
      { 'technical.silentHighMs': 10_001 },
      { 'technical.silentHighMs': 10_000 },
      'is not below silentHighMs',
    ],
    [
      'escalation out of order',
      { 'escalation.highMs': [10_000, 10_001] },
      { 'escalation.highMs': [10_000, 10_000] },
      '10000 does not come after 10000',
    ],
    [
      'a repeat after the rise',
      { 'escalation.mediumRepeatMs': 299_999 },
      { 'escalation.mediumRepeatMs': 300_000 },
      'is not below mediumAsHighMs',
    ],
    [
      'prompts out of order',
      { 'prompts.plannedEndLowMs': 299_999 },
      { 'prompts.plannedEndLowMs': 300_000 },
      'is not below plannedEndMediumMs',
    ],
    ['holds out of order', { 'holds.softSys': 159 }, { 'holds.softSys': 160 }, 'is not below hardSys 160'],
    ['a heart rate that holds both ways', { 'holds.softHrLow': 46 }, { 'holds.softHrLow': 45 }, 'is not above hardHrLow 45'],
    [
      'a dose refused before it is asked about',
      { 'holds.doseRefusedMgPerKg': 1 },
      { 'holds.doseRefusedMgPerKg': 0.9 },
      'is above doseRefusedMgPerKg 0.9',
    ],
    [
      'a pressure for leaving from nothing to nothing',
      { 'discharge.bp.sysBelow': 121, 'discharge.bp.sysAtLeast': 120 },
      { 'discharge.bp.sysBelow': 120, 'discharge.bp.sysAtLeast': 120 },
      'is not below sysBelow 120',
    ],
    [
      'an assessment later than the stay',
      { 'discharge.sedation.earliestAfterEndMs': 1_800_000 },
      { 'discharge.sedation.earliestAfterEndMs': 1_800_001 },
      'is above minimumStayMs',
    ],
    [
      'a personal range upside down',
      { 'personal.hrLow': { low: 50, high: 50 } },
      { 'personal.hrLow': { low: 51, high: 50 } },
      '51 is above high 50',
    ],
    [
      'durations upside down',
      { 'gate.durationMin': { low: 50, high: 50 } },
      { 'gate.durationMin': { low: 51, high: 50 } },
      '51 is above high 50',
    ],
  ])('%s', (what, right, wrong, said) => {
    expect(faultsWith(right), what).toEqual([])
    expect(faultsWith(wrong).some((fault) => fault.includes(said))).toBe(true)
  })

  it('X13: a limit that moves, or is off, leaves what may be personal as it is', () => {
    expect(faultsWith({ 'excursion.high.warning.sys': null })).toEqual([])
    expect(faultsWith({ 'excursion.high.warning.sys': 125, 'limits.spo2-low.limit': 95 })).toEqual([])
  })

  it('S2: a question has a form of its own, and is asked once', () => {
    const question = (id: string) => ({ id, words: 'Anything', class: 'note' })
    expect(faultsWith({ 'gate.questions': [question('ask.a'), question('ask.b')] })).toEqual([])
    expect(faultsWith({ 'gate.questions': [question('ask.a'), question('ask.a')] })).toEqual(['gate.questions.1.id: ask.a is asked twice'])
    expect(faultsWith({ 'gate.questions': [question('fasting')] })).toEqual([
      'gate.questions.0.id: fasting is not of the form ask.some-words',
    ])
  })

  it('a number that was moved far is always found, at its path', () => {
    const paths = numberPaths(STRICT_PROTOCOL).filter((path) => path !== 'version')
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.constantFrom(...ALL), fc.constantFrom(-1, 1e9, Number.NaN), (path, protocol, value) => {
        if (typeof atPath(protocol, path) !== 'number') return
        expect(protocolFaults(overlaid(protocol, partAt(path, value))).map((fault) => fault.path)).toContain(path)
      }),
    )
  })
})
