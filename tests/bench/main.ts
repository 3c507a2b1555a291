import { writeFileSync } from 'node:fs'
import { readArguments, UsageMistake, type Wish } from './arguments.ts'
import { BOARD_ROWS } from './board-rows.ts'
import { chairsTable, runByChairs } from './by-chairs.ts'
import { CHART_PICTURE_ROWS } from './chart-picture-rows.ts'
import { CHART_ROWS } from './chart-rows.ts'
import { JUDGE_ROWS } from './judge-rows.ts'
import { LIST_ROWS } from './list-rows.ts'
import { thisMachine, watchMachine } from './machine.ts'
import { PICTURE_ROWS } from './picture-rows.ts'
import { profileServer } from './profile.ts'
import { RECORD_ROWS } from './record-rows.ts'
import { isComplete, jsonOf, markdownOf, type Report, tableOf } from './report.ts'
import { runRows } from './run-rows.ts'
import { SERVER_ROWS } from './server-rows.ts'
import { SIMULATOR_ROWS } from './simulator-rows.ts'
import { START_ROWS } from './start-rows.ts'
import { TRACE_ROWS } from './trace-rows.ts'

const ROWS = [
  ...JUDGE_ROWS,
  ...RECORD_ROWS,
  ...LIST_ROWS,
  ...CHART_ROWS,
  ...START_ROWS,
  ...SERVER_ROWS,
  ...PICTURE_ROWS,
  ...CHART_PICTURE_ROWS,
  ...BOARD_ROWS,
  ...TRACE_ROWS,
  ...SIMULATOR_ROWS,
]
const NAMES = ROWS.map(({ name }) => name)

const HELP = `npm run bench [-- --only NAME,NAME] [--quick] [--json [FILE]] [--markdown]
npm run bench -- --by-chairs [--chairs 1,10,50] [--markdown]
npm run bench -- --profile [--chairs 200]

Measures every budget beside a bare baseline of the same minute: medians of several repetitions, their spread, and how busy the machine
was. Ends with 1 where a row could not be measured; a budget that is not held is a figure, not a failure.

${ROWS.map(({ name, what }) => `  ${name.padEnd(14)}${what}`).join('\n')}

--by-chairs  what the server costs at 1, 10, 50, 200 and 1,000 chairs
--profile    where a second of the server goes, by the rooms of the house
`

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const tell = (text: string): void => void process.stderr.write(`${text}\n`)

const runBench = async (wish: Wish): Promise<boolean> => {
  const at = new Date().toISOString()
  const startedMs = performance.now()
  const rows = await runRows(
    ROWS.filter(({ name }) => wish.only.includes(name)),
    { quick: wish.quick },
    watchMachine,
    ({ name }) => tell(`${name} ...`),
  )
  const seconds = (performance.now() - startedMs) / 1_000
  const report: Report = { version: 1, at, quick: wish.quick, seconds, machine: thisMachine(), rows }
  if (wish.jsonFile !== null) writeFileSync(wish.jsonFile, `${jsonOf(report)}\n`)
  say(wish.format === 'json' ? jsonOf(report) : wish.format === 'markdown' ? markdownOf(report) : tableOf(report))
  return isComplete(report)
}

const run = async (wish: Wish): Promise<boolean> => {
  switch (wish.mode) {
    case 'help':
      say(HELP)
      return true
    case 'by-chairs': {
      const outcomes = await runByChairs(wish.chairs, wish.quick, (chairs) => tell(`${chairs} chairs ...`))
      say(chairsTable(outcomes))
      return outcomes.every(({ failure }) => failure === null)
    }
    case 'profile':
      say(await profileServer(wish.chairs[0] ?? 0, wish.quick))
      return true
    case 'rows':
      return runBench(wish)
  }
}

// However it ends, what it started ends with it (`processes.ts`).
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))
try {
  process.exit((await run(readArguments(process.argv.slice(2), NAMES))) ? 0 : 1)
} catch (error) {
  tell(
    error instanceof UsageMistake ? `${error.message}\n\n${HELP}` : error instanceof Error ? (error.stack ?? error.message) : String(error),
  )
  process.exit(error instanceof UsageMistake ? 2 : 1)
}
