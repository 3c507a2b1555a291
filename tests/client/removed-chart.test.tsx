import { loadScreens } from '@chairside/client/app/screens-on-demand.tsx'
import type { ChairId } from '@chairside/shared/identity'
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { running } from '../support/judge-harness.ts'
import { chartOf } from './support/chart-fixture.ts'
import { renderRoom } from './support/render-app.tsx'
import { roomOf } from './support/room-fixture.ts'

const NOW = Date.UTC(2026, 2, 2, 14, 7)
const REMOVED = {
  chairId: '3' as ChairId,
  openedAt: Date.UTC(2019, 1, 14, 9, 12),
  endedAt: Date.UTC(2019, 1, 14, 11, 40),
  simulated: false,
  keptUntil: '2025-02-20',
  removedAt: Date.UTC(2026, 2, 1, 8, 5),
}
beforeAll(loadScreens)
afterEach(cleanup)

describe('R1: the chart of a session that its retention removed', () => {
  it('R1: says which one it was, until when it had to be kept and when it went', async () => {
    renderRoom(roomOf(NOW, []), '/sessions/session-1', 'nurse', ({ charts }) => {
      charts.removed = REMOVED
    })
    expect(await screen.findByRole('heading', { name: 'This session was removed' })).toBeInTheDocument()
    expect(screen.getByText('It was on chair 3, 14 Feb 2019, 04:12–06:40 GMT−5.')).toHaveAttribute('role', 'alert')
    expect(screen.getByText(/kept until 20 Feb 2025\. The rule of retention let it go on 1 Mar 2026, 03:05\./)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Back to the sessions' })).toBeInTheDocument()
    expect(screen.queryByText('There is no such session.')).not.toBeInTheDocument()
    expect(within(screen.getByRole('main')).queryByText('Simulated')).toBeNull()
    // Nothing comes back by asking again.
    expect(screen.queryByRole('button', { name: 'Read again' })).not.toBeInTheDocument()
  })

  it('R1: leaves out the day that the audit does not say', async () => {
    renderRoom(roomOf(NOW, []), '/sessions/session-1', 'nurse', ({ charts }) => {
      charts.removed = { ...REMOVED, simulated: true, keptUntil: null }
    })
    expect(await screen.findByText(/^The rule of retention let it go/)).toBeInTheDocument()
    expect(within(screen.getByRole('main')).getByText('Simulated')).toBeInTheDocument()
  })

  it('R1: takes a chart that was open off the screen', async () => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, []), '/sessions/session-1', 'physician', ({ charts }) => {
      charts.shown = chartOf(running())
    })
    const again = await screen.findByRole('button', { name: 'Read again' })
    shown.charts.shown = null
    shown.charts.removed = REMOVED
    await user.click(again)
    expect(await screen.findByRole('heading', { name: 'This session was removed' })).toBeInTheDocument()
    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1)
  })

  it('R1: a session that never was is not called removed', async () => {
    renderRoom(roomOf(NOW, []), '/sessions/session-1', 'nurse')
    expect(await screen.findByText('There is no such session.')).toBeInTheDocument()
  })
})
