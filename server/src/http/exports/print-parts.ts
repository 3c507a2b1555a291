import type { Content, TableCell } from 'pdfmake/interfaces'
import { HEAVY, LINE, SOFT } from './svg-parts.ts'

/** A page holds so much across, in points. */
export const PAGE_PT = 523

/** Longer tables end with how many lines they leave to the record. */
const LINES_AT_MOST = 600

export const heading = (words: string): Content => ({ text: words, style: 'heading', headlineLevel: 1 })
export const soft = (words: string): Content => ({ text: words, color: SOFT })

export interface Column {
  readonly name: string
  /** In points, or the rest of the page. */
  readonly width: number | '*'
  readonly right?: true
}
export type Cell = string | { readonly text: string; readonly bold?: true; readonly soft?: true; readonly struck?: true }

const cellOf = (cell: Cell, column: Column | undefined): TableCell => {
  const { text, bold, soft: isSoft, struck } = typeof cell === 'string' ? { text: cell } : cell
  return {
    text,
    ...(bold === undefined ? {} : { bold: true }),
    ...(isSoft === undefined ? {} : { color: SOFT }),
    ...(struck === undefined ? {} : { decoration: 'lineThrough' as const }),
    ...(column?.right === undefined ? {} : { alignment: 'right' as const }),
  }
}

/** A table whose head stands on each page that it reaches. `more`: says how many lines stand in the record alone. */
export const table = (columns: readonly Column[], rows: readonly (readonly Cell[])[], more: (count: number) => string): Content => {
  const shown = rows.slice(0, LINES_AT_MOST)
  const grid: Content = {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ width }) => width),
      body: [
        columns.map((column) => ({ ...(cellOf(column.name, column) as object), color: SOFT, fontSize: 7 }) as TableCell),
        ...shown.map((row) => row.map((cell, index) => cellOf(cell, columns[index]))),
      ],
    },
    layout: {
      hLineWidth: (index, node) => (index === 0 || index === node.table.body.length ? 0 : 0.4),
      vLineWidth: () => 0,
      hLineColor: (index) => (index === 1 ? HEAVY : LINE),
      paddingTop: () => 1.6,
      paddingBottom: () => 1.6,
      paddingLeft: () => 2,
      paddingRight: () => 4,
    },
    margin: [0, 0, 0, 4],
  }
  return rows.length > shown.length ? { stack: [grid, soft(more(rows.length - shown.length))] } : grid
}

/** Names with what they hold, in so many columns. */
export const facts = (pairs: readonly (readonly [string, string, string?])[], columns: number): Content => {
  const cells: TableCell[] = pairs.map(([name, value, beside]) => ({
    stack: [
      { text: name, color: SOFT, fontSize: 7 },
      { text: value, bold: true },
      ...(beside === undefined || beside === '' ? [] : [{ text: beside, color: SOFT, fontSize: 7.5 }]),
    ],
  }))
  const body: TableCell[][] = []
  for (let index = 0; index < cells.length; index += columns) {
    const row = cells.slice(index, index + columns)
    while (row.length < columns) row.push({ text: '' })
    body.push(row)
  }
  return {
    table: { widths: Array.from({ length: columns }, () => '*' as const), body, dontBreakRows: true },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 8,
      paddingTop: () => 2,
      paddingBottom: () => 2,
    },
    margin: [0, 0, 0, 2],
  }
}

/** Words in a frame: what must not be read over. */
export const framed = (lines: readonly string[], dashes = false): Content => ({
  table: { widths: ['*'], body: [[{ stack: lines.map((text, index) => ({ text, bold: index === 0 })) }]] },
  layout: {
    hLineWidth: () => 0.8,
    vLineWidth: () => 0.8,
    ...(dashes ? { hLineStyle: () => ({ dash: { length: 3, space: 2 } }), vLineStyle: () => ({ dash: { length: 3, space: 2 } }) } : {}),
    paddingLeft: () => 6,
    paddingRight: () => 6,
    paddingTop: () => 3,
    paddingBottom: () => 3,
  },
  margin: [0, 2, 0, 4],
})
