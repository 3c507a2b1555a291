import type { Parameters } from 'fast-check'

/** How many times the usual number of cases each property gets: `npm run fuzz` asks for more, mutation testing for fewer. */
const share = Number(process.env.CHAIRSIDE_FUZZ_SHARE ?? '1')

/** The seed that `npm run fuzz` printed; without one every run draws its own, and fast-check prints that of a failure. */
const seed = process.env.CHAIRSIDE_FUZZ_SEED

/**
 * How a property is run that usually gets `count` cases. `examples` are cases that failed once and are tried before any other.
 */
export const fuzzRuns = <Values>(count: number, examples: Values[] = []): Parameters<Values> => ({
  numRuns: Math.max(4, Math.round(count * share)) + examples.length,
  examples,
  ...(seed === undefined ? {} : { seed: Number(seed) }),
})
