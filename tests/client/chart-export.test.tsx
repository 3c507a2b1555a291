import { loadScreens } from '@chairside/client/app/screens-on-demand.tsx'
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { minutes, profile, running } from '../support/judge-harness.ts'
import { chartOf } from './support/chart-fixture.ts'
import type { Shown } from './support/render-app.tsx'
import { renderRoom } from './support/render-app.tsx'
import { roomOf } from './support/room-fixture.ts'

const NOW = Date.UTC(2026, 2, 2, 14, 7)

const SESSION = running({ simulated: true, profile: profile({ origin: 'simulated' }) })
SESSION.set(minutes(5), 130, 80)

describe('what leaves a chart', () => {
  const saved: string[] = []
  let printed = 0
  beforeAll(loadScreens)
  beforeEach(() => {
    saved.length = 0
    printed = 0
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:chart', revokeObjectURL: () => undefined }))
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download)
    })
    vi.stubGlobal('print', () => {
      printed += 1
      window.dispatchEvent(new Event('beforeprint'))
      window.dispatchEvent(new Event('afterprint'))
    })
  })
  afterEach(() => {
    cleanup()
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  const opened = async (
    prepare: (shown: Shown) => void = () => undefined,
  ): Promise<{ shown: Shown; panel: HTMLElement; user: ReturnType<typeof userEvent.setup> }> => {
    const user = userEvent.setup()
    const shown = renderRoom(roomOf(NOW, []), '/sessions/session-1', 'physician', (given) => {
      given.charts.shown = chartOf(SESSION)
      prepare(given)
    })
    await user.click(await screen.findByRole('button', { name: 'Export or print…' }))
    return { shown, user, panel: screen.getByRole('region', { name: 'Export or print' }) }
  }

  it('P3: a file is asked for in the language and from the station of the screen, and saved under the name that the server gave', async () => {
    const { shown, panel, user } = await opened((given) => {
      given.charts.filed = new Blob(['%PDF'])
    })
    await user.click(within(panel).getByRole('button', { name: 'PDF' }))
    expect(await within(panel).findByText('Saved as session-1-chart.pdf')).toBeInTheDocument()
    expect(shown.charts.files).toEqual([{ kind: 'pdf', language: 'en', station: 'desk' }])
    expect(saved).toEqual(['session-1-chart.pdf'])
  })

  it('P3: what was not given is not saved, and the screen says so', async () => {
    const { panel, user } = await opened()
    await user.click(within(panel).getByRole('button', { name: 'FHIR bundle' }))
    expect(await within(panel).findByText(/No answer came/)).toBeInTheDocument()
    expect(saved).toEqual([])
  })

  it('S5: the page is printed once the server noted it, once, and its head says what it is', async () => {
    const { shown, panel, user } = await opened()
    await user.click(within(panel).getByRole('button', { name: 'Print this page' }))
    expect(shown.prints).toEqual([{ sheet: 'chart', sessionId: 'session-1' }])
    expect(printed).toBe(1)
    const head = document.querySelector('.print-head')
    expect(head).toHaveTextContent('SIMULATED PATIENT: NOT FOR CARE')
    expect(head).toHaveTextContent('Not signed')
    expect(head).toHaveTextContent(/Printed .* by N\. Ortega/)
  })

  it('S5: a print by the browser’s own menu is told to the server too', async () => {
    const { shown } = await opened()
    window.dispatchEvent(new Event('beforeprint'))
    window.dispatchEvent(new Event('afterprint'))
    expect(shown.prints).toEqual([{ sheet: 'chart', sessionId: 'session-1' }])
  })
})
