import { buildChart } from '@chairside/server/domain/session-chart'
import { alarmsPart } from '@chairside/server/http/exports/print-events'
import { sayingIn } from '@chairside/server/http/exports/print-words'
import { describe, expect, it } from 'vitest'
import { CHAIR, type Example, NURSE, quiet } from '../support/judge-harness.ts'

const printed = ({ inputs, facts }: Example): string => {
  const chart = buildChart({ inputs, facts, chairId: CHAIR, content: null })
  if (chart === null) throw new Error('no chart')
  return JSON.stringify(alarmsPart(chart, sayingIn('en', 'UTC')))
}
const acknowledge = (example: Example, second: number): void => {
  const alarmId = example.alarm('bp-high')?.id
  if (alarmId === undefined) throw new Error('no alarm')
  example.mustAct(second, { kind: 'acknowledge', alarmId, plan: 'medication' }, NURSE)
}

describe('alarms on paper', () => {
  it('A4: an alarm that rose after its answer waits for another one, from then on', () => {
    const example = quiet()
    example.set(60, 166, 84)
    example.set(120, 168, 84)
    acknowledge(example, 130)
    expect(printed(example)).toContain('1:10, N. Nurse, Medication')
    example.set(300, 186, 84)
    expect(printed(example)).toContain('not answered')
    expect(printed(example)).not.toContain('N. Nurse')
    acknowledge(example, 337)
    expect(printed(example)).toContain('0:37, N. Nurse, Medication')
  })
})
