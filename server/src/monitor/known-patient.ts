import type { Act, Command } from '@chairside/shared/command'
import { isSameName } from '@chairside/shared/patient-name'
import { type Reply, refused } from '@chairside/shared/reply'
import type { PatientCard } from '@chairside/shared/visit'
import type { Log } from '../ports/log.ts'
import type { Patients } from '../ports/patients.ts'
import type { CarryOut } from './carry-out.ts'

export interface KnownPatientParts {
  readonly patients: Pick<Patients, 'byIdentifier'>
  /** Whether the patients of this data folder are simulated: a session of the other kind is compared with none of them (S5). */
  readonly simulated: boolean
  readonly isStopping: () => boolean
  readonly log: Log
}

type CheckIn = Extract<Act, { readonly kind: 'check-in' }>

/** By the clinic's own spelling and weight (S2); where the patient is new here, no weight is compared, whatever the screen said. */
const asKnown = (act: CheckIn, card: PatientCard | null): CheckIn => {
  const { lastWeightKg: _shown, ...order } = act.order
  const [last] = card?.weights ?? []
  return {
    ...act,
    patient: card === null ? act.patient : { ...act.patient, name: card.name },
    order: last === undefined ? order : { ...order, lastWeightKg: last.kg },
  }
}

/**
 * S1, S2: a check-in is compared with what the clinic knows of this number. Another name is refused until whoever checks in says that it
 * is the same person. Where the patients cannot be read now, the check-in stands as it came: care does not wait for a list.
 */
export const withKnownPatient = (carryOut: CarryOut, { patients, simulated, isStopping, log }: KnownPatientParts): CarryOut => {
  const compared = async (act: CheckIn): Promise<CheckIn | null> => {
    let card: PatientCard | null
    try {
      card = act.simulated === simulated ? await patients.byIdentifier(act.patient.identifier) : null
    } catch (error) {
      log.error({ reason: String(error) }, 'the patient of a check-in could not be read')
      return act
    }
    const isOther = card !== null && act.samePerson !== true && !isSameName(card.name, act.patient.name)
    return isOther ? null : asKnown(act, card)
  }
  return (command, by, answer, station) => {
    const { act } = command
    if (act.kind !== 'check-in') return carryOut(command, by, answer, station)
    let isAnswered = false
    const once = (reply: Reply): void => {
      if (isAnswered) return
      isAnswered = true
      answer(reply)
    }
    const checkIn = async (): Promise<void> => {
      const known = await compared(act)
      if (isStopping()) return once(refused('shutting-down'))
      if (known === null) return once(refused('other-name'))
      const asked: Command = { ...command, act: known }
      carryOut(asked, by, once, station)
    }
    checkIn().catch((error: unknown) => {
      log.error({ chair: command.chairId, reason: String(error) }, 'a check-in failed')
      once(refused('internal'))
    })
  }
}
