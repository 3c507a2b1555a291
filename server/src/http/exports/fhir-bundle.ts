import { isEnded } from '@chairside/shared/session'
import { TEST_DATA, VITAL_SIGNS, VITAL_SIGNS_PROFILE } from './fhir-codes.ts'
import { drugAdministrations, infusionAdministrations } from './fhir-drugs.ts'
import { qualityObservation, scoreObservations, weightObservation } from './fhir-entries.ts'
import { type Named, setObservations, streamObservations, type Ties } from './fhir-observations.ts'
import { peopleIn, practitionerOf } from './fhir-people.ts'
import { exportProvenance, signatureProvenances } from './fhir-provenance.ts'
import type { Bundle, Observation, Reference, Resource } from './fhir-shapes.ts'
import type { Handed } from './handed.ts'
import type { CopiedSession } from './session-copy.ts'
import { createIsoTimes } from './zoned-time.ts'

const ENCOUNTER_CLASS = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB', display: 'ambulatory' }

const encounterStatus = ({ chart }: CopiedSession): string => {
  if (chart.phase === 'cancelled') return 'cancelled'
  if (isEnded(chart.phase)) return 'finished'
  return chart.infusion.startedAt === null ? 'arrived' : 'in-progress'
}

const HOW_IT_ENDED: Readonly<Record<string, string>> = {
  discharged: 'Discharged',
  'left-against-advice': 'Left against medical advice',
  transferred: 'Transferred',
  cancelled: 'Cancelled before the infusion',
}

/** What the vital signs and everything else hang on. */
const frameOf = (session: CopiedSession, handed: Handed, ties: Ties, refTo: (name: string) => Reference): readonly Named<Resource>[] => {
  const { chart, monitors } = session
  const { patient, checkedInAt, endedAt, chairId } = chart
  const people = peopleIn(session, handed)
  const how = HOW_IT_ENDED[chart.phase]
  return [
    {
      name: 'patient',
      resource: {
        resourceType: 'Patient',
        identifier: [{ use: 'usual', value: patient.identifier, assigner: { display: handed.clinic } }],
        name: [{ use: 'usual', text: patient.name }],
        ...(handed.bornOn === null ? {} : { birthDate: handed.bornOn }),
        managingOrganization: refTo('clinic'),
      },
    },
    { name: 'clinic', resource: { resourceType: 'Organization', name: handed.clinic } },
    { name: 'chair', resource: { resourceType: 'Location', name: `Chair ${chairId}`, managingOrganization: refTo('clinic') } },
    {
      name: 'encounter',
      resource: {
        resourceType: 'Encounter',
        identifier: [{ value: chart.sessionId }],
        status: encounterStatus(session),
        class: ENCOUNTER_CLASS,
        type: [{ text: `IV ketamine infusion ${patient.infusionNumber} of ${patient.courseLength}` }],
        subject: ties.patient,
        participant: people
          .filter(({ staffId }) => session.facts.some((fact) => 'by' in fact && fact.by?.staffId === staffId))
          .map(({ staffId }) => ({ individual: refTo(`person ${staffId}`) })),
        period: { start: ties.isoOf(checkedInAt), ...(endedAt === null ? {} : { end: ties.isoOf(endedAt) }) },
        ...(how === undefined ? {} : { hospitalization: { dischargeDisposition: { text: how } } }),
        location: [{ location: refTo('chair') }],
        serviceProvider: refTo('clinic'),
      },
    },
    ...people.map((person) => ({ name: `person ${person.staffId}`, resource: practitionerOf(person) })),
    ...[...monitors.values()].map(({ sourceId, label }) => ({
      name: `monitor ${sourceId}`,
      resource: {
        resourceType: 'Device' as const,
        identifier: [{ value: sourceId }],
        deviceName: [{ name: label, type: 'user-friendly-name' }],
        type: { text: 'Patient monitor' },
      },
    })),
    {
      name: 'software',
      resource: {
        resourceType: 'Device',
        deviceName: [{ name: 'Chairside', type: 'user-friendly-name' }],
        version: [{ value: `judge ${chart.judgeVersion}` }],
        type: { text: 'Monitoring dashboard' },
      },
    },
  ]
}

const isVitalSign = (resource: Resource): boolean =>
  resource.resourceType === 'Observation' && (resource as Observation).category.includes(VITAL_SIGNS)

/**
 * One session as a FHIR R4 collection. `idOf` gives the same UUID for the same name in each export of the session, so that whoever takes
 * a newer one in finds what is known already.
 */
export const fhirBundle = (session: CopiedSession, handed: Handed, idOf: (name: string) => string): Bundle => {
  const { chart, monitors } = session
  const isoOf = createIsoTimes(handed.timeZone)
  const urlOf = (name: string): string => `urn:uuid:${idOf(name)}`
  const refTo = (name: string): Reference => ({ reference: urlOf(name) })
  const people = peopleIn(session, handed)
  const ties: Ties = {
    patient: refTo('patient'),
    encounter: refTo('encounter'),
    monitor: (sourceId) => (monitors.has(sourceId) ? refTo(`monitor ${sourceId}`) : null),
    person: (name) => {
      const [found, another] = people.filter((person) => person.name === name)
      // Names may be alike: then it is said who it was by name, and nobody is chosen.
      return found === undefined || another !== undefined ? { display: name } : refTo(`person ${found.staffId}`)
    },
    isoOf,
  }
  const told: readonly Named<Resource>[] = [
    ...frameOf(session, handed, ties, refTo),
    weightObservation(session, ties),
    ...setObservations(session, ties),
    ...streamObservations(session, ties),
    ...scoreObservations(session, ties),
    qualityObservation(session, ties),
    ...infusionAdministrations(session, ties, idOf),
    ...drugAdministrations(session, ties),
  ]
  const all: readonly Named<Resource>[] = [
    ...told,
    ...signatureProvenances(session, ties),
    exportProvenance(
      session,
      handed,
      ties,
      told.map(({ name }) => refTo(name)),
      refTo,
    ),
  ]
  const security = chart.simulated ? { security: [TEST_DATA] } : {}
  const metaOf = (resource: Resource): object => {
    const meta = { ...(isVitalSign(resource) ? { profile: [VITAL_SIGNS_PROFILE] } : {}), ...security }
    return Object.keys(meta).length === 0 ? {} : { meta }
  }
  return {
    resourceType: 'Bundle',
    id: idOf('bundle'),
    ...(chart.simulated ? { meta: security } : {}),
    identifier: { system: 'urn:ietf:rfc:3986', value: urlOf(`bundle ${chart.content?.hash ?? ''}`) },
    type: 'collection',
    timestamp: isoOf(handed.at),
    entry: all.map(({ name, resource }) => ({
      fullUrl: urlOf(name),
      resource: { ...resource, id: idOf(name), ...metaOf(resource) } as Resource,
    })),
  }
}
