import type { ChairPicture } from '@chairside/shared/picture'
import type { Browser } from '@playwright/test'
import { numeric, runningChair } from '../client/support/chair-fixture.ts'
import { roomOf } from '../client/support/room-fixture.ts'
import { openPicturedRoom, type PicturedRoom } from '../e2e/pictured-room.ts'
import { servePages } from './bare-pages.ts'
import { inBrowser, meterWork, type WorkMeter } from './browser.ts'
import { atMost, type Figure, figureOf } from './figures.ts'
import { pause } from './processes.ts'
import type { Row } from './run-rows.ts'

const CHAIRS = 24
const VIEWPORT = { width: 1920, height: 1080 }
const SETTLE_MS = 3_000
const ROOM_START = Date.UTC(2026, 10, 19, 14, 7, 32)
const VITALS = ['hr', 'pulse', 'spo2', 'rr', 'etco2'] as const

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

/** The least that a page can do: the same patches from the same server, each number written into its place. */
const barePage = (
  roomUrl: string,
): string => `<!doctype html><title>bare</title><style>div{display:inline-block;width:12%;margin:2px}</style>
<body><script src="/socket.io.js"></script><script>
const places = new Map()
for (let chair = 1; chair <= ${CHAIRS}; chair += 1) {
  const tile = document.body.appendChild(document.createElement('div'))
  for (const vital of ${JSON.stringify(VITALS)}) {
    const place = tile.appendChild(document.createElement('p')).appendChild(document.createTextNode('--'))
    places.set(chair + vital, place)
  }
}
io('${roomUrl}/screens', { transports: ['websocket'] }).on('patch', ({ chairs }) => {
  for (const { chairId, numerics } of chairs)
    for (const vital in numerics) {
      const place = places.get(chairId + vital)
      if (place !== undefined) place.data = String(numerics[vital].value)
    }
  document.body.dataset.heard = 'yes'
})
</script>`

const meterOf = async (browser: Browser, url: string, waitFor: string): Promise<WorkMeter> => {
  const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage()
  await page.goto(url)
  await page.locator(waitFor).nth(0).waitFor()
  return meterWork(page)
}

const withPatches = async <Done>(room: PicturedRoom, nowOf: () => number, act: () => Promise<Done>): Promise<Done> => {
  const chairs = chairsAt(nowOf())
  let second = 0
  const monitors = setInterval(() => {
    second += 1
    const at = nowOf()
    room.patch(chairs.map((chair, index) => readings(chair, index, second, at)))
  }, 1_000)
  try {
    return await act()
  } finally {
    clearInterval(monitors)
  }
}

const benchBoard = (repetitions: number, seconds: number): Promise<readonly Figure[]> =>
  inBrowser(async (browser) => {
    const began = Date.now()
    const nowOf = (): number => ROOM_START + Date.now() - began
    const room = await openPicturedRoom(roomOf(nowOf(), chairsAt(nowOf())), nowOf)
    const bare = await servePages({ '/': barePage(room.url) })
    try {
      return await withPatches(room, nowOf, async () => {
        const pages = [
          { what: 'board', meter: await meterOf(browser, room.url, '.tile'), values: [] as number[] },
          { what: 'wall', meter: await meterOf(browser, `${room.url}/?wall`, '.tile'), values: [] as number[] },
          { what: 'bare', meter: await meterOf(browser, bare.url, '[data-heard]'), values: [] as number[] },
        ]
        await pause(SETTLE_MS)
        for (let repetition = 0; repetition < repetitions; repetition += 1)
          // All at once: they hear the same patches in the same second.
          await Promise.all(pages.map(async ({ meter, values }) => values.push((await meter.over(seconds)).scriptMs)))
        const values = pages.find(({ what }) => what === 'bare')?.values ?? []
        return pages
          .filter(({ what }) => what !== 'bare')
          .map((page) =>
            figureOf({
              what: `script of the ${page.what}, ${CHAIRS} chairs at 1 Hz`,
              unit: 'ms/s',
              values: page.values,
              baseline: { what: 'bare page, numbers written into their places', values },
              budget: atMost(20),
            }),
          )
      })
    } finally {
      await bare.close()
      await room.close()
    }
  })

export const BOARD_ROWS: readonly Row[] = [
  { name: 'board', what: 'script of a board and a wall of 24 chairs', run: ({ quick }) => (quick ? benchBoard(1, 5) : benchBoard(3, 10)) },
]
