import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** How many cases all properties of tests/fuzz have together in an ordinary run; the sum of what they give to `fuzzRuns`. */
const USUAL_CASES = 2_340

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '1000000' }, seed: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean' } },
})

if (values.help === true) {
  console.log(`npm run fuzz -- [--cases 1000000] [--seed N] [--only PATTERN]

Runs the properties of tests/fuzz with about that many cases in all. The seed is printed first; with it the same cases run again.
--only: those whose title matches.`)
  process.exit(0)
}

const cases = Number(values.cases)
const seed = Number(values.seed ?? process.hrtime.bigint() % 2_147_483_647n)
if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
  console.error('--cases and --seed are whole numbers')
  process.exit(2)
}
console.log(`seed ${seed}, ${cases} cases`)
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const config = fileURLToPath(new URL('./vitest.config.ts', import.meta.url))
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--config', config, ...(values.only === undefined ? [] : ['--testNamePattern', values.only])],
  { stdio: 'inherit', env: { ...process.env, CHAIRSIDE_FUZZ_SHARE: String(cases / USUAL_CASES), CHAIRSIDE_FUZZ_SEED: String(seed) } },
)
console.log(`seed ${seed}, ${cases} cases: ${status === 0 ? 'no failure' : 'failed'}`)
process.exit(status ?? 1)
