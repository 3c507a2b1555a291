import { loadScreens } from '@chairside/client/app/screens-on-demand.tsx'
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { at, minutes, profile, running } from '../support/judge-harness.ts'
import { chartOf } from './support/chart-fixture.ts'
import { renderRoom } from './support/render-app.tsx'
import { roomOf } from './support/room-fixture.ts'

const NOW = Date.UTC(2026, 2, 2, 14, 7)
beforeAll(loadScreens)
afterEach(cleanup)

const opened = async () => {
  const example = running({ simulated: true, profile: profile({ origin: 'simulated' }) })
  example.set(minutes(5), 130, 80)
  const factSeq = example.enter(minutes(6), { kind: 'sedation', moaas: 4 })
  const user = userEvent.setup()
  const shown = renderRoom(roomOf(NOW, []), '/sessions/session-1', 'physician', (given) => {
    given.charts.shown = chartOf(example)
  })
  await screen.findByRole('button', { name: 'Judge again…' })
  return { factSeq, user, shown }
}

describe('X9: judged again by other limits', () => {
  it('V2: asks for what was typed, and for nothing while something typed is no number', async () => {
    const { user, shown } = await opened()
    await user.click(screen.getByRole('button', { name: 'Judge again…' }))
    const panel = screen.getByRole('region', { name: 'Judge again' })
    const run = within(panel).getByRole('button', { name: 'Judge again' })
    const field = within(panel).getByRole('textbox', { name: 'SYS high, warning' })
    await user.type(field, '1,2,3')
    expect(run).toBeDisabled()
    await user.clear(field)
    await user.type(field, '170')
    await user.selectOptions(within(panel).getByRole('combobox', { name: 'Protocol' }), 'strict')
    await user.click(run)
    await user.click(within(panel).getByRole('button', { name: 'As the protocol says' }))
    expect(shown.charts.questions).toEqual([
      {},
      { protocolId: 'strict', changes: [{ path: 'excursion.high.warning.sys', value: 170 }] },
      {},
    ])
    expect(field).toHaveValue('')
  })
})

describe('X9, R1: corrections of a chart', () => {
  it('R1: an entry is changed, or taken back, with a reason', async () => {
    const { user, shown, factSeq } = await opened()
    const correcting = async (): Promise<HTMLElement> => {
      await user.click(screen.getByRole('button', { name: 'Correct' }))
      return screen.getByRole('form', { name: /^Correct: / })
    }
    const form = await correcting()
    const record = within(form).getByRole('button', { name: 'Record' })
    await user.click(within(form).getByRole('radio', { name: 'Change it' }))
    await user.click(within(form).getByRole('radio', { name: /^5/ }))
    expect(record).toBeDisabled()
    await user.click(within(form).getByRole('button', { name: 'Entered by mistake' }))
    await user.click(record)
    const again = await correcting()
    await user.click(within(again).getByRole('radio', { name: 'Take it back' }))
    await user.click(within(again).getByRole('button', { name: 'Entered by mistake' }))
    await user.click(within(again).getByRole('button', { name: 'Record' }))
    const correction = { kind: 'correct-entry', factSeq, reason: 'Entered by mistake' }
    expect(shown.charts.acts).toEqual([
      { ...correction, entry: { kind: 'sedation', moaas: 5 } },
      { ...correction, entry: null },
    ])
  })

  it('X9: a set is marked as artefact with a reason', async () => {
    const { user, shown } = await opened()
    const [mark] = screen.getAllByRole('button', { name: /artefact/i }).slice(-1)
    await user.click(mark as HTMLElement)
    const box = screen.getByRole('group', { name: /^Mark .* as artefact$/ })
    await user.click(within(box).getByRole('button', { name: 'Cuff slipped' }))
    await user.click(within(box).getByRole('button', { name: 'Mark as artefact' }))
    expect(shown.charts.acts).toEqual([{ kind: 'mark-set', readAt: at(minutes(5)), artefact: true, reason: 'Cuff slipped' }])
  })
})
