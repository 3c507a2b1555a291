import { loadScreens } from '@chairside/client/app/screens-on-demand.tsx'
import type { ChairInput } from '@chairside/server/domain/chair-input'
import { buildChart } from '@chairside/server/domain/session-chart'
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { at, CHAIR, type Example, NURSE, PHYSICIAN, quiet } from '../support/judge-harness.ts'
import { renderRoom } from './support/render-app.tsx'
import { roomOf } from './support/room-fixture.ts'

const CONTENT = { entry: 9, hash: 'ab'.repeat(32) }

const show = ({ inputs, facts }: Example): void => {
  const chart = buildChart({ inputs, facts, chairId: CHAIR, content: CONTENT })
  if (chart === null) throw new Error('no chart')
  renderRoom(roomOf(at(3_600), []), '/sessions/session-1', 'physician', (given) => {
    given.charts.shown = chart
  })
}
const act = (example: Example, second: number, what: Extract<ChairInput, { kind: 'act' }>['act'], by = PHYSICIAN): void => {
  expect(example.feed({ kind: 'act', takenAt: at(second), by, act: what }).problem).toBeNull()
}
/** Confirmed at 120 s, answered 10 s later, and critical at 300 s. */
const risen = (): Example => {
  const example = quiet()
  example.set(60, 166, 84)
  example.set(120, 168, 84)
  acknowledge(example, 130)
  example.set(300, 186, 84)
  return example
}
const acknowledge = (example: Example, second: number): void => {
  const alarmId = example.alarm('bp-high')?.id
  if (alarmId === undefined) throw new Error('no alarm')
  act(example, second, { kind: 'acknowledge', alarmId, plan: 'call-physician' }, NURSE)
}

describe('a chart of what went on after an answer, or after a signature', () => {
  beforeAll(loadScreens)
  afterEach(cleanup)
  const row = async (): Promise<HTMLElement> =>
    within(await screen.findByRole('region', { name: 'Alarms' })).getByRole('row', { name: /SYS 186 ≥ 180/ })

  it('A4: what an alarm rose to is not answered by what was said before', async () => {
    show(risen())
    expect(await row()).toHaveTextContent('not answered')
  })

  it('A4: how soon it was answered counts from when it rose', async () => {
    const example = risen()
    acknowledge(example, 337)
    show(example)
    expect(await row()).toHaveTextContent('0:37')
    expect(await row()).not.toHaveTextContent('not answered')
  })

  it('R3: another time of the infusion after a signature is told, with its reason', async () => {
    const example = quiet()
    act(example, 600, { kind: 'transfer', destination: 'hospital' })
    act(example, 700, { kind: 'sign-chart', meaning: 'reviewed', content: CONTENT, seen: [] })
    const factSeq = example.of('phase-changed').find(({ to }) => to === 'infusing')?.seq ?? 0
    act(example, 710, { kind: 'amend-infusion-time', factSeq, happenedAt: at(2), reason: 'entered late' })
    show(example)
    const signatures = await screen.findByRole('region', { name: 'Signatures' })
    expect(within(signatures).getByText(/P\. Physician · other infusion time/)).toHaveTextContent('entered late')
  })
})
