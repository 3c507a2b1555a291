import { join } from 'node:path'
import { openStore } from '@chairside/server/storage/open-sqlite'
import type { Browser, CDPSession, Page } from '@playwright/test'
import { servePages } from './bare-pages.ts'
import { startClinic } from './bench-clinic.ts'
import { inBrowser, meterWork } from './browser.ts'
import { atMost, type Figure, figureOf, quantile } from './figures.ts'
import { type Drawing, LOOK_FOR_CURVES, readDrawing, signIn } from './first-picture.ts'
import { inFolder, pause } from './processes.ts'
import { CHARTS_END, chartSession, recordChart } from './recorded-charts.ts'
import type { Row } from './run-rows.ts'

const PAGE = `/sessions/${chartSession(1)}`
const CHART = '/api/sessions/[^/]+/chart'
const VIEWPORT = { width: 1280, height: 800 }
const MOVES = 40
const FRAME_MS = 16

/** As text: see `LOOK_FOR_CURVES`. When each frame began, from when it is told to until it is told to end. */
const WATCH_FRAMES = `
  window.frames = [];
  window.watching = true;
  requestAnimationFrame(function each(at) { window.frames.push(at); if (window.watching) requestAnimationFrame(each) });
`

/** Ninety minutes at 1 Hz, four lines, its scale set anew in each frame: what uPlot alone needs for zoom and pan. */
const BARE_PLOT = `<!doctype html><title>bare</title><body><script src="/uplot.js"></script><script>
const x = Array.from({ length: 5400 }, (_, second) => second)
const line = (level, by) => x.map((second) => level + by * Math.sin(second / 300) + (second % 3))
const data = [x, line(75, 8), line(96, 1), line(15, 2), line(37, 3)]
const startedMs = performance.now()
const plot = new uPlot({ width: 1200, height: 400, series: [{}, ...['#c33', '#36c', '#393', '#963'].map((stroke) => ({ stroke }))] }, data, document.body)
requestAnimationFrame(() => requestAnimationFrame(() => { window.drawnMs = performance.now() - startedMs }))
window.zoomAndPan = (moves) => new Promise((done) => {
  const frames = []
  let move = 0
  requestAnimationFrame(function each(at) {
    frames.push(at)
    const near = 1 - 0.6 * Math.min(1, move / moves)
    const from = move <= moves ? 2700 * (1 - near) : 1620 + 10 * (move - moves)
    plot.setScale('x', { min: from, max: from + 5400 * near })
    move += 1
    if (move > 2 * moves) done(frames)
    else requestAnimationFrame(each)
  })
})
</script>`

interface Frames {
  readonly longestMs: number
  /** 99 of 100. */
  readonly mostMs: number
}
interface Moved extends Frames {
  /** Of the main thread, a move. */
  readonly workMs: number
}

const framesOf = (begun: readonly number[]): Frames => {
  const lasted = begun.slice(1).map((at, index) => at - (begun[index] ?? at))
  return { longestMs: Math.max(...lasted), mostMs: quantile(lasted, 0.99) }
}

type Fingers = readonly { readonly x: number; readonly y: number; readonly id: number }[]

/** As a hand does it: two fingers go apart, one drags, two come together again. Returns how long the frames meanwhile were. */
const zoomAndPan = async (page: Page, fingers: CDPSession): Promise<Moved> => {
  const box = await page.locator('.record-plot').boundingBox()
  if (box === null) throw new Error('there is no plot')
  const y = box.y + box.height / 3
  const middle = box.x + box.width / 2
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Fingers): Promise<unknown> =>
    fingers.send('Input.dispatchTouchEvent', { type, touchPoints: [...touchPoints] })
  const gesture = async (at: (share: number) => Fingers): Promise<void> => {
    await touch('touchStart', at(0))
    for (let move = 1; move <= MOVES; move += 1) {
      await touch('touchMove', at(move / MOVES))
      await pause(FRAME_MS)
    }
    await touch('touchEnd', [])
  }
  const apart = (px: number): Fingers => [
    { x: middle - px, y, id: 1 },
    { x: middle + px, y, id: 2 },
  ]
  const middleShown = (): Promise<string | null> => page.locator('.record-plot').getAttribute('aria-valuenow')
  const whole = await middleShown()
  const meter = await meterWork(page)
  await page.evaluate(WATCH_FRAMES)
  const worked = await meter.since()
  await gesture((share) => apart(60 + 240 * share))
  await gesture((share) => [{ x: middle + 200 - 400 * share, y, id: 1 }])
  // The whole session has nowhere to go: what was moved was near.
  if ((await middleShown()) === whole) throw new Error('nothing was moved')
  await gesture((share) => apart(300 - 240 * share))
  const begun = await page.evaluate(() => {
    const watched = window as unknown as { watching: boolean; frames: number[] }
    watched.watching = false
    return watched.frames
  })
  return { ...framesOf(begun), workMs: (await worked()).taskMs / (3 * MOVES) }
}

const drawFromList = async (browser: Browser, url: string): Promise<{ readonly drawing: Drawing; readonly page: Page }> => {
  const page = await browser.newPage({ viewport: VIEWPORT, hasTouch: true })
  await signIn(page, url, 'physician')
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  await page.goto(`${url}/sessions`)
  const link = page.locator(`a[href="${PAGE}"]`).first()
  await link.waitFor()
  await page.evaluate(LOOK_FOR_CURVES)
  await link.click()
  return { drawing: await readDrawing(page, CHART), page }
}

const benchChartPicture = (repetitions: number): Promise<readonly Figure[]> =>
  inFolder((folder) =>
    inBrowser(async (browser) => {
      const dataDir = join(folder, 'data')
      const store = await openStore({ dataDir, threaded: false })
      await recordChart(store, 1)
      await store.close()
      const server = await startClinic(1, dataDir, { roomStart: CHARTS_END })
      const bare = await servePages({ '/': BARE_PLOT })
      try {
        await server.ready
        const drawn: Drawing[] = []
        const frames: Moved[] = []
        const bareDrawnMs: number[] = []
        const bareFrames: Frames[] = []
        for (let run = 0; run < repetitions; run += 1) {
          const { drawing, page } = await drawFromList(browser, server.url)
          drawn.push(drawing)
          frames.push(await zoomAndPan(page, await page.context().newCDPSession(page)))
          await page.close()
          const beside = await browser.newPage({ viewport: VIEWPORT })
          await beside.goto(bare.url)
          await beside.waitForFunction(() => (window as unknown as { drawnMs?: number }).drawnMs !== undefined)
          bareDrawnMs.push(await beside.evaluate(() => (window as unknown as { drawnMs: number }).drawnMs))
          const begun = await beside.evaluate(
            (moves) => (window as unknown as { zoomAndPan(moves: number): Promise<number[]> }).zoomAndPan(moves),
            (3 * MOVES) / 2,
          )
          bareFrames.push(framesOf(begun))
          await beside.close()
        }
        const picture = { what: 'uPlot alone, 90 minutes at 1 Hz', values: bareDrawnMs }
        const of = (which: keyof Frames, all: readonly Frames[]): readonly number[] => all.map((one) => one[which])
        return [
          figureOf({
            what: 'first picture of a 90-minute chart, from its data',
            unit: 'ms',
            values: drawn.map(({ drawMs }) => drawMs),
            baseline: picture,
            budget: atMost(500),
          }),
          figureOf({
            what: 'the same: from the click in the list',
            unit: 'ms',
            values: drawn.map(({ waitMs }) => waitMs),
            baseline: picture,
            budget: atMost(500),
          }),
          figureOf({
            what: 'zoom and pan by fingers: the longest frame',
            unit: 'ms',
            values: of('longestMs', frames),
            baseline: { what: 'uPlot alone, its scale set each frame', values: of('longestMs', bareFrames) },
            budget: atMost(32),
          }),
          figureOf({
            what: 'the same: 99 of 100 frames',
            unit: 'ms',
            values: of('mostMs', frames),
            baseline: { what: 'uPlot alone, its scale set each frame', values: of('mostMs', bareFrames) },
          }),
          figureOf({ what: 'the same: main thread a move', unit: 'ms', values: frames.map(({ workMs }) => workMs) }),
        ]
      } finally {
        await bare.close()
        await server.kill()
      }
    }),
  )

export const CHART_PICTURE_ROWS: readonly Row[] = [
  {
    name: 'chart-picture',
    what: 'first picture, zoom and pan of a chart in a browser',
    run: ({ quick }) => benchChartPicture(quick ? 1 : 3),
  },
]
