import type { ChartSet } from '@chairside/shared/session-chart'
import { MINUTE_MS } from '@chairside/shared/time'
import type { VitalId } from '@chairside/shared/vital'
import { setKey } from '../../domain/chart-readings.ts'
import { absent, codeOf, PRESSURE_PANEL, quantityOf, VITAL_SIGNS } from './fhir-codes.ts'
import type { Observation, ObservationPart, Reference } from './fhir-shapes.ts'
import { type ReadingRow, readingRows } from './reading-rows.ts'
import type { CopiedSession } from './session-copy.ts'

/** What ties the resources of one bundle together; a reference names what the bundle holds. */
export interface Ties {
  readonly patient: Reference
  readonly encounter: Reference
  readonly monitor: (sourceId: string) => Reference | null
  readonly person: (name: string) => Reference
  readonly isoOf: (at: number) => string
}

/** A resource under the name by which its id is made: the same thing has the same id in each export. */
export interface Named<Kind> {
  readonly name: string
  readonly resource: Kind
}

type From = Pick<Observation, 'issued' | 'performer' | 'device'>

const fromOf = ({ source, receivedAt, by }: Pick<ReadingRow, 'source' | 'receivedAt' | 'by'>, ties: Ties): From => {
  const device = source === null ? null : ties.monitor(source)
  const person = by === null ? null : ties.person(by)
  return {
    ...(receivedAt === null ? {} : { issued: ties.isoOf(receivedAt) }),
    ...(device === null ? {} : { device }),
    ...(person === null ? {} : { performer: [person] }),
  }
}

const noted = (texts: readonly (string | null)[]): Pick<Observation, 'note'> => {
  const said = texts.filter((text) => text !== null)
  return said.length === 0 ? {} : { note: said.map((text) => ({ text })) }
}

const LATE = 'Received late: took its place in the record and raised no alarm.'

/**
 * One cuff set. A rejected one is `cancelled` and holds no value as a value, so that no reader takes an impossible number for one; its
 * numbers stand in the note. One that was marked as artefact is `entered-in-error` with what was measured.
 */
const setObservation = (set: ChartSet, from: From, ties: Ties): Observation => {
  const isRejected = set.artefact === null && set.state === 'rejected'
  const part = (vital: 'sys' | 'dia' | 'map'): ObservationPart => {
    const value = set[vital]
    const code = codeOf(vital)
    if (isRejected) return { code, dataAbsentReason: absent('error') }
    return value === null ? { code, dataAbsentReason: absent('unknown') } : { code, valueQuantity: quantityOf(vital, value) }
  }
  const rejected = `Rejected (${set.reason ?? 'unknown'}): SYS ${set.sys ?? '-'}, DIA ${set.dia ?? '-'}, MAP ${set.map ?? '-'} mmHg`
  return {
    resourceType: 'Observation',
    status: set.artefact !== null ? 'entered-in-error' : isRejected ? 'cancelled' : 'final',
    category: [VITAL_SIGNS],
    code: PRESSURE_PANEL,
    subject: ties.patient,
    encounter: ties.encounter,
    effectiveDateTime: ties.isoOf(set.at),
    ...from,
    ...noted([
      isRejected ? rejected : null,
      set.artefact === null ? null : `Marked as artefact: ${set.artefact.reason} (${set.artefact.by})`,
      set.state === 'late' ? LATE : null,
    ]),
    component: [part('sys'), part('dia'), ...(set.map === null ? [] : [part('map')])],
  }
}

/** Every cuff set of the session. */
export const setObservations = (session: CopiedSession, ties: Ties): readonly Named<Observation>[] => {
  const { chart, readings } = session
  const authors = new Map(chart.byHand.map(({ at, by }) => [at, by]))
  return chart.sets.map((set, index) => {
    const received = readings.sets.get(setKey(set))
    const by = set.origin === 'manual' ? (authors.get(set.at) ?? null) : null
    const from = fromOf({ source: received?.sourceId ?? null, receivedAt: received?.takenAt ?? null, by }, ties)
    return { name: `set ${index} ${set.at}`, resource: setObservation(set, from, ties) }
  })
}

const isOfSet = (vital: VitalId): boolean => vital === 'sys' || vital === 'dia' || vital === 'map'

/** Of each minute, vital, state and source the lowest and the highest reading, as they were measured: no extreme is lost, none is made up. */
const extremesByMinute = (rows: readonly ReadingRow[]): readonly ReadingRow[] => {
  const minutes = new Map<string, { low: ReadingRow; high: ReadingRow }>()
  for (const row of rows) {
    const key = `${Math.floor(row.at / MINUTE_MS)} ${row.vital} ${row.state} ${row.source ?? row.by}`
    const found = minutes.get(key)
    if (found === undefined) minutes.set(key, { low: row, high: row })
    else if ((row.value ?? 0) < (found.low.value ?? 0)) found.low = row
    else if ((row.value ?? 0) > (found.high.value ?? 0)) found.high = row
  }
  return [...minutes.values()].flatMap(({ low, high }) => (low === high ? [low] : [low, high])).sort((a, b) => a.at - b.at)
}

/** Continuous vitals and what was taken by hand; what was rejected or measured outside the session is counted elsewhere and given as no value. */
export const streamObservations = (session: CopiedSession, ties: Ties): readonly Named<Observation>[] => {
  const rows = readingRows(session).filter(({ vital, state }) => !isOfSet(vital) && (state === 'accepted' || state === 'late'))
  return extremesByMinute(rows).flatMap((row) => {
    const { at, vital, value, state } = row
    if (value === null) return []
    const resource: Observation = {
      resourceType: 'Observation',
      status: 'final',
      category: [VITAL_SIGNS],
      code: codeOf(vital),
      subject: ties.patient,
      encounter: ties.encounter,
      effectiveDateTime: ties.isoOf(at),
      ...fromOf(row, ties),
      ...noted([state === 'late' ? LATE : null]),
      valueQuantity: quantityOf(vital, value),
    }
    return [{ name: `${vital} ${at} ${value} ${row.source ?? row.by}`, resource }]
  })
}
