import { onDemand } from '../common/on-demand.ts'

/** The plots' code, which is large. */
export const plotsCode = onDemand(() => import('./trend-plots.tsx'))
