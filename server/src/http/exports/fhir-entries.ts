import type { Entry } from '@chairside/shared/entry'
import { scoreOf } from '@chairside/shared/scores'
import { effectiveEntries } from '../../domain/effective-entries.ts'
import { BODY_WEIGHT, PAIN, PROCEDURE, quantity, RASS, SURVEY, VITAL_SIGNS } from './fhir-codes.ts'
import type { Named, Ties } from './fhir-observations.ts'
import type { Concept, Observation } from './fhir-shapes.ts'
import type { CopiedSession } from './session-copy.ts'

/** Scores that staff gave, with their scale; other entries are no observation of a number. */
const scored = (entry: Entry): { readonly code: Concept; readonly value: number } | null => {
  switch (entry.kind) {
    case 'sedation':
      return { code: { text: 'MOAA/S, 0 to 5' }, value: entry.moaas }
    case 'rass':
      return { code: RASS, value: entry.value }
    case 'orientation':
      return { code: { text: 'Orientation, correct answers of 4' }, value: entry.correct }
    case 'dissociation':
      return { code: { text: entry.scale === '0-10' ? 'Dissociation, 0 to 10' : 'CADSS-6, 0 to 24' }, value: entry.value }
    case 'nausea-score':
      return { code: { text: 'Nausea, 0 to 10' }, value: entry.value }
    case 'pain-score':
      return { code: PAIN, value: entry.value }
    case 'anxiety-score':
      return { code: { text: 'Anxiety, 0 to 10' }, value: entry.value }
    case 'aldrete':
    case 'padss': {
      const value = scoreOf(entry)?.value
      const text = entry.kind === 'aldrete' ? 'Modified Aldrete, 0 to 10' : 'PADSS, 0 to 10'
      return value === undefined ? null : { code: { text }, value }
    }
    default:
      return null
  }
}

/** Scores as they stand after their corrections. */
export const scoreObservations = ({ chart }: CopiedSession, ties: Ties): readonly Named<Observation>[] =>
  effectiveEntries(chart.events).flatMap(({ at, by, entry, factSeq }) => {
    const found = scored(entry)
    if (found === null) return []
    const resource: Observation = {
      resourceType: 'Observation',
      status: 'final',
      category: [SURVEY],
      code: found.code,
      subject: ties.patient,
      encounter: ties.encounter,
      effectiveDateTime: ties.isoOf(at),
      performer: [ties.person(by)],
      valueInteger: found.value,
    }
    return [{ name: `score ${factSeq}`, resource }]
  })

export const weightObservation = ({ chart }: CopiedSession, ties: Ties): Named<Observation> => ({
  name: 'weight',
  resource: {
    resourceType: 'Observation',
    status: 'final',
    category: [VITAL_SIGNS],
    code: BODY_WEIGHT,
    subject: ties.patient,
    encounter: ties.encounter,
    effectiveDateTime: ties.isoOf(chart.checkedInAt),
    valueQuantity: quantity(chart.order.weightKg, 'kg'),
  },
})

/** How much of what was expected is in the record, so that a reader of the bundle alone knows what is not in it. */
export const qualityObservation = ({ chart }: CopiedSession, ties: Ties): Named<Observation> => {
  const { quality, gaps, lastAt } = chart
  const count = (text: string, value: number) => ({ code: { text }, valueInteger: value })
  return {
    name: 'quality',
    resource: {
      resourceType: 'Observation',
      status: chart.endedAt === null ? 'preliminary' : 'final',
      category: [PROCEDURE],
      code: { text: 'Data quality of the monitored session' },
      subject: ties.patient,
      encounter: ties.encounter,
      effectiveDateTime: ties.isoOf(chart.endedAt ?? lastAt),
      note: [
        {
          text: 'Continuous vital signs stand here with the lowest and the highest reading of each minute. Rejected readings, and readings at times outside the session, are counted here and given as no value; the exported record holds all of them.',
        },
      ],
      component: [
        count('Cuff sets that were due', quality.cuff.expected),
        count('Cuff sets that were taken when due', quality.cuff.obtained),
        count('Cuff sets rejected', quality.setsRejected),
        count('Cuff sets marked as artefact', quality.setsArtefact),
        count('Readings received late', quality.lateReadings),
        count('Readings rejected', quality.rejectedReadings),
        count('Readings at times outside the session', quality.outside?.count ?? 0),
        count('Stretches without data', gaps.filter((gap) => gap.vital === null).length),
        ...(quality.spo2Coverage === null
          ? []
          : [{ code: { text: 'SpO2 coverage' }, valueQuantity: quantity(Math.round(quality.spo2Coverage * 1_000) / 10, '%') }]),
      ],
    },
  }
}
