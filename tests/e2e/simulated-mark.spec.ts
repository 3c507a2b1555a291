import { expect, test } from '@playwright/test'
import { manyChairs, roomOf } from '../client/support/room-fixture.ts'
import { chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { openPicturedRoom, type PicturedRoom } from './pictured-room.ts'

test.skip(chromiumPath() === undefined, NO_CHROMIUM)

const NOW = Date.UTC(2026, 10, 19, 14, 7, 32)
const CHAIRS = manyChairs(NOW, 24).map((chair) =>
  chair.session === null ? chair : { ...chair, session: { ...chair.session, simulated: true } },
)
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 800 },
  { width: 820, height: 1180 },
]

let room: PicturedRoom
test.beforeAll(async () => {
  room = await openPicturedRoom(roomOf(NOW, CHAIRS), () => NOW)
})
test.afterAll(() => room?.close())

for (const size of SIZES)
  test(`S5: on 24 tiles at ${size.width} x ${size.height} each mark is whole, and lies over nothing of its tile`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: size })
    const page = await context.newPage()
    await page.goto(room.url)
    const marks = page.locator('.tile .tile-simulated')
    await expect(marks).toHaveCount(CHAIRS.filter((chair) => chair.session !== null).length)
    await page.evaluate(() => document.fonts.ready)
    const troubles = await marks.evaluateAll((found) =>
      found.flatMap((mark) => {
        const box = mark.getBoundingClientRect()
        const tile = mark.closest('.tile')
        const chair = tile?.getAttribute('data-chair')
        const frame = tile?.getBoundingClientRect()
        const within = frame !== undefined && box.left >= frame.left && box.right <= frame.right && box.bottom <= frame.bottom
        const whole = mark.checkVisibility() && mark.scrollWidth <= mark.clientWidth && box.height >= 9 && within
        const parts = '.tile-head, .alarm-bar, .next-action, .tile-bp, .tile-sub, .tile-vitals, .spark, .tile-traces, .tile-foot'
        const covered = [...(tile?.querySelectorAll(parts) ?? [])].filter((part) => {
          const other = part.getBoundingClientRect()
          return (
            other.left < box.right - 0.5 && box.left + 0.5 < other.right && other.top < box.bottom - 0.5 && box.top + 0.5 < other.bottom
          )
        })
        return [...(whole ? [] : [`${chair}: cut`]), ...covered.map((part) => `${chair}: over ${part.getAttribute('class')}`)]
      }),
    )
    expect(troubles).toEqual([])
    await context.close()
  })
