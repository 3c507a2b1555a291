import { expect, it } from 'vitest'
import { readArguments, UsageMistake } from '../bench/arguments.ts'
import { atLeast, atMost, atMostTimes, figureOf, median, quantile } from '../bench/figures.ts'
import { type Busy, watchMachine } from '../bench/machine.ts'
import { createHouse, roomShares } from '../bench/profile-rooms.ts'
import { isComplete, jsonOf, markdownOf, type Report, tableOf } from '../bench/report.ts'
import { type Row, runRows } from '../bench/run-rows.ts'

const NAMES = ['judge', 'disk', 'board'] as const
const BUSY: Busy = { seconds: 2, loadAverage: 1.5, ownShare: 0.25, othersShare: 0.5 }
const FIGURE = figureOf({
  what: 'reading | screen',
  unit: 'ms',
  values: [40, 60, 50],
  baseline: { what: 'bare relay', values: [20, 20, 25] },
  budget: atMost(45),
})

const row = (name: string, run: Row['run']): Row => ({ name, what: name, run })
const runAll = (rows: readonly Row[], limitMs?: number) =>
  runRows(
    rows,
    { quick: true },
    () => () => BUSY,
    () => undefined,
    limitMs,
  )

const reportOf = async (rows: readonly Row[]): Promise<Report> => ({
  version: 1,
  at: '2026-11-22T11:00:00.000Z',
  quick: false,
  seconds: 12,
  machine: { node: 'v20', platform: 'linux x64', cpu: 'Any', cores: 2, memoryGb: 4 },
  rows: await runAll(rows),
})

it('reads its arguments: rows in the order of the bench, formats, and chairs where they belong', () => {
  expect(readArguments([], NAMES)).toMatchObject({ mode: 'rows', only: NAMES, quick: false, format: 'table', jsonFile: null })
  expect(readArguments(['--only', 'board,judge', '--quick'], NAMES)).toMatchObject({ only: ['judge', 'board'], quick: true })
  expect(readArguments(['--json'], NAMES)).toMatchObject({ format: 'json', jsonFile: null })
  expect(readArguments(['--json', '--quick'], NAMES)).toMatchObject({ format: 'json', jsonFile: null, quick: true })
  expect(readArguments(['--json', 'out.json', '--markdown'], NAMES)).toMatchObject({ format: 'markdown', jsonFile: 'out.json' })
  expect(readArguments(['--by-chairs'], NAMES)).toMatchObject({ mode: 'by-chairs', chairs: [1, 10, 50, 200, 1_000] })
  expect(readArguments(['--profile', '--chairs', '24'], NAMES)).toMatchObject({ mode: 'profile', chairs: [24] })
  expect(readArguments(['--help'], NAMES).mode).toBe('help')
})

it.each([
  [['--only', 'nonsense'], 'Rows: judge, disk, board.'],
  [['--only', 'judge,bord'], '"bord"'],
  [['--only', ''], 'Rows: judge, disk, board.'],
  [['--fast'], '--fast'],
  [['judge'], 'judge'],
  [['--by-chairs', '--profile'], 'runs of their own'],
  [['--by-chairs', '--only', 'judge'], '--only does not go'],
  [['--chairs', '20'], '--by-chairs or --profile'],
  [['--by-chairs', '--chairs', '0,5'], 'whole numbers'],
  [['--profile', '--chairs', '5,6'], 'one number'],
  [['--json', '--markdown'], '--json FILE'],
])('refuses %j, and says what would do', (args, sentence) => {
  expect(() => readArguments(args, NAMES)).toThrow(UsageMistake)
  expect(() => readArguments(args, NAMES)).toThrow(sentence)
})

it('takes medians, ranks, spreads and ratios', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3)
  expect(quantile([5, 1, 4, 2, 3], 0.99)).toBe(5)
  expect(FIGURE).toMatchObject({ value: 50, low: 40, high: 60, repetitions: 3, held: false, budget: 'at most 45' })
  expect(FIGURE.baseline).toStrictEqual({ what: 'bare relay', value: 20, low: 20, high: 25 })
  // Pair by pair: what disturbed one repetition disturbed its baseline, too.
  expect(FIGURE.ratio).toBe(2)
  const uneven = figureOf({ what: 'memory', unit: 'MB', values: [90, 100, 110], baseline: { what: 'empty', values: [50] } })
  expect(uneven).toMatchObject({ ratio: 2, budget: null, held: null })
})

it('holds budgets by the figure or by its ratio', () => {
  const held = (budget: ReturnType<typeof atMost>) =>
    figureOf({ what: 'x', unit: 'ms', values: [30], baseline: { what: 'y', values: [20] }, budget }).held
  expect([held(atMost(30)), held(atMost(29)), held(atLeast(30)), held(atLeast(31))]).toStrictEqual([true, false, true, false])
  expect([held(atMostTimes(1.5)), held(atMostTimes(1.4))]).toStrictEqual([true, false])
  expect(figureOf({ what: 'x', unit: 'ms', values: [30], budget: atMostTimes(2) }).held).toBe(false)
})

it('takes no figure for measured that nobody measured', () => {
  expect(() => figureOf({ what: 'alarm', unit: 'ms', values: [1, Number.NaN] })).toThrow('alarm: not measured')
  expect(() => figureOf({ what: 'alarm', unit: 'ms', values: [] })).toThrow('alarm: not measured')
  expect(() => figureOf({ what: 'alarm', unit: 'ms', values: [1], baseline: { what: 'b', values: [] } })).toThrow('not measured')
})

it('reports a row that fails or hangs, and goes on with the next', async () => {
  const outcomes = await runAll(
    [
      row('broken', () => Promise.reject(new Error('no browser'))),
      row('thrown', () => {
        throw new Error('at once')
      }),
      row('hung', () => new Promise(() => undefined)),
      row('fine', async () => [FIGURE]),
    ],
    20,
  )
  expect(outcomes.map(({ name, failure }) => [name, failure])).toStrictEqual([
    ['broken', 'no browser'],
    ['thrown', 'at once'],
    ['hung', 'not done after 0 s'],
    ['fine', null],
  ])
  expect(outcomes.map(({ figures }) => figures.length)).toStrictEqual([0, 0, 0, 1])
  expect(outcomes[3]?.busy).toStrictEqual(BUSY)
})

it('says the same as a table, as Markdown and as JSON, a failed row and a busy machine included', async () => {
  const report = await reportOf([row('judge', async () => [FIGURE]), row('board', () => Promise.reject(new Error('no\nbrowser')))])
  expect(isComplete(report)).toBe(false)
  expect(isComplete(await reportOf([row('judge', async () => [FIGURE])]))).toBe(true)
  const table = tableOf(report)
  expect(table).toContain('50.0 ms (40.0 to 60.0)')
  expect(table).toContain('bare relay: 20.0 (20.0 to 25.0)')
  expect(table).toMatch(/2\.00 +at most 45 +NO/)
  expect(table).toContain('FAILED: no browser')
  expect(table).toContain('judge: load 1.5, others took 50 % of the cores, the bench 25 %')
  const markdown = markdownOf(report)
  expect(markdown).toContain('| judge | reading \\| screen | 50.0 ms (40.0 to 60.0) |')
  // As many cells in each line as in the head.
  const cells = markdown.split('\n').filter((line) => line.startsWith('|'))
  expect(new Set(cells.map((line) => line.replaceAll('\\|', '').split('|').length)).size).toBe(1)
  expect(JSON.parse(jsonOf(report))).toStrictEqual(JSON.parse(JSON.stringify(report)))
  expect(JSON.parse(jsonOf(report))).toMatchObject({
    version: 1,
    machine: { cores: 2 },
    rows: [
      { name: 'judge', failure: null, figures: [{ ratio: 2, held: false }], busy: BUSY },
      { name: 'board', failure: 'no\nbrowser', figures: [] },
    ],
  })
})

it('sees what it took of the machine itself', () => {
  const read = watchMachine()
  for (let sum = 0; sum < 2e8; sum += 1);
  const busy = read()
  expect(busy.seconds).toBeGreaterThan(0)
  if (process.platform !== 'linux') return
  expect(busy.ownShare).toBeGreaterThan(0)
  expect((busy.ownShare ?? 0) + (busy.othersShare ?? 0)).toBeLessThanOrEqual(1.01)
})

it('gives the time of a profile to the room that asked for it', () => {
  const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 0, columnNumber: 0 })
  const house = { placeOf: ({ url }: { readonly url: string }) => (url.startsWith('own:') ? url.slice(4) : null) }
  const { rooms, functions, busyUs, allUs } = roomShares(
    {
      nodes: [
        { id: 1, callFrame: frame('(root)', ''), children: [2, 5, 6, 7] },
        { id: 2, callFrame: frame('deliver', 'own:ingest/intake'), children: [3, 4] },
        { id: 3, callFrame: frame('parse', 'file:///x/node_modules/zod/v4/index.js') },
        { id: 4, callFrame: frame('advance', 'own:domain/chair'), children: [8] },
        { id: 5, callFrame: frame('(idle)', '') },
        { id: 6, callFrame: frame('(garbage collector)', '') },
        { id: 7, callFrame: frame('ondata', 'file:///x/node_modules/socket.io/dist/client.js') },
        { id: 8, callFrame: frame('isMonitored', 'own:shared/session') },
      ],
      samples: [2, 3, 4, 5, 6, 7, 8],
      timeDeltas: [10, 20, 30, 1_000, 5, 7, 3],
    },
    house,
  )
  expect(Object.fromEntries(rooms)).toStrictEqual({
    'checking (ingest)': 30,
    'judging (domain)': 33,
    'collecting garbage': 5,
    'receiving and sending (Socket.IO, Node)': 7,
  })
  expect(functions.get('parse, zod')).toBe(20)
  expect([busyUs, allUs]).toStrictEqual([75, 1_075])
  expect(createHouse('/nowhere/').placeOf(frame('x', 'file:///x/server/dist/main.js'))).toBeNull()
})
