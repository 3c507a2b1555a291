import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type FoundFile, findRecordings } from './evaluation-files.ts'
import { evaluateFiles } from './evaluation-pool.ts'
import type { RecordingResult } from './evaluation-recording.ts'
import { reportOf } from './evaluation-report.ts'
import { textOfReport } from './evaluation-table.ts'

const HELP = `npm run -s evaluate -- DIR [--json]

Judges every recording below DIR with the built-in protocol and tells what that is like for those who hear the alarms: how many an
hour, how long, what each rule holds back, and how far labels beside the recordings agree (NAME.labels.csv beside NAME.csv).
  --json   one object instead of tables; with what was found in each recording
Files that hold no recording are named on standard error and left out. Exit 2: nothing could be judged.
`

/** A fault of the call: one sentence on standard error, exit 2. */
class CallFault extends Error {}

const readCall = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    })
  } catch (error) {
    throw new CallFault((error as Error).message)
  }
}

const findFiles = (folder: string): readonly FoundFile[] => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw new CallFault(`${folder} is no folder`)
  try {
    return findRecordings(folder)
  } catch {
    throw new CallFault(`cannot read ${folder}`)
  }
}

const main = async (): Promise<void> => {
  const { values, positionals } = readCall()
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const folder = positionals[0]
  if (folder === undefined || positionals.length > 1) throw new CallFault('name one folder; --help says how')
  const files = findFiles(folder)
  const showProgress = process.stderr.isTTY
  const answers = await evaluateFiles(files, (done) => {
    if (showProgress) process.stderr.write(`\r${files.length} files: ${Math.floor(100 * done)} %`)
  })
  if (showProgress) process.stderr.write(`\r${' '.repeat(40)}\r`)
  const results: RecordingResult[] = []
  const unreadable: { readonly file: string; readonly reason: string }[] = []
  files.forEach((file, index) => {
    const answer = answers[index]
    if (answer?.kind === 'judged') for (const result of answer.results) results.push(result)
    else unreadable.push({ file: file.name, reason: answer?.reason ?? 'was not judged' })
  })
  for (const { file, reason } of unreadable) process.stderr.write(`evaluate: ${file} ${reason}\n`)
  if (results.length === 0) throw new CallFault(`no recording could be judged below ${folder}`)
  const report = reportOf(results, unreadable)
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : textOfReport(report))
}

try {
  await main()
} catch (error) {
  if (!(error instanceof CallFault)) throw error
  process.stderr.write(`evaluate: ${error.message}\n`)
  process.exitCode = 2
}
