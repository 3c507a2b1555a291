import { median, quantile } from './figures.ts'
import { type Busy, thisMachine, watchMachine } from './machine.ts'
import { diskUse } from './record-rows.ts'
import { busyText, shown } from './report.ts'
import { chairSecondUs, compare, type Loaded } from './server-bench.ts'

interface ChairsCost {
  readonly chairs: number
  /** CPU of one chair's second in µs, of the server and of the bare relay. */
  readonly serverUs: number
  readonly relayUs: number
  readonly corePercent: number
  readonly residentMb: number
  /** Of all chairs, numbers and traces. */
  readonly diskMbPerHour: number
  readonly readingMs: readonly [number, number]
  readonly alarmMs: readonly [number, number]
  readonly receiptMs: readonly [number, number]
  readonly busy: Busy
}

const both = (loaded: readonly Loaded[], pick: 'readingMs' | 'alarmMs' | 'receiptMs'): readonly [number, number] => {
  const all = loaded.flatMap(({ run }) => run[pick])
  return [quantile(all, 0.5), quantile(all, 0.99)]
}

export interface ChairsOutcome {
  readonly chairs: number
  readonly cost: ChairsCost | null
  /** Why it could not be measured; null: it was. */
  readonly failure: string | null
}

/** What the server costs at so many chairs, one size after the other; none that fails keeps the next from running. */
export const runByChairs = async (
  sizes: readonly number[],
  quick: boolean,
  began: (chairs: number) => void,
): Promise<readonly ChairsOutcome[]> => {
  const disk = await diskUse(4)
  const diskOf = (unit: string): number => disk.find((figure) => figure.unit === unit && figure.budget !== null)?.value ?? Number.NaN
  const [numericsKb, wavesMb] = [diskOf('kB'), diskOf('MB')]
  const costOf = async (chairs: number): Promise<ChairsCost> => {
    const busy = watchMachine()
    const { server, relay } = await compare({
      chairs,
      repetitions: quick ? 1 : 2,
      // An alarm for each chair comes once in ten seconds.
      seconds: quick ? 5 : 10,
      saving: false,
      alarms: true,
    })
    return {
      chairs,
      serverUs: median(chairSecondUs(chairs, server)),
      relayUs: median(chairSecondUs(chairs, relay)),
      corePercent: median(server.map(({ run }) => run.cpuMs / run.seconds / 10)),
      residentMb: median(server.map((one) => one.residentMb)),
      diskMbPerHour: chairs * (numericsKb / 1_000 + wavesMb),
      readingMs: both(server, 'readingMs'),
      alarmMs: both(server, 'alarmMs'),
      receiptMs: both(server, 'receiptMs'),
      busy: busy(),
    }
  }
  const outcomes: ChairsOutcome[] = []
  for (const chairs of sizes) {
    began(chairs)
    try {
      outcomes.push({ chairs, cost: await costOf(chairs), failure: null })
    } catch (error) {
      outcomes.push({ chairs, cost: null, failure: error instanceof Error ? error.message : String(error) })
    }
  }
  return outcomes
}

const HEAD = [
  'chairs',
  'CPU, % of a core',
  'µs a chair-second',
  'bare relay, µs',
  'ratio',
  'memory, MB',
  'disk, MB an hour',
  'reading, ms',
  'alarm, ms',
  'receipt, ms',
]

const lineOf = (cost: ChairsCost): readonly string[] => {
  const pair = ([half, most]: readonly [number, number]): string => (Number.isNaN(half) ? 'none sent' : `${shown(half)} / ${shown(most)}`)
  return [
    cost.chairs.toLocaleString('en'),
    shown(cost.corePercent),
    shown(cost.serverUs),
    shown(cost.relayUs),
    shown(cost.serverUs / cost.relayUs),
    shown(cost.residentMb),
    shown(cost.diskMbPerHour),
    pair(cost.readingMs),
    pair(cost.alarmMs),
    pair(cost.receiptMs),
  ]
}

/** As a Markdown table, which reads well in a terminal, too. Delays: median / 99 of 100. */
export const chairsTable = (outcomes: readonly ChairsOutcome[]): string => {
  const { cores, cpu, node } = thisMachine()
  return [
    `${cores} cores (${cpu}), node ${node}. Delays: median / 99 of 100.`,
    '',
    `| ${HEAD.join(' | ')} |`,
    `|${HEAD.map(() => '---|').join('')}`,
    ...outcomes.flatMap(({ cost }) => (cost === null ? [] : [`| ${lineOf(cost).join(' | ')} |`])),
    '',
    ...outcomes.map(({ chairs, cost, failure }) => `- ${chairs} chairs: ${cost === null ? `FAILED: ${failure}` : busyText(cost.busy)}`),
  ].join('\n')
}
