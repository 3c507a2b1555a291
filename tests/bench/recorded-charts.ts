import type { ChairInput } from '@chairside/server/domain/chair-input'
import type { RecordEntry } from '@chairside/server/ports/record'
import type { Store } from '@chairside/server/storage/open-sqlite'
import { chairIdSchema, type SessionId, sessionIdSchema, sourceIdSchema } from '@chairside/shared/identity'
import { MINUTE_MS } from '@chairside/shared/time'
import { ninetyMinutes } from '../support/export-samples.ts'
import { profile, ZERO } from '../support/judge-harness.ts'
import { recordedEntries } from '../support/recorded-session.ts'

/** The moment at which every one of these sessions has lasted 90 minutes. */
export const CHARTS_END = ZERO + 90 * MINUTE_MS
export const chartSession = (chair: number): SessionId => sessionIdSchema.parse(`bench-chart-${chair}`)

const ENTRIES_A_COMMIT = 500

/** Ninety minutes at 1 Hz with all that makes a chart worth reading, on this chair, up to the discharge. */
export const chartEntries = (chair: number): readonly RecordEntry[] => {
  const chairId = chairIdSchema.parse(String(chair))
  const source = profile({ sourceId: sourceIdSchema.parse(`bench-${chair}`), origin: 'simulated' })
  const named = (input: ChairInput): ChairInput =>
    input.kind === 'act' && input.opening !== undefined
      ? { ...input, opening: { ...input.opening, sessionId: chartSession(chair) } }
      : input
  const { inputs } = ninetyMinutes({ simulated: true, chairId, profile: source })
  return recordedEntries(inputs.map(named), chartSession(chair), chairId)
}

export const appendAll = async ({ record }: Store, entries: readonly RecordEntry[]): Promise<void> => {
  for (let from = 0; from < entries.length; from += ENTRIES_A_COMMIT) await record.append(entries.slice(from, from + ENTRIES_A_COMMIT))
}

/** Records such a session to its end, with its line in the list and its chart as the server keeps them. Returns the chart, packed. */
export const recordChart = async (store: Store, chair: number): Promise<Uint8Array> => {
  await appendAll(store, chartEntries(chair))
  const { builder, sessions } = store
  const built = await builder.build(chartSession(chair))
  if (built === null) throw new Error('there is no chart')
  const { line, entry, body } = built
  await sessions.put(line, entry, builder.builtBy)
  await sessions.keepChart(chartSession(chair), { entry, builtBy: builder.builtBy, body })
  return body
}
