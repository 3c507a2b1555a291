import type { ChairId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { alarmOf, numeric, runningChair, setOf } from '../client/support/chair-fixture.ts'
import { manyChairs, roomOf } from '../client/support/room-fixture.ts'
import { chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { violationsOf } from './axe-page.ts'
import { openPicturedRoom, type PicturedRoom } from './pictured-room.ts'

test.skip(chromiumPath() === undefined, NO_CHROMIUM)

const WALL = { width: 1920, height: 1080 }
const TABLET = { width: 1280, height: 800 }
const UPRIGHT = { width: 820, height: 1180 }
/** The smallest digits of the pressure that are read at 3 m, in px at 1920x1080. */
const READABLE_PX = 54
/** Flashing above this many Hz may harm. */
const MOST_FLASHES_HZ = 3

let room: PicturedRoom
const began = Date.now()
const nowOf = (): number => Date.UTC(2026, 10, 19, 14, 7, 32) + Date.now() - began

test.beforeAll(async () => {
  room = await openPicturedRoom(roomOf(nowOf()), nowOf)
})
test.afterAll(() => room?.close())

const calmChairs = (count: number): readonly ChairPicture[] =>
  Array.from({ length: count }, (_, index) =>
    runningChair({
      chairId: String(index + 1),
      name: 'Ana Kovac',
      now: nowOf(),
      minute: 12,
      phase: 'infusing',
      baseline: [121, 75],
      rise: 22,
      lastSetMin: 1,
    }),
  )

/** A screen whose sound was heard, so that nothing but the board is looked at. */
const openScreen = async (context: BrowserContext, path: string): Promise<Page> => {
  await context.addInitScript(() => sessionStorage.setItem('chairside-sound-test', 'heard'))
  const page = await context.newPage()
  await page.goto(room.url + path)
  await expect(page.locator('.tile').first()).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
  return page
}

/** From now on every shift of the layout that no touch explains is counted, with what moved. */
const watchShifts = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const shifts: string[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        sources: readonly { readonly node: Node | null }[]
      })[]) {
        const moved = entry.sources.map(({ node }) =>
          node instanceof Element ? `${node.tagName}.${node.className}` : `${node?.parentElement?.className} ${node?.textContent}`,
        )
        shifts.push(`${entry.value.toFixed(5)} ${moved.join(', ')}`)
      }
    }).observe({ type: 'layout-shift' })
  })
/** Two frames later: the observer has been told of what was painted. */
const shiftsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve((window as unknown as { shifts: string[] }).shifts)))
      }),
  )

/** A run of what a morning brings: digits more and fewer, alarms that come, rise, are answered and go, numbers that are lost and return. */
const EPISODES: readonly ((chair: ChairPicture, at: number) => Partial<ChairPicture>)[] = [
  (chair, at) => ({ numerics: { ...chair.numerics, hr: numeric(101, at), spo2: numeric(100, at), rr: numeric(9, at) } }),
  (chair, at) => ({
    numerics: { ...chair.numerics, hr: numeric(99, at), spo2: numeric(88, at), rr: numeric(21, at) },
    alarms: [alarmOf('A1', { cause: 'spo2-low', priority: 'medium', beganAt: at, text: 'SpO2 88 < 90' })],
  }),
  (chair, at) => ({
    cuff: {
      ...chair.cuff,
      latest: setOf(at, 204, 121),
      change: { sys: 83, dia: 46 },
      highLevel: 'critical',
      nextDueAt: at + 60_000,
      dueBecause: 'recheck',
    },
    alarms: [
      alarmOf('A2', { cause: 'bp-high', priority: 'high', beganAt: at, text: 'SYS 204 ≥ 200', latched: true }),
      alarmOf('A1', { cause: 'spo2-low', priority: 'medium', beganAt: at, text: 'SpO2 88 < 90' }),
    ],
  }),
  (_chair, at) => ({
    alarms: [
      alarmOf('A2', {
        cause: 'bp-high',
        priority: 'high',
        beganAt: at,
        text: 'SYS 204 ≥ 200',
        acknowledgement: { by: 'N. Ortega', at, plan: 'call-physician' },
      }),
    ],
  }),
  (chair, at) => ({
    numerics: { ...chair.numerics, hr: { ...numeric(88, at), flagged: true }, spo2: numeric(97, at - 7_000), rr: numeric(15, at - 60_000) },
    alarms: [alarmOf('A3', { cause: 'signal-lost', kind: 'technical', priority: 'low', beganAt: at, text: 'HR' })],
  }),
  (chair, at) => ({
    numerics: { ...chair.numerics, hr: numeric(72, at), spo2: numeric(97, at), rr: numeric(15, at) },
    cuff: {
      ...chair.cuff,
      latest: setOf(at, 99, 61),
      change: { sys: -22, dia: -14 },
      highLevel: null,
      nextDueAt: at + 300_000,
      dueBecause: 'schedule',
    },
    alarms: [],
  }),
]

const SCREENS = [
  { what: 'the board of 24', path: '/', count: 24, size: WALL },
  { what: 'the board of 6 on a tablet', path: '/', count: 6, size: TABLET },
  { what: 'the first page of 30', path: '/', count: 30, size: WALL },
  { what: 'the wall of 24', path: '/?wall', count: 24, size: WALL },
  { what: 'the wall of 6', path: '/?wall', count: 6, size: WALL },
] as const

for (const { what, path, count, size } of SCREENS)
  test(`A2, V7: nothing moves on ${what} when digits and alarms change`, async ({ browser }) => {
    const chairs = calmChairs(count)
    room.show(roomOf(nowOf(), chairs))
    const context = await browser.newContext({ viewport: size })
    const page = await openScreen(context, path)
    await expect(page.locator('.tile')).toHaveCount(Math.min(24, count))
    await shiftsOf(page).catch(() => [])
    await watchShifts(page)
    let current = chairs
    for (const [index, episode] of EPISODES.entries()) {
      const at = nowOf()
      const everySecond = current.map((chair, place) =>
        place % 2 === index % 2 || index === EPISODES.length - 1 ? { ...chair, ...episode(chair, at) } : chair,
      )
      room.patch(everySecond)
      current = everySecond
      await expect
        .poll(() => page.locator('.tile[data-priority]').count())
        .toBe(current.slice(0, 24).filter(({ alarms }) => alarms.length > 0).length)
    }
    expect(await shiftsOf(page)).toEqual([])
    await context.close()
  })

const digitsOf = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.min(...[...document.querySelectorAll('.tile-bp')].map((each) => Number.parseFloat(getComputedStyle(each).fontSize))),
  )

test('A2: the pressure of 24 chairs is read at 3 m, on the wall and on both pages of 30', async ({ browser }) => {
  const context = await browser.newContext({ viewport: WALL })
  for (const [path, count] of [
    ['/?wall', 24],
    ['/', 24],
    ['/', 30],
  ] as const) {
    room.show(roomOf(nowOf(), calmChairs(count)))
    const page = await openScreen(context, path)
    expect(await digitsOf(page)).toBeGreaterThanOrEqual(READABLE_PX)
    const hidden = await page.evaluate(() => {
      const seen = document.querySelector('main')
      return seen === null ? Number.NaN : seen.scrollHeight - seen.clientHeight
    })
    expect(hidden).toBeLessThanOrEqual(0)
    await page.close()
  }
  await context.close()
})

test('A8: what flashes does so at most three times a second and in step, and not at all where motion is unwanted', async ({ browser }) => {
  room.show(roomOf(nowOf(), manyChairs(nowOf(), 24)))
  for (const path of ['/', '/?wall']) {
    const context = await browser.newContext({ viewport: WALL })
    const page = await openScreen(context, path)
    const flashes = await page.evaluate(() =>
      document.getAnimations().map((animation) => ({
        hz: 1_000 / Number(animation.effect?.getComputedTiming().duration),
        startTime: animation.startTime,
      })),
    )
    expect(flashes.length).toBeGreaterThan(0)
    for (const { hz, startTime } of flashes) {
      expect(hz).toBeLessThanOrEqual(MOST_FLASHES_HZ)
      expect(startTime).toBe(0)
    }
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0)
    await context.close()
  }
})

test('G7, P4: a wall that lost its server says so across the room, and lives again without a hand', async ({ browser }) => {
  room.show(roomOf(nowOf(), manyChairs(nowOf(), 24)), 'viewer')
  const context = await browser.newContext({ viewport: WALL })
  const page = await openScreen(context, '/?wall')
  const notLive = page.getByTestId('wall-not-live')
  await expect(page.getByRole('listitem', { name: 'Chair 3, Infusing' })).toContainText('184/104')
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('.wall') as Element).cursor)).toBe('none')
  await room.fallSilent()
  await expect(notLive).toContainText('Numbers are covered.', { timeout: 30_000 })
  await expect(page.getByRole('listitem', { name: 'Chair 3, Infusing' })).not.toContainText('184/104')
  const size = await notLive.getByText('Not live', { exact: true }).evaluate((each) => Number.parseFloat(getComputedStyle(each).fontSize))
  expect(size).toBeGreaterThanOrEqual(2 * READABLE_PX)
  await room.comeBack()
  await expect(notLive).toHaveCount(0, { timeout: 60_000 })
  await expect(page.getByRole('listitem', { name: 'Chair 3, Infusing' })).toContainText('184/104')
  // The browser itself was started anew, at the bare address, on a device that is a wall.
  await page.evaluate(() => localStorage.setItem('chairside-station', 'wall'))
  await page.goto(room.url)
  await expect(page.getByRole('listitem', { name: 'Chair 3, Infusing' })).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(0)
  await context.close()
})

test('G7, A2: held upright, a wall says whose room it is and whether it is live, and a board what alarms by which limit', async ({
  browser,
}) => {
  room.show(roomOf(nowOf(), manyChairs(nowOf(), 6)), 'viewer')
  const context = await browser.newContext({ viewport: UPRIGHT })
  const page = await context.newPage()
  await page.goto(`${room.url}/?wall`)
  const bar = page.locator('.wall-bar')
  await expect(bar.getByText(/^Live/)).toBeVisible()
  const cut = await bar.evaluate((around) => {
    const edge = around.getBoundingClientRect()
    return [...around.children]
      .filter((each) => {
        const { width, right, bottom } = each.getBoundingClientRect()
        return width > 0 && (right > edge.right || bottom > edge.bottom || each.scrollWidth > each.clientWidth)
      })
      .map((each) => each.textContent)
  })
  expect(cut).toEqual([])
  // Its sound was never tested, and it says so: beside the alarms, not over what they say.
  room.show(roomOf(nowOf(), manyChairs(nowOf(), 6)), 'nurse')
  await page.goto(room.url)
  await expect(page.locator('.sound-banner')).toBeVisible()
  const alarm = page.locator('.strip-words > :first-child').first()
  await expect(alarm).toContainText('SYS 184 ≥ 180')
  expect(await alarm.evaluate((words) => words.scrollWidth - words.clientWidth)).toBeLessThanOrEqual(0)
  await context.close()
})

test('A8: the board with pages, what this screen is set to, and the wall are accessible in both themes', async ({ browser }) => {
  for (const theme of ['dark', 'light']) {
    room.show(roomOf(nowOf(), manyChairs(nowOf(), 30)), 'nurse')
    const context = await browser.newContext({ viewport: TABLET })
    await context.addInitScript((chosen) => localStorage.setItem('mantine-color-scheme-value', chosen), theme)
    const page = await openScreen(context, '/?page=2')
    expect.soft(await violationsOf(page), `${theme}, second page`).toEqual([])
    await page.getByRole('button', { name: 'This screen', exact: true }).click()
    await page.getByRole('button', { name: 'Worst first' }).click()
    expect.soft(await violationsOf(page), `${theme}, this screen`).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /more$/ }).click()
    expect.soft(await violationsOf(page, '.tile'), `${theme}, further alarms`).toEqual([])
    await page.goto(`${room.url}/?wall`)
    await expect(page.locator('.wall-tile').first()).toBeVisible()
    expect.soft(await violationsOf(page), `${theme}, wall`).toEqual([])
    await context.close()
  }
})

test('an alarm off the page is one tap away, from the strip and from its page', async ({ browser }) => {
  const chairs = calmChairs(30)
  room.show(roomOf(nowOf(), chairs), 'nurse')
  const context = await browser.newContext({ viewport: TABLET })
  const page = await openScreen(context, '/')
  const at = nowOf()
  room.patch([
    { chairId: '28' as ChairId, alarms: [alarmOf('A1', { cause: 'hr-low', priority: 'medium', beganAt: at, text: 'HR 44 < 50' })] },
  ])
  const strip = page.getByRole('navigation', { name: 'Alarms, worst first' })
  await expect(strip.getByRole('link', { name: /Chair 28/ })).toContainText('page 2')
  await page.getByRole('button', { name: /^Chairs 25–30, 1 chair alarms there/ }).click()
  await expect(page.getByRole('link', { name: /^Chair 28,/ })).toBeVisible()
  await page.keyboard.press('PageUp')
  await strip.getByRole('link', { name: /Chair 28/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Chair 28/ })).toBeVisible()
  await context.close()
})
