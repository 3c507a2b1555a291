import { csvCells, csvLines } from '@chairside/shared/recording-csv'
import { SECOND_MS } from '@chairside/shared/time'

/** What a person or a device said of a stretch of a recording. Milliseconds from the recording's zero. */
export interface Label {
  readonly fromMs: number
  readonly untilMs: number
  /** `device_alarm`, `device_flag`, `observer_response`, `expert_alarm`, `alarm_limits` ... */
  readonly kind: string
  readonly code: string
  readonly detail: string
}

/**
 * Reads a labels file: `t_start_s,t_end_s,kind,code,detail`, seconds of the recording. Lines without a start can't be placed
 * and are left out; one without an end is a moment. Null where the header does not make it one.
 */
export const parseLabels = (text: string): readonly Label[] | null => {
  const lines = csvLines(text)
  const header = csvCells(lines[0] ?? '')
  const [start, end, kind, code, detail] = ['t_start_s', 't_end_s', 'kind', 'code', 'detail'].map((name) => header.indexOf(name))
  if (start === -1 || kind === -1 || start === undefined || kind === undefined) return null
  const labels: Label[] = []
  for (const line of lines.slice(1)) {
    const cells = csvCells(line)
    const cell = (index: number | undefined): string => cells[index ?? -1] ?? ''
    const from = cell(start) === '' ? Number.NaN : Number(cell(start))
    if (!Number.isFinite(from)) continue
    const until = cell(end) === '' ? from : Number(cell(end))
    labels.push({
      fromMs: from * SECOND_MS,
      untilMs: Math.max(from, Number.isFinite(until) ? until : from) * SECOND_MS,
      kind: cell(kind),
      code: cell(code),
      detail: cell(detail),
    })
  }
  return labels
}

/** True where a device watched with this limit: only then is the absence of its alarm a statement. */
export const watchedFor = (labels: readonly Label[], limit: string): boolean =>
  labels.some(
    ({ kind, detail, code }) =>
      kind === 'alarm_limits' && `${code};${detail}`.split(';').some((part) => part.trim().startsWith(`${limit}=`)),
  )

const SIGNS_OF_TROUBLE = ['device_alarm', 'observer_response', 'adverse_event_TROOPS', 'expert_alarm']

/** A control: device and observers watched, and none of them found anything. */
export const isQuiet = (labels: readonly Label[]): boolean =>
  labels.some(({ kind }) => kind === 'alarm_limits') && !labels.some(({ kind }) => SIGNS_OF_TROUBLE.includes(kind))
