import { loadScreens } from '@chairside/client/app/screens-on-demand.tsx'
import type { SourceId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { at, minutes, NURSE, profile, running } from '../support/judge-harness.ts'
import { chartOf } from './support/chart-fixture.ts'
import { renderRoom } from './support/render-app.tsx'
import { NOW, roomOf, sixChairs } from './support/room-fixture.ts'

beforeAll(loadScreens)
afterEach(cleanup)

describe('A2: a monitor is called by its label, as on paper', () => {
  it('A2: in the chart, also one that was released, and by the label that it declared last', async () => {
    const example = running({ profile: profile({ sourceId: 'mon-3' as SourceId, label: 'Window' }) })
    example.feed({
      kind: 'source-declared',
      takenAt: at(minutes(2)),
      profile: profile({ sourceId: 'mon-3' as SourceId, label: 'Window 2' }),
    })
    example.mustAct(minutes(3), { kind: 'release-monitor' }, NURSE)
    const chart = chartOf(example)
    renderRoom(roomOf(NOW, []), '/sessions/session-1', 'physician', ({ charts }) => {
      charts.shown = chart
    })
    const events = await screen.findByRole('region', { name: 'Events' })
    expect(events).toHaveTextContent('Monitor bound: Window 2')
    expect(events).toHaveTextContent('Monitor released: Window 2')
    expect(events).not.toHaveTextContent('mon-3')
  })

  it('A2: at the chair, after it was released too; by its id where nobody knows it any more', () => {
    const [first, ...others] = sixChairs(NOW)
    const boundAs = (sourceId: string) =>
      ({ kind: 'monitor-bound', at: NOW - 60_000, seq: 900, sourceId: sourceId as SourceId, by: NURSE }) as const
    const open = (sourceId: string): void => {
      const chair = { ...first, source: null, timeline: [boundAs(sourceId)] } as ChairPicture
      renderRoom(roomOf(NOW, [chair, ...others]), `/chairs/${first?.chairId}`)
    }
    open('monitor-8')
    expect(screen.getByText('Monitor bound: Bed 8')).toBeInTheDocument()
    cleanup()
    open('monitor-99')
    expect(screen.getByText('Monitor bound: monitor-99')).toBeInTheDocument()
  })
})
