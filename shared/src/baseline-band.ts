/** The band that charts draw around a patient's baseline, in mmHg: 20 % to either side. No rule rests on it. */
export const baselineBand = (baseline: number): { readonly low: number; readonly high: number } => ({
  low: baseline * 0.8,
  high: baseline * 1.2,
})
