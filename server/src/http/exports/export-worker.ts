import { parentPort } from 'node:worker_threads'
import type { FromExports, ToExports } from './export-messages.ts'
import { makeExport } from './make-export.ts'

/** A thread for what is printed and exported: laying out a document holds up no alarm. */
const serve = (port: NonNullable<typeof parentPort>): void => {
  const answer = (message: FromExports): void => port.postMessage(message)
  port.on('message', ({ id, copy, handed }: ToExports) => {
    makeExport(copy, handed).then(
      (made) => answer({ kind: 'made', id, made }),
      // A reason goes to the log: where it broke, never what stood there.
      (error: unknown) => answer({ kind: 'failed', id, reason: error instanceof Error ? placeOf(error) : 'unknown' }),
    )
  })
}

const placeOf = ({ name, stack }: Error): string =>
  `${name} ${(stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 4)
    .map((line) => line.trim())
    .join(' ')}`

if (parentPort !== null) serve(parentPort)
