/** The lines of a comma-separated file, whatever ends them; a mark of its encoding is left out. */
export const csvLines = (text: string): readonly string[] => text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)

/** The cells of one line, trimmed. A quoted cell may hold commas and doubled quotes. */
export const csvCells = (line: string): readonly string[] => {
  if (!line.includes('"')) return line.split(',').map((cell) => cell.trim())
  const cells: string[] = []
  for (const [, quoted, plain, separator] of line.matchAll(/\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))(,|$)/g)) {
    cells.push(quoted === undefined ? (plain ?? '').trim() : quoted.replaceAll('""', '"').trim())
    if (separator === '') break
  }
  return cells
}
