import type { Fact } from '@chairside/shared/fact'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { ChairInput, SourceProfile } from '../../domain/chair-input.ts'
import type { ChartReadings } from '../../domain/chart-readings.ts'
import { monitorsIn } from '../../domain/monitors-in.ts'
import { chartWithReadings } from '../../domain/session-chart.ts'
import type { CopyLine } from '../../ports/record-copy.ts'

/** One session as exports are made from: all of it from one copy of the record. */
export interface CopiedSession {
  readonly chart: SessionChart
  /** All that was this patient's, unthinned. */
  readonly readings: ChartReadings
  readonly inputs: readonly ChairInput[]
  readonly facts: readonly Fact[]
  /** Monitors by their id, as they declared themselves last. */
  readonly monitors: ReadonlyMap<string, SourceProfile>
}

/** Reads a copied record (`CopyLine`s); null: there is no session in it. Throws a SyntaxError where it is no copy. */
export const readCopy = (copy: Uint8Array): CopiedSession | null => {
  const inputs: ChairInput[] = []
  const facts: Fact[] = []
  let session: Extract<CopyLine, { line: 'session' }> | null = null
  let end: Extract<CopyLine, { line: 'end' }> | null = null
  for (const text of new TextDecoder().decode(copy).split('\n')) {
    if (text === '') continue
    const line = JSON.parse(text) as CopyLine
    if (line.line === 'session') session = line
    else if (line.line === 'input') inputs.push(line.input)
    else if (line.line === 'end') end = line
    else if (line.kind === 'fact') facts.push(line.body as Fact)
  }
  if (session === null || end === null) return null
  const drawn = chartWithReadings({ inputs, facts, chairId: session.chairId, content: { entry: end.entries, hash: end.head } })
  return drawn === null ? null : { ...drawn, inputs, facts, monitors: monitorsIn(inputs) }
}
