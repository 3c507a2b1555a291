import { parseArgs } from 'node:util'

/** What was typed makes no sense; the sentence says what would. */
export class UsageMistake extends Error {}

type Format = 'table' | 'markdown' | 'json'

export interface Wish {
  readonly mode: 'rows' | 'by-chairs' | 'profile' | 'help'
  /** Names of rows, in the order of the bench. */
  readonly only: readonly string[]
  readonly quick: boolean
  readonly format: Format
  /** Where the JSON goes besides; null: nowhere. */
  readonly jsonFile: string | null
  /** Of the profile, or the sizes of a by-chairs run. */
  readonly chairs: readonly number[]
}

const MODES = ['by-chairs', 'profile', 'help'] as const
const MOST_CHAIRS = 1_000
const USUAL_CHAIRS = { rows: [], help: [], profile: [200], 'by-chairs': [1, 10, 50, 200, 1_000] } as const

/** `--json` alone prints; with a file behind it, it writes. */
const withJsonTarget = (args: readonly string[]): readonly string[] =>
  args.flatMap((argument, index) => {
    if (argument !== '--json') return [argument]
    const next = args[index + 1]
    return next === undefined || next.startsWith('--') ? ['--json='] : [argument]
  })

const chosen = (only: string | undefined, names: readonly string[]): readonly string[] => {
  if (only === undefined) return names
  const wanted = only.split(',').map((name) => name.trim())
  const unknown = wanted.filter((name) => !names.includes(name))
  if (unknown.length > 0)
    throw new UsageMistake(`There is no row ${unknown.map((name) => `"${name}"`).join(', ')}. Rows: ${names.join(', ')}.`)
  return names.filter((name) => wanted.includes(name))
}

const chairsOf = (given: string | undefined, mode: Wish['mode']): readonly number[] => {
  if (given === undefined) return USUAL_CHAIRS[mode]
  if (mode !== 'profile' && mode !== 'by-chairs') throw new UsageMistake('--chairs goes with --by-chairs or --profile.')
  const chairs = given.split(',').map(Number)
  if (chairs.some((count) => !Number.isInteger(count) || count < 1 || count > MOST_CHAIRS))
    throw new UsageMistake(`--chairs takes whole numbers from 1 to ${MOST_CHAIRS}.`)
  if (mode === 'profile' && chairs.length > 1) throw new UsageMistake('--profile takes one number of chairs.')
  return chairs
}

/** What the command line asks for. Throws a `UsageMistake`. `names`: the rows that there are. */
export const readArguments = (args: readonly string[], names: readonly string[]): Wish => {
  const parse = () => {
    try {
      return parseArgs({
        args: [...withJsonTarget(args)],
        options: {
          only: { type: 'string' },
          quick: { type: 'boolean', default: false },
          json: { type: 'string' },
          markdown: { type: 'boolean', default: false },
          chairs: { type: 'string' },
          'by-chairs': { type: 'boolean', default: false },
          profile: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }).values
    } catch (error) {
      throw new UsageMistake(error instanceof Error ? error.message : String(error))
    }
  }
  const values = parse()
  const asked = MODES.filter((mode) => values[mode])
  const mode = values.help ? 'help' : (asked[0] ?? 'rows')
  if (asked.length > 1 && !values.help) throw new UsageMistake('--by-chairs and --profile are runs of their own.')
  if (values.only !== undefined && mode !== 'rows' && mode !== 'help') throw new UsageMistake(`--only does not go with --${mode}.`)
  if (values.json === '' && values.markdown) throw new UsageMistake('--json FILE goes with --markdown, --json alone does not.')
  return {
    mode,
    only: chosen(values.only, names),
    quick: values.quick,
    format: values.json === '' ? 'json' : values.markdown ? 'markdown' : 'table',
    jsonFile: values.json === undefined || values.json === '' ? null : values.json,
    chairs: chairsOf(values.chairs, mode),
  }
}
