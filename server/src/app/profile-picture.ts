import { USUAL_LISTS } from '@chairside/shared/clinic-lists'
import type { ProfilePicture } from '@chairside/shared/clinic-profiles/clinic-profile'
import { USUAL_WEIGHT_CHANGE_PERCENT } from '@chairside/shared/protocol-start'
import type { Practice } from '../config/read-practice.ts'

/** The practice as screens know it: the protocols by name, as they are offered. */
export const profilePicture = ({ profile, protocols }: Practice): ProfilePicture => {
  const { protocols: _whole, firstInfusionProtocolId: _first, ...shown } = profile
  return {
    ...shown,
    lists: profile.lists ?? USUAL_LISTS,
    protocols: protocols.offered.map(({ id, version, name, holds }) => ({
      id,
      version,
      name,
      dose: { reasonMgPerKg: holds.doseReasonMgPerKg, refusedMgPerKg: holds.doseRefusedMgPerKg },
      weightChangePercent: holds.weightChangePercent ?? USUAL_WEIGHT_CHANGE_PERCENT,
      dueFor: [
        ...(id === (protocols.firstInfusion ?? protocols.usual).id ? (['first'] as const) : []),
        ...(id === protocols.usual.id ? (['later'] as const) : []),
      ],
    })),
  }
}
