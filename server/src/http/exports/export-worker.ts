import { parentPort } from 'node:worker_threads'
import { answerAsked } from '../../threads/answer-asked.ts'
import type { ExportWork } from './export-thread.ts'
import { makeExport } from './make-export.ts'

/** A reason goes to the log: where it broke, never what stood there. */
const placeOf = ({ name, stack }: Error): string =>
  `${name} ${(stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 4)
    .map((line) => line.trim())
    .join(' ')}`

// A thread for what is printed and exported: laying out a document holds up no alarm.
if (parentPort !== null)
  answerAsked<ExportWork>(parentPort, { make: makeExport }, { reasonOf: (error) => (error instanceof Error ? placeOf(error) : 'unknown') })
