import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'

/** One measured line: a figure beside its bare baseline of the same run, and the ratio. */
export interface Figure {
  readonly what: string
  readonly unit: string
  readonly value: number
  readonly baseline: { readonly what: string; readonly value: number } | null
  readonly budget: string
}

export const median = (values: readonly number[]): number => {
  const ordered = [...values].sort((a, b) => a - b)
  return ordered[ordered.length >> 1] ?? Number.NaN
}

export const quantile = (values: readonly number[], share: number): number => {
  const ordered = [...values].sort((a, b) => a - b)
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? Number.NaN
}

const CLOCK_TICK_MS = 10

/** CPU time that a process has used so far, in ms (Linux). */
export const cpuMs = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MS
}

const shown = (value: number): string =>
  Math.abs(value) >= 1_000 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : 1)

export const tableOf = (figures: readonly Figure[]): string =>
  [
    `load average ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')}, node ${process.version}`,
    ...figures.map(({ what, unit, value, baseline, budget }) => {
      const beside =
        baseline === null ? '' : ` | ${baseline.what}: ${shown(baseline.value)} ${unit} | ratio ${(value / baseline.value).toFixed(2)}`
      return `${what}: ${shown(value)} ${unit}${beside} | budget ${budget}`
    }),
  ].join('\n')
