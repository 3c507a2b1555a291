import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { openChair, signIn, tileOf } from './board-page.ts'
import { openRoomForBrowsers, type RoomForBrowsers } from './simulated-room.ts'

test.skip(chromiumPath() === undefined, NO_CHROMIUM)

const CHAIR = 1
const PIN = '471108'
const SETTINGS = { speed: 30, chairs: 2, seed: '33', firstCheckInMin: () => 0 }

let room: RoomForBrowsers
test.beforeAll(async () => {
  room = await openRoomForBrowsers(SETTINGS)
})
test.afterEach(async ({ browserName: _browser }, info) => {
  if (info.status !== info.expectedStatus) await info.attach('troubles', { body: room.troubles.join('\n'), contentType: 'text/plain' })
})
test.afterAll(() => room?.close())

const openScreen = async (browser: Browser, login: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await signIn(page, room.url, login)
  return page
}

test('A6, S8: two who work together: a chair is handed over, a screen is locked and opened again', async ({ browser }) => {
  const first = await openScreen(browser, 'nurse')
  const second = await openScreen(browser, 'physician')

  await test.step('the tile says who answers for a chair', async () => {
    await expect(tileOf(first, CHAIR)).toContainText('Demo Nurse answers for this chair', { timeout: 30_000 })
    await expect(tileOf(first, 2)).toContainText('Demo Nurse answers for this chair', { timeout: 30_000 })
  })

  await test.step('one offers both chairs by the keyboard, the other accepts one and sees it done', async () => {
    await first.keyboard.press('o')
    await first.getByRole('button', { name: 'Offer all 2 of mine' }).click()
    await first.getByLabel('For the next person (optional)').fill('Chair 1 is calm.')
    await first.getByRole('button', { name: 'Offer all 2 of mine' }).click()
    await second.getByRole('button', { name: /2 chairs are offered to you/ }).click()
    await second.getByRole('link', { name: /2 chairs are offered to you/ }).click()
    const offered = second.getByRole('region', { name: /^Offered to you/ })
    const card = offered.getByRole('listitem').filter({ has: second.getByRole('link', { name: /^Chair 1/ }) })
    await expect(card).toContainText('Chair 1 is calm.')
    await card.getByRole('button', { name: 'Accept' }).click()
    await expect(second.getByRole('region', { name: /^Yours/ })).toContainText('Chair 1')
    await expect(first.getByRole('region', { name: /^Of others/ })).toContainText('Demo Physician answers for this chair')
    await second.goto(room.url)
    await expect(tileOf(second, CHAIR)).toContainText('Demo Physician answers for this chair')
    await openChair(second, CHAIR)
    await expect(second.getByRole('region', { name: 'Events' })).toContainText('Chair accepted from Demo Nurse')
  })

  await test.step('a PIN is set with the password', async () => {
    await first.getByRole('button', { name: /^Demo Nurse/ }).click()
    await first.getByLabel('Your password').fill(DEMO_PASSWORD)
    await first.getByLabel('New PIN, 4 to 8 digits').fill(PIN)
    await first.getByLabel('New PIN again').fill(PIN)
    await first.getByRole('button', { name: 'Set PIN' }).click()
    await expect(first.getByText('Your PIN is set.')).toBeVisible()
    await first.keyboard.press('Escape')
  })

  await test.step('a key locks: the room goes on without names, over a reload, and takes no act', async () => {
    const initials = (await tileOf(second, CHAIR).count()) === 0 ? await second.getByRole('heading', { level: 1 }).textContent() : ''
    const who = initials?.split('·')[1]?.trim() ?? ''
    expect(who).not.toBe('')
    await first.locator('body').click({ position: { x: 5, y: 890 } })
    await first.keyboard.press('l')
    await expect(first.getByRole('heading', { name: 'Locked by Demo Nurse' })).toBeVisible()
    await first.reload()
    await expect(first.getByRole('heading', { name: 'Locked by Demo Nurse' })).toBeVisible()
    const tile = first.locator(`.frame:visible .tile[data-chair="${CHAIR}"]`)
    await expect(tile.getByTestId('bp')).toHaveText(/^\d+\/\d+$/)
    await expect(tile).not.toContainText(who)
    await expect(first.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0)
  })

  await test.step('S8: it calls help, and the other screen hears of it', async () => {
    await first.getByRole('button', { name: 'Call help' }).click()
    await first.getByRole('button', { name: `Help at chair ${CHAIR}` }).click()
    await expect(second.getByText(/Help called by Demo Nurse/).first()).toBeVisible()
  })

  await test.step('a wrong PIN is refused, the right one opens the page that was left', async () => {
    await first.getByLabel('Password or PIN of Demo Nurse').fill('9999')
    await first.getByRole('button', { name: 'Unlock', exact: true }).click()
    await expect(first.getByText('That is neither the password nor the PIN.')).toBeVisible()
    await first.getByLabel('Password or PIN of Demo Nurse').fill(PIN)
    await first.keyboard.press('Enter')
    await expect(first.getByRole('heading', { name: 'Hand-over' })).toBeVisible()
    await expect(first.getByRole('heading', { name: 'Locked by Demo Nurse' })).toHaveCount(0)
  })

  await test.step('somebody else takes a locked screen over', async () => {
    await first.getByRole('button', { name: 'Lock this screen' }).click()
    await first.getByRole('button', { name: 'Somebody else signs in' }).click()
    await first.getByLabel('Sign-in name').fill('physician')
    await first.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
    await first.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(first.getByRole('button', { name: /^Demo Physician/ })).toBeVisible()
    await expect(first.getByRole('heading', { name: /^Locked by/ })).toHaveCount(0)
    await expect(first.getByRole('banner')).toContainText(/Live/)
  })
})
