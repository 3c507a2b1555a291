import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parseWaves, type RecordedWaves } from './wave-file.ts'

const HEADER = '.wave.json'

/**
 * The wave files that belong to a recording `NAME.csv`: `NAME.wave.json` and `NAME_....wave.json`, each with its `.wave.bin`. A file
 * that is none is told in a sentence and left out; it does not hold up the numbers.
 */
export const wavesBeside = async (csvFile: string, onProblem: (sentence: string) => void): Promise<readonly RecordedWaves[]> => {
  const folder = dirname(csvFile)
  const name = basename(csvFile).replace(/\.csv$/i, '')
  const files = (await readdir(folder)).filter(
    (file) => file.endsWith(HEADER) && (file === `${name}${HEADER}` || file.startsWith(`${name}_`)),
  )
  const read: RecordedWaves[] = []
  for (const file of files.sort()) {
    const header = await readFile(join(folder, file), 'utf8').catch(() => null)
    const bytes = await readFile(join(folder, file.replace(/\.json$/, '.bin'))).catch(() => null)
    if (header === null || bytes === null) {
      onProblem(`${file}: the file or its .wave.bin can't be read.`)
      continue
    }
    const parsed = parseWaves(header, bytes)
    if (parsed.ok) read.push(parsed.waves)
    else onProblem(`${file}: ${parsed.reason}.`)
  }
  return read
}
