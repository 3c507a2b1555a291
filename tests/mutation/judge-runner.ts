import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { type SmallTest, SmallVitest } from './small-vitest.ts'

/** What instrumented code and its runner tell each other. */
interface Switchboard {
  activeMutant?: string
  currentTestId?: string
  hitCount?: number
  hitLimit?: number
  mutantCoverage?: unknown
}

interface MutantRun {
  readonly testFilter?: readonly string[]
  readonly hitLimit?: number
  readonly activeMutant: { readonly id: string }
}

type Loaded = typeof globalThis & { __stryker__?: Switchboard; judgeTests?: Record<string, unknown> }

/** The numbers that Stryker's protocol gives to the outcome of a test. */
const PASSED = 0
const FAILED = 1

/** The share of the usual cases that a property gets for each mutant that it reaches. */
const SHARE_OF_CASES = 0.02

/** Slower tests are left out: what the others find is found, and a mutant that they miss may still be found by a slow one. */
const UNDER_MS = Number(process.env.CHAIRSIDE_MUTATE_UNDER_MS ?? Number.POSITIVE_INFINITY)

/** How long each test took in the dry run, which one worker of many makes. */
const timesFile = (): string => resolve('test-results', 'judge-test-times.json')

/** Where bundles lie in the sandbox; one for each worker. */
const bundleFolder = (): string => resolve('test-results', `judge-tests-${process.env.STRYKER_MUTATOR_WORKER ?? '0'}`)

/**
 * Bundles the tests of the judge with the instrumented sources below the working folder and loads them: a few seconds once, where a
 * vitest of its own for each mutant would take one each time. Chance is pinned, and a failed property is not made smaller.
 */
const loadTests = async (): Promise<readonly SmallTest[]> => {
  const root = process.cwd()
  const small = new SmallVitest()
  const world = globalThis as Loaded
  world.judgeTests = await small.exports()
  const files: string[] = []
  // Fewer tests find less and are quicker: what they find is found.
  const wanted = new RegExp(process.env.CHAIRSIDE_MUTATE_TESTS ?? '.')
  for (const folder of ['tests/domain', 'tests/fuzz'])
    for (const name of (await readdir(join(root, folder))).sort())
      if (name.endsWith('.test.ts') && wanted.test(`${folder}/${name}`)) files.push(`${folder}/${name}`)
  const sources: Record<string, string> = {
    'judge-tests': [
      `export const files = {`,
      ...files.map((file) => `${JSON.stringify(file)}: () => import(${JSON.stringify(join(root, file))}),`),
      `}`,
    ].join('\n'),
    'fast-check': [
      `import * as whole from 'fast-check'`,
      `const few = (count) => Math.max(4, Math.ceil(count * ${SHARE_OF_CASES}))`,
      `const settings = (given) => ({ ...given, numRuns: few(given?.numRuns ?? 100), seed: 1, endOnFailure: true })`,
      `export default { ...whole, assert: (property, given) => whole.assert(property, settings(given)) }`,
    ].join('\n'),
    vitest: `export const { describe, it, test, expect } = globalThis.judgeTests`,
  }
  const folder = bundleFolder()
  await mkdir(folder, { recursive: true })
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'judge-tests',
        enforce: 'pre',
        // The stand-in of fast-check asks for the real one.
        resolveId: (id, importer) => (id in sources && importer !== `\0${id}` ? `\0${id}` : null),
        load: (id) => sources[id.slice(1)] ?? null,
      },
    ],
    resolve: { alias: [{ find: /^@chairside\/(server|shared|simulators)\/(.*)$/, replacement: `${root}/$1/src/$2.ts` }] },
    build: {
      ssr: true,
      minify: false,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { input: 'judge-tests', output: { entryFileNames: 'judge-tests.mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  })
  const bundle = (await import(pathToFileURL(join(folder, 'judge-tests.mjs')).href)) as {
    readonly files: Readonly<Record<string, () => Promise<unknown>>>
  }
  for (const [file, load] of Object.entries(bundle.files)) await small.file(file, load)
  return small.tests
}

/** Runs the tests that reach a mutant in one process that has loaded them once, the quickest first, until one fails. */
class JudgeRunner {
  private tests: readonly SmallTest[] = []
  private readonly tookMs = new Map<string, number>()

  /**
   * A mutant that was also reached while test files were loaded (their tables are made then) is tried during the tests alone. Said
   * otherwise, each of those would get a process of its own, and they are most of a run.
   */
  capabilities(): { readonly reloadEnvironment: boolean } {
    return { reloadEnvironment: true }
  }

  async init(): Promise<void> {
    this.tests = await loadTests()
  }

  async dryRun(): Promise<object> {
    const tests: object[] = []
    for (const test of this.tests) {
      const failureMessage = await this.run(test)
      const timeSpentMs = this.tookMs.get(test.id) ?? 0
      const told = { id: test.id, name: test.id, timeSpentMs }
      tests.push(failureMessage === null ? { ...told, status: PASSED } : { ...told, status: FAILED, failureMessage })
    }
    await writeFile(timesFile(), JSON.stringify([...this.tookMs]))
    const { mutantCoverage } = switchboard()
    return { status: 'complete', tests, mutantCoverage }
  }

  async mutantRun(run: MutantRun): Promise<object> {
    if (this.tookMs.size === 0)
      for (const [id, tookMs] of JSON.parse(await readFile(timesFile(), 'utf8')) as [string, number][]) this.tookMs.set(id, tookMs)
    const wanted = run.testFilter === undefined ? null : new Set(run.testFilter)
    const tests = this.tests
      .filter(({ id }) => (wanted?.has(id) ?? true) && (this.tookMs.get(id) ?? 0) < UNDER_MS)
      .sort((a, b) => (this.tookMs.get(a.id) ?? 0) - (this.tookMs.get(b.id) ?? 0))
    const board = switchboard()
    board.activeMutant = run.activeMutant.id
    board.hitCount = 0
    if (run.hitLimit !== undefined) board.hitLimit = run.hitLimit
    try {
      for (const [index, test] of tests.entries()) {
        const failureMessage = await this.run(test)
        if (board.hitLimit !== undefined && (board.hitCount ?? 0) > board.hitLimit) return { status: 'timeout', reason: 'hit limit' }
        if (failureMessage === null) continue
        // A kill is a failure that the mutant causes: without it the same test passes, here and now.
        withoutMutant(board)
        const still = await this.run(test)
        return still === null
          ? { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests: index + 1 }
          : { status: 'error', errorMessage: `${test.id} fails without the mutant: ${still}` }
      }
      return { status: 'survived', nrOfTests: tests.length }
    } finally {
      withoutMutant(board)
    }
  }

  private async run(test: SmallTest): Promise<string | null> {
    const board = switchboard()
    board.currentTestId = test.id
    const startedAt = performance.now()
    try {
      await test.run()
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    } finally {
      if (board.activeMutant === undefined || !this.tookMs.has(test.id)) this.tookMs.set(test.id, performance.now() - startedAt)
      delete board.currentTestId
    }
  }
}

const switchboard = (): Switchboard => {
  const world = globalThis as Loaded
  world.__stryker__ ??= {}
  return world.__stryker__
}

const withoutMutant = (board: Switchboard): void => {
  delete board.activeMutant
  delete board.hitCount
  delete board.hitLimit
}

interface Metrics {
  readonly systemUnderTestMetrics: {
    readonly metrics: { readonly timeout: number; readonly totalDetected: number; readonly runtimeErrors: number }
  }
}

/** Says how many of the mutants count as found since they never ended, and how many were judged by no test. */
class UnprovedReporter {
  onMutationTestReportReady(_report: unknown, { systemUnderTestMetrics }: Metrics): void {
    const { timeout, totalDetected, runtimeErrors } = systemUnderTestMetrics.metrics
    const share = totalDetected === 0 ? 0 : (100 * timeout) / totalDetected
    console.log(`timeouts: ${timeout} of ${totalDetected} found (${share.toFixed(1)} %); errors: ${runtimeErrors}, left out of the score`)
  }
}

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'judge', injectableClass: JudgeRunner },
  { kind: 'Reporter', name: 'unproved', injectableClass: UnprovedReporter },
]
