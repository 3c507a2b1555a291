import { loadScreens } from '@chairside/client/app/screens-on-demand.tsx'
import { showLanguage } from '@chairside/client/words/language.ts'
import { buildChart } from '@chairside/server/domain/session-chart'
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { CHAIR } from '../support/judge-harness.ts'
import { evidencePhrasesIn, poorRecovery } from '../support/poor-recovery.ts'
import { renderRoom } from './support/render-app.tsx'
import { roomOf } from './support/room-fixture.ts'

const NOW = Date.UTC(2026, 2, 2, 14, 7)
const speak = (language: 'en' | 'es') => act(async () => void (await showLanguage(language)))
const cellsOf = (region: HTMLElement): string => [...region.querySelectorAll('td')].map((cell) => cell.textContent).join(' | ')

describe('a chart on a Spanish screen', () => {
  beforeAll(loadScreens)
  afterEach(async () => {
    cleanup()
    await speak('en')
  })

  it('L1, A2: says evidence, values and the protocol in Spanish, with its decimals', async () => {
    const example = poorRecovery()
    const chart = buildChart({ inputs: example.inputs, facts: example.facts, chairId: CHAIR, content: { entry: 9, hash: 'ab'.repeat(32) } })
    if (chart === null) throw new Error('no chart')
    renderRoom(roomOf(NOW, []), '/sessions/session-1', 'physician', (given) => {
      given.charts.shown = chart
    })
    const english = cellsOf(await screen.findByRole('region', { name: 'Readiness' }))
    expect(evidencePhrasesIn(english).length).toBeGreaterThan(12)
    await speak('es')
    const spanish = cellsOf(screen.getByRole('region', { name: 'Aptitud para el alta' }))
    expect(spanish).toContain('inestable, con mareo')
    expect(spanish).toContain('mediana 131,5 /min')
    expect(evidencePhrasesIn(spanish)).toEqual([])
    expect(within(screen.getByRole('region', { name: 'Alarmas' })).getByText(/FC 134,5 > 120/)).toBeInTheDocument()
    expect(screen.getByRole('main')).toHaveTextContent('Estándar v')
    expect(screen.getByRole('main')).toHaveTextContent('8,8 mg')
  })
})
