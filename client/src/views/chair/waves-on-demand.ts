import { onDemand } from '../common/on-demand.ts'

/** The code of the traces: the first board waits for none of it. */
export const wavesCode = onDemand(() => import('./wave-lanes.tsx'))
