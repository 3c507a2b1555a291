import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChairId, SourceId } from '@chairside/shared/identity'
import { machineClock } from '@chairside/simulators/clock'
import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { startServer } from '@chairside/simulators/server-process'
import { connectStaff } from '@chairside/simulators/staff-connection'
import { type Browser, chromium as playwright } from '@playwright/test'
import { io } from 'socket.io-client'
import { CHROMIUM_ARGS, chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { type Figure, median } from './figures.ts'

const SPEED = 600
const SESSION_MS = 3_600_000
const PORT = 18_421
const TOKEN = 'bench-token-of-the-trend-monitor'
const DEVICE = { sourceId: 'bench-trend' as SourceId, label: 'Bench', token: TOKEN }
const CHAIR = '1' as ChairId

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const settings = (dataDir: string, speed: number) => ({
  port: PORT,
  dataDir,
  speed,
  chairs: 1,
  password: DEMO_PASSWORD,
  devices: [DEVICE],
  clinic: 'Bench',
})

/** An hour of 1 Hz numerics and a set every five minutes, delivered through a fast room. */
const playHour = async (url: string): Promise<void> => {
  const monitor = io(`${url}/monitors`, { transports: ['websocket'], auth: { version: 1, token: TOKEN }, forceNew: true })
  let greeted: { roomNow: number } | null = null
  monitor.on('greeting', (greeting: { roomNow: number }) => {
    greeted = greeting
  })
  while (greeted === null) await pause(10)
  const declared = {
    vendor: 'Bench',
    model: 'Trend',
    patientIdentifier: null,
    periodMs: 1_000,
    rrZeroMeans: 'no-breath',
    simulated: true,
    replayed: false,
  }
  await monitor.emitWithAck('declare', { ...declared, speed: SPEED })
  const staff = await connectStaff({
    url,
    login: 'physician',
    password: DEMO_PASSWORD,
    clock: machineClock,
    onPicture: () => undefined,
    onProblem: () => undefined,
  })
  const sessionOf = () => staff.picture?.chairs.find((chair) => chair.chairId === CHAIR)?.session?.sessionId ?? null
  const order = { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 60, concentrationMgPerMl: 1 } as const
  await staff.act(CHAIR, null, {
    kind: 'check-in',
    patient: { identifier: 'bench', name: 'Bench', infusionNumber: 1, courseLength: 6 },
    order,
    simulated: true,
  })
  while (sessionOf() === null) await pause(5)
  for (const act of [
    { kind: 'bind-monitor', sourceId: DEVICE.sourceId },
    { kind: 'begin-baseline' },
    { kind: 'start-infusion', overrideReason: 'bench' },
  ] as const)
    await staff.act(CHAIR, sessionOf(), act)
  const { roomNow } = (await monitor.emitWithAck('clock', {})) as { roomNow: number }
  let seq = 0
  let second = 0
  while (second * 1_000 < SESSION_MS) {
    const now = ((await monitor.emitWithAck('clock', {})) as { roomNow: number }).roomNow
    const entries: object[] = []
    for (; roomNow + second * 1_000 <= now && entries.length < 280; second += 1) {
      const wave = Math.sin(second / 300)
      const at = roomNow + second * 1_000
      seq += 1
      const readings = [
        { vital: 'hr', value: Math.round(80 + 12 * wave + (second % 7)), unit: '/min' },
        { vital: 'spo2', value: Math.round(97 + wave), unit: '%' },
        { vital: 'rr', value: Math.round(15 + 3 * wave), unit: '/min' },
      ]
      entries.push({ kind: 'numerics', seq, at, readings })
      if (second % 300 !== 0) continue
      seq += 1
      entries.push({
        kind: 'set',
        seq,
        at,
        sys: Math.round(138 + 26 * wave),
        dia: Math.round(82 + 14 * wave),
        map: Math.round(101 + 18 * wave),
        pulse: null,
        unit: 'mmHg',
      })
    }
    if (entries.length > 0) await monitor.emitWithAck('deliver', { sentAt: now, entries })
    await pause(20)
  }
  staff.close()
  monitor.disconnect()
}

/** From the arrival of the trend's data to the frame that shows its curves, in ms; and what the browser takes to fetch an empty frame. */
const drawOnce = async (browser: Browser, url: string): Promise<{ readonly drawMs: number; readonly frameMs: number }> => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(url)
  await page.locator('input').first().fill('nurse')
  await page.locator('input[type=password]').fill(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator('a[href="/chairs/1"]').first().waitFor()
  await page.evaluate(() => {
    const marks = { shownAt: 0 }
    Object.assign(window, { marks })
    const look = (): void => {
      const drawn = [...document.querySelectorAll('.recharts-surface path.recharts-curve')].some(
        (path) => (path.getAttribute('d') ?? '').length > 500,
      )
      if (drawn) requestAnimationFrame(() => (marks.shownAt = performance.now()))
      else requestAnimationFrame(look)
    }
    look()
  })
  await page.locator('a[href="/chairs/1"]').first().click()
  await page.waitForFunction(() => (window as unknown as { marks: { shownAt: number } }).marks.shownAt > 0, undefined, { timeout: 20_000 })
  const figures = await page.evaluate(async () => {
    const fetched = performance.getEntriesByType('resource').find((entry) => entry.name.includes('/trend')) as PerformanceResourceTiming
    const { shownAt } = (window as unknown as { marks: { shownAt: number } }).marks
    const started = performance.now()
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    return { drawMs: shownAt - fetched.responseEnd, frameMs: performance.now() - started }
  })
  await page.close()
  return figures
}

/** The trend of a 60-minute session in a real browser. */
export const benchTrend = async (repetitions: number): Promise<readonly Figure[]> => {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error(NO_CHROMIUM)
  const dataDir = mkdtempSync(join(tmpdir(), 'chairside-bench-'))
  let server = startServer(settings(dataDir, SPEED), machineClock, (sentence) => process.stderr.write(`${sentence}\n`))
  const browser = await playwright.launch({ executablePath, args: CHROMIUM_ARGS })
  try {
    await server.ready
    await playHour(server.url)
    await server.stop()
    server = startServer(settings(dataDir, 1), machineClock, (sentence) => process.stderr.write(`${sentence}\n`))
    await server.ready
    const runs: { drawMs: number; frameMs: number }[] = []
    for (let run = 0; run < repetitions; run += 1) runs.push(await drawOnce(browser, server.url))
    return [
      {
        what: 'trend of 60 min: from its data to the frame with its curves',
        unit: 'ms',
        value: median(runs.map((run) => run.drawMs)),
        baseline: { what: 'two empty frames', value: median(runs.map((run) => run.frameMs)) },
        budget: 'under 300',
      },
    ]
  } finally {
    await browser.close()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
