import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** How many cases all properties of tests/fuzz have together in an ordinary run: the sum of what they give to `fuzzRuns`. */
const usualCases = (): number =>
  readdirSync(here('.'))
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(here(name), 'utf8').matchAll(/\bfuzzRuns\((\d+)/g)])
    .reduce((sum, [, count]) => sum + Number(count), 0)

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '1000000' }, seed: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean' } },
})

if (values.help === true) {
  console.log(`npm run fuzz -- [--cases 1000000] [--seed N] [--only PATTERN]

Runs the properties of tests/fuzz with about that many cases, divided among them as in an ordinary run and each at least 4.
--seed: the same cases again; the seed of a run is printed first.
--only: those alone whose title matches, each with as many cases as it would have among all. It is an error if none does.`)
  process.exit(0)
}

const cases = Number(values.cases)
const seed = Number(values.seed ?? process.hrtime.bigint() % 2_147_483_647n)
if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
  console.error('--cases and --seed are whole numbers')
  process.exit(2)
}
console.log(`seed ${seed}, ${cases} cases`)
const report = here('../../test-results/fuzz.json')
mkdirSync(dirname(report), { recursive: true })
rmSync(report, { force: true })
const { status } = spawnSync(
  process.execPath,
  [
    ...[here('../../node_modules/vitest/vitest.mjs'), 'run', '--config', here('./vitest.config.ts')],
    ...['--reporter', 'verbose', '--reporter', 'json', '--outputFile.json', report],
    ...(values.only === undefined ? [] : ['--testNamePattern', values.only]),
  ],
  { stdio: 'inherit', env: { ...process.env, CHAIRSIDE_FUZZ_SHARE: String(cases / usualCases()), CHAIRSIDE_FUZZ_SEED: String(seed) } },
)

/** How many properties were tried: one that the pattern leaves out is no success. */
const tried = (): number => {
  if (!existsSync(report)) return 0
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>
  return (numPassedTests ?? 0) + (numFailedTests ?? 0)
}
const outcome = tried() === 0 ? 'no property ran' : status === 0 ? `no failure in ${tried()} properties` : 'failed'
console.log(`seed ${seed}, ${cases} cases: ${outcome}`)
process.exit(tried() === 0 ? 1 : (status ?? 1))
