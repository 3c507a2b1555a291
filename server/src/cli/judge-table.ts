import type { JudgeEvent } from './judge-events.ts'
import type { Judgement } from './judge-recording.ts'

const clock = (seconds: number): string => {
  const sign = seconds < 0 ? '-' : ''
  const whole = Math.floor(Math.abs(seconds))
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${sign}${Math.floor(whole / 3_600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
}

const details = (event: JudgeEvent): string =>
  Object.entries(event)
    .filter(([key, value]) => key !== 't' && key !== 'kind' && value !== null)
    .map(([key, value]) => (typeof value === 'string' ? value : `${key} ${String(value)}`))
    .join('  ')

const summaryLines = (summary: Judgement['summary']): readonly string[] =>
  Object.entries(summary)
    .filter(([key]) => key !== 'kind')
    .map(([key, value]) => `  ${key.padEnd(22)}${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)

/** The judgement for people: one line an event, then the summary. */
export const tableOf = (judgement: Judgement): string => {
  const lines = judgement.events.map((event) => `${clock(event.t).padStart(9)}  ${event.kind.padEnd(20)}  ${details(event)}`)
  return `${[...lines, ...(lines.length === 0 ? ['nothing to state'] : []), '', 'summary', ...summaryLines(judgement.summary)].join('\n')}\n`
}
