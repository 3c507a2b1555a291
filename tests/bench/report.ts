import type { Figure } from './figures.ts'
import type { Busy, Machine } from './machine.ts'
import type { RowOutcome } from './run-rows.ts'

/** All that a run of the bench says. */
export interface Report {
  readonly version: 1
  /** When it began, UTC. */
  readonly at: string
  readonly quick: boolean
  readonly seconds: number
  readonly machine: Machine
  readonly rows: readonly RowOutcome[]
}

export const shown = (value: number): string => {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en')
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) < 10 ? 2 : 1)
}

const spread = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  low === high ? '' : ` (${shown(low)} to ${shown(high)})`

const percent = (share: number | null): string => (share === null ? 'unknown' : `${Math.round(share * 100)} %`)

export const busyText = ({ loadAverage, ownShare, othersShare }: Busy): string =>
  `load ${loadAverage.toFixed(1)}, others took ${percent(othersShare)} of the cores, the bench ${percent(ownShare)}`

const HEAD = ['row', 'what', 'figure', 'bare baseline', 'ratio', 'budget', 'held'] as const

const cells = (row: string, figure: Figure): readonly string[] => [
  row,
  figure.what,
  `${shown(figure.value)} ${figure.unit}${spread(figure)}`,
  figure.baseline === null ? '' : `${figure.baseline.what}: ${shown(figure.baseline.value)}${spread(figure.baseline)}`,
  figure.ratio === null ? '' : shown(figure.ratio),
  figure.budget ?? '',
  figure.held === null ? '' : figure.held ? 'yes' : 'NO',
]

const linesOf = ({ rows }: Report): readonly (readonly string[])[] =>
  rows.flatMap(({ name, figures, failure }) =>
    failure === null
      ? figures.map((figure, index) => cells(index === 0 ? name : '', figure))
      : [[name, `FAILED: ${failure.replaceAll('\n', ' ')}`, '', '', '', '', '']],
  )

const opening = ({ at, machine, seconds, quick }: Report): string =>
  `${at.slice(0, 16).replace('T', ' ')} UTC, ${machine.cores} cores (${machine.cpu}), ${machine.memoryGb} GB, node ${machine.node}, ${Math.round(seconds)} s${quick ? ', quick: too short to be quoted' : ''}`

const busyLines = ({ rows }: Report): readonly string[] => rows.map(({ name, busy }) => `${name}: ${busyText(busy)}`)

/** For a terminal: one block of columns, then how busy the machine was. */
export const tableOf = (report: Report): string => {
  const lines = [HEAD, ...linesOf(report)]
  const widths = HEAD.map((_, column) =>
    Math.max(...lines.map((line) => (line[1]?.startsWith('FAILED') === true && column === 1 ? 0 : (line[column] ?? '').length))),
  )
  const rows = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [opening(report), '', ...rows, '', ...busyLines(report)].join('\n')
}

const markdownRow = (line: readonly string[]): string => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

/** For a page: the same as a Markdown table. */
export const markdownOf = (report: Report): string =>
  [
    `Run of ${opening(report)}.`,
    '',
    markdownRow(HEAD),
    markdownRow(HEAD.map(() => '---')),
    ...linesOf(report).map(markdownRow),
    '',
    'How busy the machine was:',
    '',
    ...busyLines(report).map((line) => `- ${line}`),
  ].join('\n')

export const jsonOf = (report: Report): string => JSON.stringify(report, null, 2)

/** Whether every row could be measured. That a budget is not held is a figure, not a failure of the bench. */
export const isComplete = (report: Report): boolean => report.rows.every(({ failure }) => failure === null)
