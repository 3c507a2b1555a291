import { parseArgs } from 'node:util'

/** A mistake of the person at the command line, told in one sentence. */
export class UsageError extends Error {}

type Kind = 'text' | 'number' | 'flag' | 'list'

export interface Option {
  readonly name: string
  readonly kind: Kind
  readonly value?: string
  readonly help: string
  readonly low?: number
  readonly high?: number
}

export interface Given {
  text(name: string): string | null
  number(name: string): number | null
  flag(name: string): boolean
  list(name: string): readonly string[]
  readonly rest: readonly string[]
}

/** Reads the arguments; throws a `UsageError` for an unknown option or a number out of range. `--help` is always known. */
export const readCommandLine = (args: readonly string[], options: readonly Option[], allowRest = false): Given => {
  const known = [...options, { name: 'help', kind: 'flag', help: '' } as const]
  const config = Object.fromEntries(
    known.map(({ name, kind }) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: kind === 'list' },
    ]),
  )
  let values: Record<string, unknown>
  let rest: readonly string[]
  try {
    const parsed = parseArgs({ args: [...args], options: config, allowPositionals: allowRest })
    values = parsed.values
    rest = parsed.positionals
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : 'That is not understood.'} Try --help.`)
  }
  const text = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null)
  for (const { name, kind, low = 0, high = Number.MAX_SAFE_INTEGER } of options) {
    const given = kind === 'number' ? text(name) : null
    if (given === null) continue
    const value = Number(given)
    if (given.trim() === '' || !Number.isFinite(value) || value < low || value > high)
      throw new UsageError(`--${name} must be a number from ${low} to ${high}.`)
  }
  return {
    text,
    number: (name) => {
      const given = text(name)
      return given === null ? null : Number(given)
    },
    flag: (name) => values[name] === true,
    list: (name) => (Array.isArray(values[name]) ? values[name].filter((one): one is string => typeof one === 'string') : []),
    rest,
  }
}

/** The text of `--help`; `more` stands below the options. */
export const helpText = (usage: string, purpose: string, options: readonly Option[], more = ''): string => {
  const lines = [...options, { name: 'help', kind: 'flag' as const, help: 'Shows this.' }].map((option) => {
    const value = 'value' in option && option.value !== undefined ? ` ${option.value}` : ''
    return `  ${`--${option.name}${value}`.padEnd(26)}${option.help}`
  })
  return `Usage: ${usage}\n\n${purpose}\n\n${lines.join('\n')}\n${more === '' ? '' : `\n${more}`}`
}

/** Runs a command; a failure is told in its own words and ends with exit code 1, a mistake of use with 2. */
export const runCommand = async (main: () => Promise<void>): Promise<void> => {
  try {
    await main()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}

/** Resolves at the first Ctrl-C or request to end; a second one ends the process at once. */
export const untilInterrupted = (): Promise<void> =>
  new Promise((resolve) => {
    let asked = false
    const ask = (): void => {
      if (asked) process.exit(130)
      asked = true
      resolve()
    }
    process.on('SIGINT', ask)
    process.on('SIGTERM', ask)
  })
