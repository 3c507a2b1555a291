import { createRoomStore } from '@chairside/client/model/room-store.ts'
import { StripButton } from '@chairside/client/views/chart/strip-button.tsx'
import { StripPanel } from '@chairside/client/views/chart/strip-panel.tsx'
import { useStrips } from '@chairside/client/views/chart/strip-shown.ts'
import { type Services, ServicesProvider } from '@chairside/client/views/common/services.tsx'
import { sessionIdSchema } from '@chairside/shared/identity'
import type { Print } from '@chairside/shared/print'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { WaveStrip } from '@chairside/shared/wave-wire'
import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { createFakeCharts } from './support/fake-charts.ts'

const NOW = Date.UTC(2026, 10, 19, 14, 7, 30)
const ANA = sessionIdSchema.parse('ana')
const CHART = {
  sessionId: ANA,
  lastAt: NOW + 600_000,
  simulated: true,
  gaps: [],
  patient: { name: 'Ana Kovac', identifier: 'P-77', infusionNumber: 2, courseLength: 6 },
} as unknown as SessionChart

const stripOf = (sessionId: string, fromAt: number, toAt: number): WaveStrip => ({
  sessionId,
  fromAt,
  toAt,
  channels: { resp: Buffer.from(new Int16Array(Math.round((toAt - fromAt) / 16)).buffer).toString('base64') },
  off: [],
})

const Harness = () => {
  const strips = useStrips(CHART)
  return (
    <>
      <StripPanel chart={CHART} strips={strips} />
      <StripButton strips={strips} mark={{ at: NOW, words: 'SYS 184 ≥ 180' }} />
      <StripButton strips={strips} mark={{ at: NOW + 400_000, words: 'SpO2 88 < 90' }} />
    </>
  )
}

const opened = (prepare: (charts: ReturnType<typeof createFakeCharts>) => void) => {
  const charts = createFakeCharts()
  charts.storedNow = { spans: [{ fromAt: NOW - 60_000, toAt: NOW + 60_000 }], removedUntil: null }
  charts.stripNow = stripOf
  prepare(charts)
  const prints: Print[] = []
  const services = {
    charts,
    store: createRoomStore(),
    printed: async (print: Print) => {
      prints.push(print)
      return true
    },
  } as unknown as Services
  render(
    <MantineProvider env="test">
      <ServicesProvider services={services}>
        <Harness />
      </ServicesProvider>
    </MantineProvider>,
  )
  return { charts, prints, user: userEvent.setup() }
}
const STRIP = 'Open the strip: SYS 184 ≥ 180, 14:07:30'

it('S4: a strip that the server gives of another session is not shown under this one’s name', async () => {
  const { user } = opened((charts) => {
    charts.stripNow = (_sessionId, fromAt, toAt) => stripOf('somebody-else', fromAt, toAt)
  })
  await user.click(await screen.findByRole('button', { name: STRIP }))
  expect(await screen.findByText('The traces could not be read.')).toBeInTheDocument()
  expect(screen.queryByRole('img')).toBeNull()
})

it('P2: opens from an alarm six seconds to each side, says whose and when, and takes the keyboard with it', async () => {
  const { charts, user } = opened(() => undefined)
  await user.click(await screen.findByRole('button', { name: STRIP }))
  expect(await screen.findByRole('img', { name: 'Stored traces of Resp, 14:07:24 to 14:07:36' })).toBeInTheDocument()
  expect(charts.stripsAsked).toEqual([{ sessionId: ANA, fromAt: NOW - 6_000, toAt: NOW + 6_000 }])
  expect(screen.getByRole('heading', { name: /SYS 184 ≥ 180, 14:07:30/ })).toHaveFocus()
  expect(screen.getByText(/all lines at 25 mm\/s · ECG 10 mm\/mV/)).toBeInTheDocument()
  // Nothing is stored around the other alarm: there is nothing to open.
  expect(screen.queryByRole('button', { name: /SpO2 88/ })).toBeNull()
  expect(screen.getByTitle('No traces are stored around this moment.')).toBeInTheDocument()
})

it('P2: is turned back and forth, opened to the whole minute and back to its alarm, as far as anything is stored', async () => {
  const { charts, user } = opened(() => undefined)
  await user.click(await screen.findByRole('button', { name: STRIP }))
  await user.click(screen.getByRole('button', { name: 'Later' }))
  expect(charts.stripsAsked.at(-1)).toMatchObject({ fromAt: NOW + 6_000, toAt: NOW + 18_000 })
  await user.click(screen.getByRole('button', { name: 'Whole minute' }))
  expect(charts.stripsAsked.at(-1)).toMatchObject({ fromAt: NOW - 30_000, toAt: NOW + 30_000 })
  await user.click(screen.getByRole('button', { name: 'Later' }))
  expect(await screen.findByRole('img', { name: /14:08:00 to 14:09:00/ })).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Later' })).toBeDisabled()
  await user.click(screen.getByRole('button', { name: 'Around the alarm' }))
  expect(await screen.findByRole('img', { name: /14:07:24 to 14:07:36/ })).toBeInTheDocument()
})

it.each([
  ['none were stored', null, 'No traces were stored in this session.'],
  ['they were removed', NOW, /were removed, as their time was over/],
])('P2: says so where %s', async (_what, removedUntil, words) => {
  opened((charts) => {
    charts.storedNow = { spans: [], removedUntil }
  })
  expect(await screen.findByText(words)).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /strip/i })).toBeNull()
})

it('P2: calls what is stored of the first seconds no minutes', async () => {
  opened((charts) => {
    charts.storedNow = { spans: [{ fromAt: NOW, toAt: NOW + 8_000 }], removedUntil: null }
  })
  expect(await screen.findByText(/^Less than a minute is stored, from 14:07 to 14:07\./)).toBeInTheDocument()
  expect(screen.queryByText(/0 min/)).toBeNull()
})

it('a strip on paper is told to the server', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined)
  const { prints, user } = opened(() => undefined)
  await user.click(await screen.findByRole('button', { name: STRIP }))
  await user.click(screen.getByRole('button', { name: 'Print this strip' }))
  expect(prints).toEqual([{ sheet: 'strip', sessionId: ANA }])
  expect(print).toHaveBeenCalledOnce()
  expect(document.documentElement.dataset.prints).toBeUndefined()
})
