import { createInterface } from 'node:readline'
import { obey } from './panel.ts'
import type { SimulatedRoom } from './room.ts'
import { loadScenario, SCENARIOS } from './scenario-library.ts'
import { INSTRUCTION_WORDS } from './steering.ts'

const HELP = [
  'One line, one order: the number of a chair or "all", then one of',
  `  ${INSTRUCTION_WORDS.join(', ')}`,
  'or alone: list, scenarios, help. Ctrl-C ends everything.',
  '',
].join('\n')

const listOf = (room: SimulatedRoom): string =>
  room.chairs
    .map(({ number, phase, scenario, times, troubles, next, plugged }) =>
      [
        `${String(number).padStart(3)}  ${(phase ?? '-').padEnd(12)} ${scenario ?? '-'}`,
        ...(times === 1 ? [] : [times === 0 ? 'paused' : `${times} times faster`]),
        ...(plugged ? [] : ['unplugged']),
        ...troubles,
        ...(next === null ? [] : [`next: ${next}`]),
      ].join(', '),
    )
    .join('\n')

/** Takes orders line by line from a terminal. Returns what ends it. */
export const listenAtTerminal = (room: SimulatedRoom, input: NodeJS.ReadableStream, output: NodeJS.WritableStream): (() => void) => {
  const lines = createInterface({ input })
  output.write(`${HELP}> `)
  lines.on('line', (line) => {
    const said = line.trim()
    if (said === 'help') output.write(HELP)
    else if (said === 'list') output.write(`${listOf(room)}\n`)
    else if (said === 'scenarios') output.write(`${SCENARIOS.map(({ id, title }) => `  ${id.padEnd(22)}${title}`).join('\n')}\n`)
    else if (said !== '') output.write(`${obey(room, said, loadScenario)}\n`)
    output.write('> ')
  })
  return () => lines.close()
}
