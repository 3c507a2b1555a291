import { VITALS, type VitalId } from '@chairside/shared/vital'
import type { Coding, Concept, Quantity } from './fhir-shapes.ts'

export const LOINC = 'http://loinc.org'
export const UCUM = 'http://unitsofmeasure.org'
export const MDC = 'urn:iso:std:iso:11073:10101'
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const SNOMED = 'http://snomed.info/sct'
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category'
const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason'

export const VITAL_SIGNS_PROFILE = 'http://hl7.org/fhir/StructureDefinition/vitalsigns'
/** Marks what is of no real patient, in a way that a receiver's software knows. */
export const TEST_DATA: Coding = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  code: 'HTEST',
  display: 'test health data',
}

export const VITAL_SIGNS: Concept = { coding: [{ system: CATEGORY, code: 'vital-signs', display: 'Vital Signs' }] }
export const SURVEY: Concept = { coding: [{ system: CATEGORY, code: 'survey', display: 'Survey' }] }
export const PROCEDURE: Concept = { coding: [{ system: CATEGORY, code: 'procedure', display: 'Procedure' }] }
export const INTRAVENOUS: Concept = { coding: [{ system: SNOMED, code: '47625008', display: 'Intravenous route' }], text: 'IV' }
export const KETAMINE: Concept = { coding: [{ system: RXNORM, code: '6130', display: 'ketamine' }], text: 'Ketamine' }

export const absent = (code: 'unknown' | 'error'): Concept => ({
  coding: [{ system: ABSENT, code, display: code === 'unknown' ? 'Unknown' : 'Error' }],
})

const loinc = (code: string, display: string | null): Coding => ({ system: LOINC, code, ...(display === null ? {} : { display }) })
const mdc = (code: number, refid: string): Coding => ({ system: MDC, code: String(code), display: refid })

const NAMES: { readonly [vital in VitalId]: string } = {
  hr: 'Heart rate',
  pulse: 'Pulse rate',
  spo2: 'Oxygen saturation in Arterial blood',
  rr: 'Respiratory rate',
  etco2: 'End-tidal carbon dioxide',
  temp: 'Body temperature',
  sys: 'Systolic blood pressure',
  dia: 'Diastolic blood pressure',
  map: 'Mean blood pressure',
}

/** What the vital-signs profiles of R4 demand beside the catalogue's own code. */
const ALSO: { readonly [vital in VitalId]?: Coding } = {
  spo2: loinc('59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'),
  pulse: loinc('8867-4', 'Heart rate'),
}

export const codeOf = (vital: VitalId): Concept => {
  const row = VITALS[vital]
  const also = ALSO[vital]
  return {
    // A display is the code system's own name, or none.
    coding: [
      loinc(row.loinc, vital === 'etco2' ? null : NAMES[vital]),
      ...(also === undefined ? [] : [also]),
      mdc(row.mdc.code, row.mdc.refid),
    ],
    text: NAMES[vital],
  }
}

export const PRESSURE_PANEL: Concept = {
  coding: [loinc('85354-9', 'Blood pressure panel with all children optional'), mdc(150020, 'MDC_PRESS_BLD_NONINV')],
  text: 'Blood pressure',
}
export const BODY_WEIGHT: Concept = {
  coding: [loinc('29463-7', 'Body weight'), mdc(188736, 'MDC_MASS_BODY_ACTUAL')],
  text: 'Body weight',
}
export const RASS: Concept = { coding: [loinc('54632-5', 'Richmond agitation-sedation scale [RASS]')], text: 'RASS' }
export const PAIN: Concept = {
  coding: [loinc('72514-3', 'Pain severity - 0-10 verbal numeric rating [Score] - Reported')],
  text: 'Pain, 0 to 10',
}

export const quantity = (value: number, unit: string, code = unit): Quantity => ({ value, unit, system: UCUM, code })
export const quantityOf = (vital: VitalId, value: number): Quantity => quantity(value, VITALS[vital].unit, VITALS[vital].ucum)
