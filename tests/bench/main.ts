import { parseArgs } from 'node:util'
import { type Figure, tableOf } from './figures.ts'
import { benchJudge } from './judge-bench.ts'
import { benchServer } from './server-bench.ts'
import { benchTrend } from './trend-bench.ts'

const HELP = `npm run bench [-- --only judge|server|trend] [--quick] [--chairs 50] [--json]

Measures the speed of the judge, of the server and of the session trend, each beside a bare baseline of the same run.
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
  process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${tableOf(figures)}\n`)
}

await main()
