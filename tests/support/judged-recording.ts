import { type Judgement, judgeRecording } from '@chairside/server/cli/judge-recording'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { parseRecording } from '@chairside/shared/recording'

interface Options {
  readonly baseline?: { readonly sys: number; readonly dia: number }
  readonly infusion?: readonly [number, number]
}

/** A recording written in the test, judged. Seconds. */
export const judge = (csv: string, { baseline, infusion }: Options = {}): Judgement => {
  const recording = parseRecording(csv)
  if (recording === null) throw new Error('no recording')
  return judgeRecording(recording, {
    protocol: DEFAULT_PROTOCOL,
    baseline: baseline ?? null,
    infusion: infusion === undefined ? null : { startMs: infusion[0] * 1_000, endMs: infusion[1] * 1_000 },
  })
}

export const csv = (header: string, rows: readonly (readonly (number | string | null)[])[]): string =>
  [header, ...rows.map((row) => row.map((cell) => cell ?? '').join(','))].join('\n')

export const SETS = 't_s,nibp_sys,nibp_dia,nibp_map'
export const lines = (judgement: Judgement, ...kinds: readonly string[]) =>
  judgement.events.filter((event) => kinds.length === 0 || kinds.includes(event.kind))
