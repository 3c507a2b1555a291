export type CsvCell = string | number | boolean | null

/** What a spreadsheet takes for a formula, also behind apostrophes of ours. */
const LIKE_A_FORMULA = /^'*[=+\-@\t\r]/
const NEEDS_QUOTES = /[",\r\n]/

/** One cell. A text that a spreadsheet would run as a formula gets an apostrophe before it; whoever reads the file takes one off. */
const cellOf = (value: CsvCell): string => {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const harmless = LIKE_A_FORMULA.test(value) ? `'${value}` : value
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Begins with a mark of UTF-8: without it the spreadsheet that most clinics have reads `Muñoz` as `MuÃ±oz`. */
const MARK = '\uFEFF'

/** A table as RFC 4180 has it: a head line, lines end with CR LF. */
export const csvOf = (names: readonly string[], rows: Iterable<readonly CsvCell[]>): string => {
  const lines = [names.join(',')]
  for (const row of rows) lines.push(row.map(cellOf).join(','))
  return `${MARK}${lines.join('\r\n')}\r\n`
}
