import { makeExport } from '@chairside/server/http/exports/make-export'
import type * as fhir4 from 'fhir/r4'
import { beforeAll, describe, expect, it } from 'vitest'
import { copyOf, HONEST, handedTo, ninetyMinutes } from '../support/export-samples.ts'
import { definitionFaults, ownFaults, schemaFaults } from '../support/fhir-checks.ts'
import { at, minutes, profile, ZERO } from '../support/judge-harness.ts'

const bundled = async (copy: Uint8Array): Promise<fhir4.Bundle> => {
  const made = await makeExport(copy, handedTo({ kind: 'fhir' }))
  if (made === null) throw new Error('no session')
  return JSON.parse(Buffer.from(made.file).toString('utf8'))
}
const of = <Type extends fhir4.FhirResource['resourceType']>(bundle: fhir4.Bundle, type: Type) =>
  (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === type ? [resource as Extract<fhir4.FhirResource, { resourceType: Type }>] : [],
  )
const coded = (observation: fhir4.Observation, code: string): boolean =>
  (observation.code.coding ?? []).some((coding) => coding.code === code)

describe('a session as a FHIR R4 bundle', () => {
  let copy: Uint8Array
  let bundle: fhir4.Bundle
  beforeAll(async () => {
    copy = await copyOf(ninetyMinutes({ simulated: true, profile: profile({ origin: 'simulated' }) }))
    bundle = await bundled(copy)
  })

  it('V1: is right by the official schema, by the structure definitions, and by what neither of them sees', () => {
    expect(schemaFaults(bundle)).toEqual([])
    expect(definitionFaults(bundle)).toEqual([])
    expect(ownFaults(bundle)).toEqual([])
  })

  it('S5: marks each resource as test data where the session is simulated, and none where it is real', async () => {
    const marked = (given: fhir4.Bundle): readonly boolean[] =>
      (given.entry ?? []).map(({ resource }) => resource?.meta?.security?.some(({ code }) => code === 'HTEST') ?? false)
    expect(new Set(marked(bundle))).toEqual(new Set([true]))
    expect(bundle.meta?.security?.[0]?.code).toBe('HTEST')
    expect(new Set(marked(await bundled(await copyOf(HONEST.restarted()))))).toEqual(new Set([false]))
  })

  it('S4: names one patient, and everything is of that one', () => {
    const [patient] = of(bundle, 'Patient')
    expect(patient).toMatchObject({ identifier: [{ value: 'P-100' }], name: [{ text: 'Any Name' }], birthDate: '1980-05-04' })
    const subjects = new Set(
      [...of(bundle, 'Observation'), ...of(bundle, 'MedicationAdministration')].map(({ subject }) => subject?.reference),
    )
    expect(subjects).toEqual(new Set([`urn:uuid:${patient?.id}`]))
    expect(of(bundle, 'Encounter')).toMatchObject([
      { status: 'finished', class: { code: 'AMB' }, period: { start: expect.stringMatching(/\+02:00$/), end: expect.any(String) } },
    ])
  })

  it('V3, V5: gives rejected sets no value, says what came late, and loses no extreme of a minute', () => {
    const pressures = of(bundle, 'Observation').filter((one) => coded(one, '85354-9'))
    const rejected = pressures.filter(({ status }) => status === 'cancelled')
    expect(rejected).toHaveLength(1)
    expect(rejected[0]?.component?.every((part) => part.valueQuantity === undefined && part.dataAbsentReason !== undefined)).toBe(true)
    expect(rejected[0]?.note?.[0]?.text).toContain('SYS 300')
    const late = of(bundle, 'Observation').filter(({ note }) => note?.[0]?.text.startsWith('Received late'))
    expect(late.some((one) => coded(one, '85354-9'))).toBe(true)
    expect(late.every(({ issued, effectiveDateTime }) => Date.parse(issued ?? '') > Date.parse(effectiveDateTime ?? ''))).toBe(true)
    const values = (code: string) =>
      of(bundle, 'Observation')
        .filter((one) => coded(one, code))
        .map(({ valueQuantity }) => valueQuantity?.value ?? 0)
    expect(Math.max(...values('8867-4'))).toBe(132)
    expect(Math.min(...values('2708-6'))).toBe(84)
    expect(values('2708-6')).not.toContain(0)
  })

  it('S3: gives the infusion once with its dose, and each stretch of it without one', () => {
    const given = of(bundle, 'MedicationAdministration')
    const ketamine = given.filter(({ medicationCodeableConcept }) => medicationCodeableConcept?.coding?.[0]?.code === '6130')
    const [whole, ...parts] = ketamine
    expect(whole).toMatchObject({ status: 'completed', dosage: { dose: { code: 'mg' } }, effectivePeriod: { start: expect.any(String) } })
    expect(Date.parse(whole?.effectivePeriod?.start ?? '')).toBe(ZERO)
    expect(Date.parse(whole?.effectivePeriod?.end ?? '')).toBe(at(minutes(42)))
    expect(whole?.dosage?.dose?.value).toBeCloseTo(35, 1)
    expect(parts).toHaveLength(2)
    for (const part of parts) {
      expect(part.dosage?.dose).toBeUndefined()
      expect(part.dosage?.rateQuantity).toMatchObject({ code: 'mL/h' })
      expect(part.partOf?.[0]?.reference).toBe(`urn:uuid:${whole?.id}`)
    }
    expect(whole?.note?.map(({ text }) => text).join()).toContain('K-2231')
    expect(given.find(({ medicationCodeableConcept }) => medicationCodeableConcept?.text === 'Labetalol')).toMatchObject({
      note: [{ text: 'Dose: 10 mg IV' }],
    })
  })

  it('R1: says where it comes from: the record, up to which hash of its chain, and who took it out', () => {
    const [provenance] = of(bundle, 'Provenance')
    const lines = Buffer.from(copy).toString('utf8').trimEnd().split('\n')
    const { head } = JSON.parse(lines.at(-1) ?? '')
    expect(provenance?.entity?.[0]?.what.identifier?.value).toBe(`sha256:${head}`)
    expect(provenance?.target).toHaveLength((bundle.entry?.length ?? 0) - 1)
    expect(JSON.stringify(provenance)).toContain('Europe/Madrid')
  })

  it('P1: gives the same ids each time', async () => {
    const again = await bundled(copy)
    expect(again.entry?.map(({ fullUrl }) => fullUrl)).toEqual(bundle.entry?.map(({ fullUrl }) => fullUrl))
  })

  it.each(Object.entries(HONEST))('V8: %s is a right bundle too', async (_name, sample) => {
    const honest = await bundled(await copyOf(sample()))
    expect(schemaFaults(honest)).toEqual([])
    expect(definitionFaults(honest)).toEqual([])
    expect(ownFaults(honest)).toEqual([])
  })

  it('X9: keeps a set that was marked as artefact, as entered in error', async () => {
    const honest = await bundled(await copyOf(HONEST.twoBaselines()))
    const wrong = of(honest, 'Observation').filter(({ status }) => status === 'entered-in-error')
    expect(wrong).toMatchObject([{ component: [{ valueQuantity: { value: 128 } }, { valueQuantity: { value: 78 } }] }])
    expect(wrong[0]?.note?.[0]?.text).toContain('arm was bent')
  })

  it('S3: gives no drug of a session that was cancelled before it began', async () => {
    const honest = await bundled(await copyOf(HONEST.withoutReadings()))
    expect(of(honest, 'MedicationAdministration')).toEqual([])
    expect(of(honest, 'Encounter')).toMatchObject([{ status: 'cancelled' }])
  })

  describe('what the own checks find', () => {
    type Change = (observation: fhir4.Observation) => void
    const planted = (code: string, change: Change): readonly string[] => {
      const changed = structuredClone(bundle)
      const found = of(changed, 'Observation').find((one) => coded(one, code) && one.status === 'final')
      if (found === undefined) throw new Error(`no ${code}`)
      change(found)
      return ownFaults(changed)
    }
    const loose = (observation: fhir4.Observation): Record<string, unknown> => observation as unknown as Record<string, unknown>
    it.each<[string, string, Change]>([
      ['two values', '8867-4', (one) => Object.assign(one, { valueString: 'seventy' })],
      ['a missing status', '8867-4', (one) => delete loose(one).status],
      ['a status that is none', '8867-4', (one) => Object.assign(one, { status: 'done' })],
      ['another category', '8867-4', (one) => Object.assign(one, { category: [{ coding: [{ system: 'x', code: 'exam' }] }] })],
      ['no subject', '9279-1', (one) => delete loose(one).subject],
      ['a subject that is not in the bundle', '9279-1', (one) => Object.assign(one, { subject: { reference: 'urn:uuid:nobody' } })],
      ['a time without a zone', '9279-1', (one) => Object.assign(one, { effectiveDateTime: '2026-03-02T10:00:00' })],
      ['no time', '9279-1', (one) => delete loose(one).effectiveDateTime],
      ['neither a value nor why', '9279-1', (one) => delete loose(one).valueQuantity],
      ['another unit', '8867-4', (one) => Object.assign(one.valueQuantity ?? {}, { code: 'bpm' })],
      ['a unit of another system', '19891-1', (one) => Object.assign(one.valueQuantity ?? {}, { system: 'units' })],
      ['one of the two codes of SpO2', '2708-6', (one) => one.code.coding?.splice(1, 1)],
      ['a pressure without DIA', '85354-9', (one) => one.component?.splice(1, 1)],
      ['a pressure with a value of its own', '85354-9', (one) => Object.assign(one, { valueInteger: 120 })],
      ['a component without a value', '85354-9', (one) => delete one.component?.[0]?.valueQuantity],
      ['an MDC code without its system', '85354-9', (one) => delete one.component?.[0]?.code.coding?.[1]?.system],
      ['an MDC code of another system', '85354-9', (one) => Object.assign(one.component?.[0]?.code.coding?.[1] ?? {}, { system: 'mdc' })],
      ['an empty list', '9279-1', (one) => Object.assign(one, { note: [] })],
      ['a value and why there is none', '9279-1', (one) => Object.assign(one, { dataAbsentReason: { text: 'lost' } })],
    ])('V8: %s', (_name, code, change) => {
      expect(planted(code, change)).not.toEqual([])
    })
  })
})
