import { type ClinicLists, USUAL_LISTS } from '@chairside/shared/clinic-lists'
import { useRoom } from './services.tsx'

/** What this clinic gives, does and tells its patients; a server that tells none has the usual lists. */
export const useClinicLists = (): ClinicLists => useRoom((state) => state.picture?.clinic.profile?.lists ?? USUAL_LISTS)
