import { drugBalance } from '@chairside/shared/drug-balance'
import { effectiveEntries } from '../../domain/effective-entries.ts'
import { INTRAVENOUS, KETAMINE, quantity } from './fhir-codes.ts'
import type { Named, Ties } from './fhir-observations.ts'
import type { MedicationAdministration, Period } from './fhir-shapes.ts'
import type { CopiedSession } from './session-copy.ts'

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000

const statusOf = ({ chart }: CopiedSession): MedicationAdministration['status'] => {
  if (chart.infusion.endedAt !== null) return chart.infusion.endedEarly ? 'stopped' : 'completed'
  // Whoever left without an end of the infusion took the drug no further.
  if (chart.endedAt !== null) return 'stopped'
  return chart.phase === 'paused' ? 'on-hold' : 'in-progress'
}

/**
 * The infusion with its whole dose, and, where the rate changed or it was paused, each stretch of it as a part: a part has a rate and no
 * dose, so that nobody counts the drug twice. Empty where nothing was begun.
 */
export const infusionAdministrations = (
  session: CopiedSession,
  ties: Ties,
  idOf: (name: string) => string,
): readonly Named<MedicationAdministration>[] => {
  const { chart } = session
  const { infusion, order, summary } = chart
  const { startedAt, stretches } = infusion
  if (startedAt === null) return []
  const periodOf = (fromAt: number, toAt: number | null): Period => ({
    start: ties.isoOf(fromAt),
    ...(toAt === null ? {} : { end: ties.isoOf(toAt) }),
  })
  const entries = effectiveEntries(chart.events).map(({ entry }) => entry)
  const account = drugBalance(entries, infusion, chart.endedAt ?? chart.lastAt)
  const base = {
    resourceType: 'MedicationAdministration' as const,
    medicationCodeableConcept: KETAMINE,
    subject: ties.patient,
    context: ties.encounter,
  }
  const [only] = stretches
  const isOne = stretches.length === 1 && only !== undefined
  const ordered = `Ordered: ${rounded(order.doseMg)} mg over ${order.durationMin} min, ${order.concentrationMgPerMl} mg/mL, for ${order.weightKg} kg`
  const whole: MedicationAdministration = {
    ...base,
    status: statusOf(session),
    effectivePeriod: periodOf(startedAt, infusion.endedAt ?? chart.endedAt),
    note: [
      { text: ordered },
      { text: 'The dose given follows from rate and time of the pump as staff recorded them.' },
      ...(account === null
        ? []
        : [
            {
              text: `Lot ${account.lots.join(', ') || 'not recorded'}; drawn ${rounded(account.drawnMg)} mg, wasted ${rounded(account.wastedMg)} mg`,
            },
          ]),
    ],
    dosage: {
      text: `${rounded(summary.givenMg ?? 0)} mg IV`,
      route: INTRAVENOUS,
      dose: quantity(rounded(summary.givenMg ?? 0), 'mg'),
      ...(isOne ? { rateQuantity: quantity(rounded(only.rateMlPerHour), 'mL/h') } : {}),
    },
  }
  const parts = isOne
    ? []
    : stretches.map((stretch, index) => ({
        name: `stretch ${index}`,
        resource: {
          ...base,
          status: stretch.toAt === null ? ('in-progress' as const) : ('completed' as const),
          partOf: [{ reference: `urn:uuid:${idOf('infusion')}` }],
          effectivePeriod: periodOf(stretch.fromAt, stretch.toAt),
          dosage: {
            text: `${rounded(stretch.rateMlPerHour)} mL/h IV`,
            route: INTRAVENOUS,
            rateQuantity: quantity(rounded(stretch.rateMlPerHour), 'mL/h'),
          },
        },
      }))
  return [{ name: 'infusion', resource: whole }, ...parts]
}

/** What else was given, as it was entered; one that was withdrawn stays, as entered in error. */
export const drugAdministrations = ({ chart }: CopiedSession, ties: Ties): readonly Named<MedicationAdministration>[] =>
  chart.events.flatMap(({ at, by, entry, factSeq, correction }) => {
    const stands = correction === null ? entry : correction.entry
    const told = stands ?? entry
    if (told.kind !== 'medication') return []
    const notes = [
      // The dose is in the words of whoever gave it: R4 wants a number or a rate beside a text, or no dosage at all.
      ...(told.dose === '' ? [] : [{ text: `Dose: ${told.dose}` }]),
      ...(correction === null ? [] : [{ text: `${stands === null ? 'Withdrawn' : 'Corrected'}: ${correction.reason}` }]),
    ]
    const resource: MedicationAdministration = {
      resourceType: 'MedicationAdministration',
      status: stands === null ? 'entered-in-error' : 'completed',
      medicationCodeableConcept: { text: told.name },
      subject: ties.patient,
      context: ties.encounter,
      effectiveDateTime: ties.isoOf(at),
      performer: [{ actor: ties.person(by) }],
      ...(notes.length === 0 ? {} : { note: notes }),
    }
    return [{ name: `drug ${factSeq}`, resource }]
  })
