import { spawn } from 'node:child_process'
import { atMost, atMostTimes, type Figure, figureOf, quantile } from './figures.ts'
import { guard, pause, residentMb } from './processes.ts'
import type { Row } from './run-rows.ts'
import { type Comparison, chairSecondUs, compare, type Loaded } from './server-bench.ts'

const RELAY = 'bare batched relay'
const SAVING_RELAY = 'bare relay that saves, too'

const cpuFigure = ({ chairs, server, relay }: Comparison): Figure =>
  figureOf({
    what: `CPU of one chair-second, ${chairs} chairs, 4 screens`,
    unit: 'µs',
    values: chairSecondUs(chairs, server),
    baseline: { what: RELAY, values: chairSecondUs(chairs, relay) },
    budget: atMostTimes(2),
  })

const times = (loaded: readonly Loaded[], pick: 'readingMs' | 'alarmMs' | 'receiptMs', share: number): readonly number[] =>
  loaded.map(({ run }) => quantile(run[pick], share))

const delay = (
  what: string,
  { server, relay, saving }: Comparison,
  pick: 'readingMs' | 'alarmMs' | 'receiptMs',
  share: 0.5 | 0.99,
): Figure => {
  const beside = pick === 'receiptMs' && saving.length > 0
  return figureOf({
    what: `${what}, ${share === 0.5 ? 'median' : '99 of 100'}`,
    unit: 'ms',
    values: times(server, pick, share),
    baseline: { what: beside ? SAVING_RELAY : RELAY, values: times(beside ? saving : relay, pick, share) },
    ...(share === 0.99 ? { budget: atMost(150) } : {}),
  })
}

/** Resident memory of a Node process that does nothing. */
const emptyProcessMb = async (): Promise<number> => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1e6)'], { stdio: 'ignore' })
  const forget = guard(child.pid ?? 0)
  try {
    await pause(1_000)
    return residentMb(child.pid ?? 0)
  } finally {
    child.kill('SIGKILL')
    forget()
  }
}

const COUNTS = { full: { repetitions: 3, seconds: 8 }, quick: { repetitions: 1, seconds: 4 } } as const

/** Also that a chair-second with the relay's own saving costs: what of it is the disk's. */
const savingFigure = ({ chairs, server, saving }: Comparison): Figure =>
  figureOf({
    what: `the same, ${chairs} chairs`,
    unit: 'µs',
    values: chairSecondUs(chairs, server),
    baseline: { what: SAVING_RELAY, values: chairSecondUs(chairs, saving) },
  })

export const SERVER_ROWS: readonly Row[] = [
  {
    name: 'server-50',
    what: 'CPU of the server under 50 chairs beside a bare relay of the same traffic',
    run: async ({ quick }) => [
      cpuFigure(await compare({ chairs: 50, ...(quick ? COUNTS.quick : COUNTS.full), saving: false, alarms: false })),
    ],
  },
  {
    name: 'server-200',
    what: 'the same at 200 chairs; delays of readings, alarms and receipts; memory',
    run: async ({ quick }) => {
      const seen = await compare({ chairs: 200, ...(quick ? COUNTS.quick : { repetitions: 3, seconds: 10 }), saving: true, alarms: true })
      return [
        cpuFigure(seen),
        savingFigure(seen),
        delay('reading sent → on a screen’s socket', seen, 'readingMs', 0.5),
        delay('reading sent → on a screen’s socket', seen, 'readingMs', 0.99),
        delay('alarm sent → on a screen’s socket', seen, 'alarmMs', 0.5),
        delay('alarm sent → on a screen’s socket', seen, 'alarmMs', 0.99),
        delay('delivery sent → durable receipt', seen, 'receiptMs', 0.5),
        delay('delivery sent → durable receipt', seen, 'receiptMs', 0.99),
        figureOf({
          what: 'memory at 200 chairs',
          unit: 'MB',
          // Its windows of readings and traces fill for a minute: what it held sooner says too little.
          values: seen.server.slice(-1).map((one) => one.residentMb),
          baseline: { what: 'empty Node process', values: [await emptyProcessMb()] },
          budget: atMost(250),
        }),
      ]
    },
  },
  {
    name: 'server-1000',
    what: '1,000 chairs in one process',
    run: async ({ quick }) => {
      const seen = await compare({
        chairs: 1_000,
        ...(quick ? COUNTS.quick : { repetitions: 2, seconds: 8 }),
        saving: false,
        alarms: false,
      })
      return [
        cpuFigure(seen),
        figureOf({
          what: 'of one core, 1,000 chairs',
          unit: '%',
          values: seen.server.map(({ run }) => run.cpuMs / run.seconds / 10),
          baseline: { what: RELAY, values: seen.relay.map(({ run }) => run.cpuMs / run.seconds / 10) },
        }),
      ]
    },
  },
]
