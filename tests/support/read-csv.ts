/** A CSV of RFC 4180 read back into rows by column, apostrophes before what looks like a formula taken off. Throws where it is none. */
export const readCsv = (text: string): readonly Readonly<Record<string, string>>[] => {
  if (!text.startsWith('\uFEFF')) throw new Error('no mark of UTF-8')
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const body = text.slice(1)
  for (let index = 0; index < body.length; index += 1) {
    const sign = body[index]
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (body[index + 1] === '"') {
        cell += '"'
        index += 1
      } else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === ',') {
      rows.at(-1)?.push(cell)
      cell = ''
    } else if (sign === '\r' && body[index + 1] === '\n') {
      rows.at(-1)?.push(cell)
      cell = ''
      rows.push([])
      index += 1
    } else cell += sign
  }
  if (quoted || cell !== '' || rows.pop()?.length !== 0) throw new Error('the table does not end with a line')
  const [names = [], ...lines] = rows
  return lines.map((line) => {
    if (line.length !== names.length) throw new Error(`${line.length} cells under ${names.length} names`)
    return Object.fromEntries(names.map((name, column) => [name, (line[column] ?? '').replace(/^'(?='*[=+\-@\t\r])/, '')]))
  })
}
