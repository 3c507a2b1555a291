import type { Command } from '@chairside/shared/command'
import type { Log } from '../ports/log.ts'
import type { Patients } from '../ports/patients.ts'
import type { CarryOut } from './carry-out.ts'

/**
 * S2: a check-in is compared with the weight that the clinic knows of this patient, whatever the screen said of it. Where none is known,
 * or it cannot be read now, the order stands as it came.
 */
export const withLastWeight = (carryOut: CarryOut, patients: Pick<Patients, 'byIdentifier'>, log: Log): CarryOut => {
  const known = async (identifier: string): Promise<number | null> => {
    try {
      return (await patients.byIdentifier(identifier))?.weights[0]?.kg ?? null
    } catch (error) {
      log.error({ reason: String(error) }, 'the last weight could not be read')
      return null
    }
  }
  return (command, by, answer) => {
    const { act } = command
    if (act.kind !== 'check-in') return carryOut(command, by, answer)
    void known(act.patient.identifier).then((lastWeightKg) => {
      const compared: Command = lastWeightKg === null ? command : { ...command, act: { ...act, order: { ...act.order, lastWeightKg } } }
      carryOut(compared, by, answer)
    })
  }
}
