import { expect, type Locator, type Page, test } from '@playwright/test'
import { chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { openChair, signIn } from './board-page.ts'
import { openRoomForBrowsers, type RoomForBrowsers } from './simulated-room.ts'

test.skip(chromiumPath() === undefined, NO_CHROMIUM)

let room: RoomForBrowsers
test.beforeAll(async () => {
  room = await openRoomForBrowsers({ speed: 4, chairs: 1, seed: '1', firstCheckInMin: () => 0, waves: true })
})
test.afterEach(async ({ browserName: _browser }, info) => {
  if (info.status !== info.expectedStatus) await info.attach('troubles', { body: room.troubles.join('\n'), contentType: 'text/plain' })
})
test.afterAll(() => room?.close())

/** Which columns of each lane hold ink, as one text: it changes with every stretch that is drawn. */
const inkOf = (canvas: Locator): Promise<string> =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const { data, width, height } = element.getContext('2d')?.getImageData(0, 0, element.width, element.height) ?? new ImageData(1, 1)
    let columns = ''
    for (let x = 0; x < width; x += 1) {
      let sum = 0
      for (let y = 0; y < height; y += 1) sum += (data[(y * width + x) * 4 + 3] ?? 0) > 0 ? y : 0
      columns += `${sum.toString(36)} `
    }
    return columns
  })
const inked = (columns: string): number => columns.split(' ').filter((sum) => sum !== '' && sum !== '0').length

const tracesOf = (page: Page) => {
  const panel = page.getByRole('region', { name: 'Traces' })
  return { panel, canvas: panel.getByRole('img', { name: /^Traces of ECG II/ }) }
}

test('P2, P4, G7: traces run, freeze, are lost with their cause and come back by themselves', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, deviceScaleFactor: 2 })
  const page = await context.newPage()
  await signIn(page, room.url, 'nurse')
  await openChair(page, 1)
  const { panel, canvas } = tracesOf(page)

  await test.step('ink moves, in the pixels of this screen, and the numbers stand in its name', async () => {
    await expect(canvas).toBeVisible({ timeout: 60_000 })
    await expect.poll(async () => inked(await inkOf(canvas)), { timeout: 30_000 }).toBeGreaterThan(400)
    const first = await inkOf(canvas)
    await expect.poll(() => inkOf(canvas)).not.toBe(first)
    const [pixels, css] = await canvas.evaluate((element: HTMLCanvasElement) => [element.width, element.clientWidth])
    expect(pixels).toBe((css ?? 0) * 2)
    await expect(canvas).toHaveAccessibleName(/HR \d+ \/min, .*SpO2 \d+ %/)
    await expect(panel.getByText('No trace from the monitor')).toHaveCount(0)
  })

  await test.step('the height and the sweep are chosen by keyboard as well', async () => {
    await panel.getByRole('button', { name: /^ECG II, height 10 mm\/mV/ }).press('Enter')
    await expect(panel.getByRole('button', { name: /^ECG II, height 20 mm\/mV/ })).toBeVisible()
    await panel.getByRole('button', { name: '50 mm/s' }).press('Enter')
    await expect(panel.getByRole('button', { name: '50 mm/s' })).toHaveAttribute('aria-pressed', 'true')
    await panel.getByRole('button', { name: '25 mm/s' }).click()
  })

  await test.step('frozen it stands still and is measured with a calliper', async () => {
    await panel.getByRole('button', { name: 'Freeze' }).click()
    const right = panel.getByRole('slider', { name: 'Calliper, right leg' })
    const measure = panel.getByRole('status')
    const before = await measure.textContent()
    await right.press('Shift+ArrowRight')
    await expect(measure).not.toHaveText(before ?? '')
    await expect(measure).toHaveText(/^\d+ ms · \d+ \/min/)
    const still = await inkOf(panel.locator('canvas'))
    await expect(page.getByText(/Frozen at/)).toBeVisible()
    expect(inked(still)).toBeGreaterThan(400)
    const box = await right.boundingBox()
    if (box === null) throw new Error('no leg')
    await page.mouse.move(box.x + box.width / 2, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x - 100, box.y + 20)
    await page.mouse.up()
    await expect(measure).not.toHaveText(before ?? '')
    expect(await inkOf(panel.locator('canvas'))).toBe(still)
    await panel.getByRole('button', { name: 'Back to live' }).click()
  })

  await test.step('without its server each line says why it is broken, and then everything is covered', async () => {
    await room.killServer()
    await expect(panel.getByText('No connection for traces').first()).toBeVisible({ timeout: 10_000 })
    await expect(panel.getByText('Covered: this screen is not live.')).toBeVisible({ timeout: 20_000 })
    await expect(canvas).toBeHidden()
  })

  await test.step('it comes back by itself', async () => {
    await room.startServerAgain()
    await expect(canvas).toBeVisible({ timeout: 30_000 })
    await expect(panel.getByText('No connection for traces')).toHaveCount(0, { timeout: 30_000 })
    const again = await inkOf(canvas)
    await expect.poll(() => inkOf(canvas)).not.toBe(again)
  })
  await context.close()
})
