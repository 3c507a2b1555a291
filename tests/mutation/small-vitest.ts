import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** One test as it was declared. Its id names file, groups and title, and a number where titles repeat. */
export interface SmallTest {
  readonly id: string
  readonly run: () => unknown
}

type Body = (...values: readonly unknown[]) => unknown
/** What may stand for a row of `each`: an array is spread, anything else comes as it is. */
type Rows = readonly unknown[]

interface ExpectModule {
  readonly JestExtend: unknown
  readonly JestChaiExpect: unknown
  readonly JestAsymmetricMatchers: unknown
  readonly setState: (state: object, expect: unknown) => void
}

/**
 * The part of vitest that tests of the judge use, for a process that loads them once and runs each many times: `describe`, `it`, `each`
 * and vitest's own `expect`. Hooks and mocks are not part of it; a test that asks for one fails to load, and so says so.
 */
export class SmallVitest {
  readonly tests: SmallTest[] = []
  private readonly seen = new Map<string, number>()
  private groups: readonly string[] = []

  /** What `import ... from 'vitest'` is to give. */
  async exports(): Promise<Record<string, unknown>> {
    const declare = (title: string, body: Body): void => this.declare(title, () => body())
    const each =
      (rows: Rows) =>
      (title: string, body: Body): void => {
        for (const row of rows) this.declare(title, () => (Array.isArray(row) ? body(...(row as unknown[])) : body(row)))
      }
    const it = Object.assign(declare, { each })
    const describe = (title: string, body: () => void): void => this.within(title, body)
    return { describe, it, test: it, expect: await expectOfVitest() }
  }

  /** Declares what `body` declares under `title`. */
  async file(title: string, body: () => Promise<unknown>): Promise<void> {
    this.groups = [title]
    await body()
    this.groups = []
  }

  private within(title: string, body: () => void): void {
    const before = this.groups
    this.groups = [...before, title]
    body()
    this.groups = before
  }

  private declare(title: string, run: () => unknown): void {
    const name = [...this.groups, title].join(' > ')
    const count = (this.seen.get(name) ?? 0) + 1
    this.seen.set(name, count)
    this.tests.push({ id: count === 1 ? name : `${name} #${count}`, run })
  }
}

/** `expect` with vitest's matchers, taken from the packages that vitest itself uses. */
const expectOfVitest = async (): Promise<unknown> => {
  const near = createRequire(createRequire(import.meta.url).resolve('vitest/package.json'))
  const load = async (name: string): Promise<unknown> => import(pathToFileURL(near.resolve(name)).href)
  const matchers = (await load('@vitest/expect')) as ExpectModule
  const chai = (await load('chai')) as { readonly use: (plugin: unknown) => void; readonly expect: (...values: Rows) => unknown }
  for (const plugin of [matchers.JestExtend, matchers.JestChaiExpect, matchers.JestAsymmetricMatchers]) chai.use(plugin)
  const expect = Object.assign((...values: Rows) => chai.expect(...values), chai.expect)
  matchers.setState({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null }, expect)
  return expect
}
