import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { expect, type Page, test } from '@playwright/test'
import { chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { openChair, signIn, tileOf } from './board-page.ts'
import { browserSleeps, type HidingBrowser, openHidingBrowser, putTimersToSleep, timersHeld } from './hiding-browser.ts'
import { attachTroubles, openRoomForBrowsers, type RoomForBrowsers } from './simulated-room.ts'
import { burstsHeardBy, hearAnew, heardBy, heardSinceS, listenIn } from './sound-ear.ts'

const executablePath = chromiumPath()
test.skip(executablePath === undefined, NO_CHROMIUM)
test.setTimeout(480_000)

const CHAIR = 1
/** At the pace of the wall, as in a clinic: the patient of this room has nothing to alarm of while the test lasts. */
const SETTINGS = { speed: 1, chairs: 1, seed: '33', firstCheckInMin: () => 0 }
/**
 * What a burst is, by its tones: ten are an alarm of high priority, three the sound test, or falling ones of a screen that lost its
 * server (G7). A machine that is short of breath swallows or splits one now and then, in the loudspeaker as in the ear.
 */
const kindOf = (tones: readonly number[]): 'alarm' | 'three' => (tones.length > 6 ? 'alarm' : 'three')

let room: RoomForBrowsers
let desk: HidingBrowser
let page: Page
test.beforeAll(async () => {
  room = await openRoomForBrowsers(SETTINGS)
  desk = await openHidingBrowser(executablePath ?? '')
})
test.afterEach(async ({ browserName: _browser }, info) => {
  const heard = (await burstsHeardBy(page)).bursts.map((tones) => tones.map((atS) => atS.toFixed(2)).join(' '))
  await attachTroubles(info, room, 'heard:', ...heard)
})
test.afterAll(async () => {
  await desk?.close()
  room?.letServerGoOn()
  await room?.close()
})

/** Each burst that was heard to its end. */
const wholeBursts = async (): Promise<readonly ('alarm' | 'three')[]> => {
  const { bursts, over } = await burstsHeardBy(page)
  return bursts.slice(0, over ? undefined : -1).map(kindOf)
}

/** Listens anew from a silence on, so that no half of a burst is taken for another kind. */
const listenFromSilence = async (): Promise<void> => {
  await expect.poll(async () => (await burstsHeardBy(page)).over, { timeout: 30_000 }).toBe(true)
  await hearAnew(page)
}

test('A8, A5, G7: a tab that is hidden, its timers asleep, is heard as one that is seen', async ({ browser }) => {
  await listenIn(desk.context)
  await putTimersToSleep(desk.context)
  page = await desk.context.newPage()
  const other = await desk.context.newPage()
  const colleague = await browser.newPage()
  await page.bringToFront()

  const hide = async (): Promise<void> => {
    await other.bringToFront()
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden')
  }
  const show = async (): Promise<void> => {
    await page.bringToFront()
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible')
  }
  const header = page.getByRole('banner')

  await test.step('the desk signs in, hears its test, and turns to another tab', async () => {
    await page.goto(room.url)
    await page.getByLabel('Sign-in name').fill('nurse')
    await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
    const door = page.getByRole('region', { name: 'Alarm sound' })
    await door.getByRole('button', { name: 'Play test sound' }).click()
    await expect.poll(wholeBursts).toEqual(['three'])
    await door.getByRole('button', { name: 'Yes, I heard them' }).click()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(header).toContainText('Sound on')
    await signIn(colleague, room.url, 'physician')
    await openChair(colleague, CHAIR)
    await hide()
    await hearAnew(page)
    await expect.poll(() => timersHeld(page)).toBeGreaterThan(0)
    await expect.poll(() => browserSleeps(page), { timeout: 180_000 }).toBe(true)
    expect((await heardBy(page)).loudest).toBe(0)
  })

  await test.step('A8: an alarm that begins then is heard', async () => {
    await colleague.getByRole('button', { name: 'Call help' }).click()
    await expect.poll(async () => (await wholeBursts())[0], { timeout: 30_000 }).toBe('alarm')
  })

  await test.step('A8: it goes on in its rhythm for more than a minute, and no answer of the server is missed', async () => {
    await expect.poll(async () => (await wholeBursts()).length, { timeout: 120_000 }).toBeGreaterThanOrEqual(7)
    const { bursts } = await burstsHeardBy(page)
    for (const [index, [atS]] of bursts.slice(1).entries()) expect(atS - (bursts[index]?.[0] ?? 0)).toBeCloseTo(10, 0)
    expect(await wholeBursts()).not.toContain('three')
    await expect(header).toContainText(`Sounding: chair ${CHAIR}`)
  })

  await test.step('A5: a pause that began in sight ends out of sight', async () => {
    await show()
    await header.getByRole('button', { expanded: false, name: /sound/i }).click()
    const pause = page.getByRole('button', { name: `Pause the sound of chair ${CHAIR} for 60 s` })
    await pause.click()
    await expect(tileOf(page, CHAIR).getByTitle(/^Sound paused, [01]:\d\d left, by Demo Nurse$/)).toBeVisible()
    await expect(header).not.toContainText('Sounding')
    await hide()
    await listenFromSilence()
    await expect.poll(async () => (await wholeBursts())[0], { timeout: 120_000 }).toBe('alarm')
    const [first] = (await burstsHeardBy(page)).bursts
    expect((first?.[0] ?? 0) - (await heardSinceS(page))).toBeGreaterThan(30)
  })

  await test.step('G7: a server that stands still, its connection open, is told of aloud; its alarm is heard again when it goes on', async () => {
    // Its timers sleep for a minute from now on, and nothing comes from the server: the audio clock alone is left.
    await show()
    await hide()
    await listenFromSilence()
    room.holdServer()
    const lost = async () => (await burstsHeardBy(page)).bursts.filter((tones) => kindOf(tones) === 'three')
    await expect.poll(async () => (await lost()).length, { timeout: 120_000 }).toBeGreaterThanOrEqual(3)
    const third = (await lost())[2]
    expect((third?.[0] ?? 0) - (await heardSinceS(page))).toBeLessThan(50)
    await listenFromSilence()
    room.letServerGoOn()
    await expect.poll(async () => (await wholeBursts()).at(-1), { timeout: 90_000 }).toBe('alarm')
    await show()
    await expect(header).toContainText(`Sounding: chair ${CHAIR}`)
  })
})
