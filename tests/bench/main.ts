import { parseArgs } from 'node:util'
import { benchBoard } from './board-bench.ts'
import { type Figure, tableOf } from './figures.ts'
import { benchJudge } from './judge-bench.ts'
import { benchServer } from './server-bench.ts'
import { benchSimulator } from './simulator-bench.ts'
import { benchTrend } from './trend-bench.ts'

const HELP = `npm run bench [-- --only judge|server|trend|board|simulator] [--quick] [--chairs 50] [--json]

Measures the speed of the judge, of the server, of the session trend and of the board, each beside a bare baseline of the same run, and
what simulated rooms need.
`

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      chairs: { type: 'string', default: '50' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const wanted = (name: string): boolean => values.only === undefined || values.only === name
  const figures: Figure[] = []
  if (wanted('judge')) figures.push(...(await benchJudge(values.quick ? 5 : 15)))
  if (wanted('server')) figures.push(...(await benchServer(Number(values.chairs), values.quick ? 10 : 40)))
  if (wanted('trend')) figures.push(...(await benchTrend(values.quick ? 3 : 9)))
  if (wanted('board')) figures.push(...(await benchBoard(values.quick ? 5 : 20)))
  if (wanted('simulator')) figures.push(...(await benchSimulator(values.quick ? 5 : 20)))
  process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${tableOf(figures)}\n`)
}

await main()
