import type { ChairPicture } from '@chairside/shared/picture'
import { type CDPSession, chromium } from '@playwright/test'
import { numeric, runningChair } from '../client/support/chair-fixture.ts'
import { roomOf } from '../client/support/room-fixture.ts'
import { openPicturedRoom } from '../e2e/pictured-room.ts'
import { CHROMIUM_ARGS, chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import type { Figure } from './figures.ts'

const CHAIRS = 24
const VIEWPORT = { width: 1920, height: 1080 }
const SETTLE_MS = 4_000
const ROOM_START = Date.UTC(2026, 10, 19, 14, 7, 32)

const chairsAt = (now: number): readonly ChairPicture[] =>
  Array.from({ length: CHAIRS }, (_, index) =>
    runningChair({
      chairId: String(index + 1),
      name: 'Ana Kovac',
      now,
      minute: 12,
      phase: 'infusing',
      baseline: [121, 75],
      rise: 22,
      lastSetMin: 1,
    }),
  )

/** What every monitor says within a second: each number is another one than before. */
const readings = (chair: ChairPicture, index: number, second: number, at: number) => ({
  chairId: chair.chairId,
  numerics: {
    hr: numeric(70 + ((second + index) % 20), at),
    pulse: numeric(70 + ((second + index) % 20), at),
    spo2: numeric(95 + ((second + index) % 5), at),
    rr: numeric(12 + ((second + index) % 6), at),
    etco2: numeric(34 + ((second + index) % 4), at),
  },
  ...(chair.source === null ? {} : { source: { ...chair.source, lastHeardAt: at } }),
})

const metric = async (devTools: CDPSession, name: string): Promise<number> =>
  (await devTools.send('Performance.getMetrics')).metrics.find((each) => each.name === name)?.value ?? Number.NaN

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/**
 * Script per second of the board and of the wall with 24 chairs, each of whose numbers changes once a second: Chromium's own `ScriptDuration`
 * in thread time, which other processes of the machine do not lengthen as they do the wall's. The baseline is the same page, with nothing
 * arriving but the answers to its pings.
 */
export const benchBoard = async (seconds: number): Promise<readonly Figure[]> => {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error(NO_CHROMIUM)
  const began = Date.now()
  const nowOf = (): number => ROOM_START + Date.now() - began
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS })
  const chairs = chairsAt(nowOf())
  const room = await openPicturedRoom(roomOf(nowOf(), chairs), nowOf)
  try {
    const figures: Figure[] = []
    for (const [what, path] of [
      ['board', '/'],
      ['wall', '/?wall'],
    ] as const) {
      const context = await browser.newContext({ viewport: VIEWPORT })
      const page = await context.newPage()
      await page.goto(room.url + path)
      await page
        .locator('.tile')
        .nth(CHAIRS - 1)
        .waitFor()
      const devTools = await context.newCDPSession(page)
      await devTools.send('Performance.enable', { timeDomain: 'threadTicks' })
      const scriptMs = async (): Promise<number> => {
        await wait(SETTLE_MS)
        const before = await metric(devTools, 'ScriptDuration')
        const from = Date.now()
        await wait(seconds * 1_000)
        return ((await metric(devTools, 'ScriptDuration')) - before) * (1_000 / ((Date.now() - from) / 1_000))
      }
      const idle = await scriptMs()
      let second = 0
      const monitors = setInterval(() => {
        second += 1
        const at = nowOf()
        room.patch(chairs.map((chair, index) => readings(chair, index, second, at)))
      }, 1_000)
      const busy = await scriptMs()
      clearInterval(monitors)
      figures.push({
        what: `script of the ${what}, ${CHAIRS} chairs at 1 Hz`,
        unit: 'ms/s',
        value: busy,
        baseline: { what: 'nothing arrives', value: idle },
        budget: 'at most 20',
      })
      await context.close()
    }
    return figures
  } finally {
    await browser.close()
    await room.close()
  }
}
