import { loadScreens } from '@chairside/client/app/screens-on-demand.tsx'
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Example, minutes, NURSE, running } from '../support/judge-harness.ts'
import { chartOf } from './support/chart-fixture.ts'
import { renderRoom } from './support/render-app.tsx'
import { roomOf } from './support/room-fixture.ts'

const NOW = Date.UTC(2026, 2, 2, 14, 7)
beforeAll(loadScreens)
afterEach(cleanup)

const opened = async (example: Example): Promise<void> => {
  renderRoom(roomOf(NOW, []), '/sessions/session-1', 'physician', ({ charts }) => {
    charts.shown = chartOf(example)
  })
  await screen.findByRole('region', { name: 'Excursions' })
}

describe('what a chart says of what is not there', () => {
  it('D1: of a session that still runs, that the recovery has not begun; of one that ended, that there was none', async () => {
    const example = running()
    await opened(example)
    expect(screen.getByRole('region', { name: 'Readiness' })).toHaveTextContent('Not judged yet: the recovery has not begun.')
    cleanup()
    const cancelled = new Example()
    cancelled.checkIn(0)
    cancelled.mustAct(10, { kind: 'cancel', reason: 'came too late' }, NURSE)
    await opened(cancelled)
    expect(screen.getByRole('region', { name: 'Readiness' })).toHaveTextContent('Never judged: there was no recovery.')
  })

  it('X7: an excursion without stored traces ends with what was judged of it', async () => {
    const example = running({ baseline: { sys: 120, dia: 80 } })
    example.set(minutes(5), 184, 84)
    await opened(example)
    const [line] = screen.getAllByRole('listitem').filter((item) => item.dataset.level !== undefined)
    expect(line).toHaveTextContent(/beyond warning$/)
  })
})
