import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { violationsOf } from './axe-page.ts'
import { goTo, signIn } from './board-page.ts'
import { type FilledClinic, openFilledClinic } from './filled-clinic.ts'

test.skip(chromiumPath() === undefined, NO_CHROMIUM)
test.describe.configure({ mode: 'serial' })

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 800 },
  { width: 820, height: 1180 },
]

let clinic: FilledClinic
let context: BrowserContext
let page: Page

test.beforeAll(async ({ browser }) => {
  clinic = await openFilledClinic({ sessions: 60, seed: 4 })
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await signIn(page, clinic.url, 'physician')
})
test.afterAll(async () => {
  await context?.close()
  await clinic?.close()
})

const expectAccessible = async (): Promise<void> => {
  for (const [button, scheme] of [
    [null, 'light'],
    ['Use dark colours', 'dark'],
  ] as const) {
    if (button !== null) await page.getByRole('button', { name: button }).click()
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
    expect.soft(await violationsOf(page), scheme).toEqual([])
  }
  await page.getByRole('button', { name: 'Use light colours' }).click()
}

test('S1: a chart is found and opened by keyboard alone; charts are light, the room is not', async () => {
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await goTo(page, 'Sessions')
  await expect(page.getByRole('row')).toHaveCount(51)
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light')
  await page.keyboard.press('/')
  await page.keyboard.type('f-1000')
  await expect(page.getByRole('row')).toHaveCount(11)
  expect(page.url()).not.toContain('1000')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  // The newest stands first.
  await expect(page.getByRole('heading', { level: 1 })).toContainText('infusion 1 of 6')
  await expect(page.getByRole('main')).toContainText('F-10008')
})

test('X7: the chart sums up the session and is read by a cursor', async () => {
  const summary = page.locator('.summary-strip')
  await expect(summary).toContainText('Peak')
  await expect(summary).toContainText('Beyond warning')
  const plot = page.getByRole('slider')
  await plot.focus()
  const minute = async (): Promise<number> => Number(await plot.getAttribute('aria-valuenow'))
  const before = await minute()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect(await minute()).toBe(before + 2)
  await expect(page.locator('.cursor-line')).toContainText('SYS/DIA')
  const ticks = page.locator('.record-saturation .recharts-cartesian-axis-tick')
  const shown = await ticks.count()
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await expect
    .poll(() => page.locator('.brush-window').evaluate((element) => Number.parseFloat((element as HTMLElement).style.width)))
    .toBeLessThan(40)
  expect(await ticks.count()).not.toBe(0)
  await page.getByRole('button', { name: 'Whole session' }).click()
  await expect(ticks).toHaveCount(shown)
})

test('X9: a set is marked as artefact with a reason, and stays on the chart', async () => {
  const sets = page.getByRole('region', { name: 'Cuff sets' })
  await sets.getByRole('button', { name: 'Artefact' }).last().click()
  await sets.getByLabel('Reason').fill('arm was bent')
  await sets.getByRole('button', { name: 'Mark as artefact' }).click()
  await expect(sets).toContainText('artefact: arm was bent (Demo Physician)')
  await expect(page.getByRole('region', { name: 'Data quality' })).toContainText('chart version 2')
})

test('X9: judged again by another limit, both stand side by side', async () => {
  await page.getByRole('button', { name: 'Judge again…' }).click()
  const panel = page.getByRole('region', { name: 'Judge again' })
  await expect(panel).toContainText('No number differs.')
  await panel.getByLabel('SYS high, warning').fill('115')
  await panel.getByRole('button', { name: 'Judge again' }).click()
  await expect(panel).toContainText('does not allow these limits')
  await panel.getByLabel('SYS high, warning').fill('')
  await panel.getByLabel('HR high').fill('85')
  await panel.getByRole('button', { name: 'Judge again' }).click()
  await expect(panel).toContainText('HR high: 120 → 85')
  await expect(panel).toContainText('only then')
  await panel.getByRole('button', { name: 'Close' }).click()
})

test('R3: signing lists what is unresolved, and waits until it was seen', async () => {
  await page.getByRole('button', { name: 'Review and sign' }).click()
  const panel = page.getByRole('form', { name: 'Review and sign' })
  await expect(panel).toContainText('No account of the ampoule')
  await panel.getByLabel('Password, once more').fill('some secret')
  await expect(panel.getByRole('button', { name: 'Sign', exact: true })).toBeDisabled()
  for (const box of await panel.getByRole('checkbox').all()) await box.check()
  await expect(panel.getByRole('button', { name: 'Sign', exact: true })).toBeEnabled()
  await expectAccessible()
  await panel.getByRole('button', { name: 'Back' }).click()
})

test('R3: a chart is signed to its end: the person once more, then name, time, meaning and hash', async () => {
  await page.getByRole('button', { name: 'Review and sign' }).click()
  const panel = page.getByRole('form', { name: 'Review and sign' })
  for (const box of await panel.getByRole('checkbox').all()) await box.check()
  const hash = /\(([0-9a-f]{12})\)/.exec(await panel.innerText())?.[1] ?? 'no hash'
  const secret = panel.getByLabel('Password, once more')
  await secret.fill('not the password')
  await panel.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(panel.locator('.outcome[data-refused="true"]')).toBeVisible()
  await expect(secret).toHaveValue('')
  await secret.fill(DEMO_PASSWORD)
  await secret.press('Enter')
  const signatures = page.getByRole('region', { name: 'Signatures' })
  await expect(signatures).toContainText(/Signed by Demo Physician, .*\d{2}:\d{2}.*: I reviewed this session/)
  await expect(signatures).toContainText(hash)
  await expect(panel).toHaveCount(0)

  await page.getByRole('button', { name: 'Add an amendment' }).click()
  const form = page.getByRole('group', { name: 'Add an amendment' })
  await form.getByLabel('What is to be added').fill('The patient felt well on the phone.')
  await expect(form.getByRole('button', { name: 'Record', exact: true })).toBeDisabled()
  await form.getByLabel('Reason').fill('called the day after')
  await form.getByRole('button', { name: 'Record', exact: true }).click()
  await expect(signatures).toContainText('The patient felt well on the phone.')
  await expect(signatures).toContainText('called the day after')
  await expect(signatures).toContainText('Changed since: 1. It may be signed again.')
})

test('R2: the audit shows looks and acts of that session in one order, and is accessible', async () => {
  const sessionId = page.url().split('/').at(-1) ?? ''
  await page.goto(`${clinic.url}/audit?session=${sessionId}`)
  const rows = page.locator('.audit-table tbody tr')
  await expect(rows.filter({ hasText: 'Signed the chart' }).first()).toContainText('Demo Physician')
  await expect(rows.filter({ hasText: 'Looked at the chart' }).first()).toContainText('desk')
  await expect(rows.filter({ hasText: 'Started the infusion' })).toHaveCount(1)
  await expect(rows.filter({ hasText: 'Added to the chart' })).toContainText('called the day after')
  await page.getByLabel('Kind').selectOption('look')
  await expect(rows.filter({ hasText: 'Started the infusion' })).toHaveCount(0)
  await expect(page.getByText('Nobody walked the chain yet')).toBeVisible()
  await expectAccessible()
  for (const size of SIZES) {
    await page.setViewportSize(size)
    const cut = await page.locator('.audit-page').evaluate((element) => element.scrollWidth - element.clientWidth)
    expect(cut, `${size.width}`).toBeLessThanOrEqual(0)
    const over = await page
      .locator('.audit-table :is(th, td)')
      .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent))
    expect(over, `${size.width}, columns over their edge`).toEqual([])
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${clinic.url}/sessions/${sessionId}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('infusion')
})

test('both pages are accessible in light and dark, and wide enough for nothing to be cut', async () => {
  const expectWhole = async (place: string): Promise<void> => {
    for (const size of SIZES) {
      await page.setViewportSize(size)
      const beyond = await page.locator(place).evaluate((element) => element.scrollWidth - element.clientWidth)
      expect(beyond, `${place} at ${size.width}`).toBeLessThanOrEqual(0)
    }
    await page.setViewportSize({ width: 1280, height: 800 })
  }
  await expectAccessible()
  await expectWhole('.chart-page')
  await page.getByRole('link', { name: 'Back to the sessions' }).click()
  await expect(page.getByRole('row')).toHaveCount(51)
  await expectAccessible()
  await expectWhole('.sessions-table')
  await page.getByRole('link', { name: 'Test clinic' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  expect(clinic.troubles).toEqual([])
})
