import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { violationsOf } from './axe-page.ts'
import { overflowing, pressByKey, smallTargets, tabTo, typeByKey } from './look-and-keys.ts'
import { openRoomForBrowsers, type RoomForBrowsers } from './simulated-room.ts'

test.skip(chromiumPath() === undefined, NO_CHROMIUM)
test.describe.configure({ mode: 'serial' })

const INFUSING = 1
const ALARMED = 2
const RECOVERING = 3
const FREE = 4
/** The hyper-responder of this room alarms in mid-infusion; the last chair stays free. */
const SETTINGS = { speed: 60, chairs: 4, seed: '33', firstCheckInMin: (chair: number) => (chair === FREE ? 600 : 0) }
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 800 },
  { width: 820, height: 1180 },
]
/** Names may be cut where they are long. */
const MAY_BE_CUT = '.bar-home, .bar-person, .bar-name'

let room: RoomForBrowsers
let context: BrowserContext
let page: Page
test.beforeAll(async ({ browser }) => {
  room = await openRoomForBrowsers(SETTINGS)
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'es-ES', reducedMotion: 'reduce' })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
})
test.afterAll(async () => {
  await context?.close()
  await room?.close()
})

const html = () => page.locator('html')

/** The present screen in both languages, by both colour schemes and at three sizes; it is left dark and in Spanish. */
const expectAccessible = async (what: string): Promise<void> => {
  for (const [language, light, dark] of [
    ['en', 'Use light colours', 'Use dark colours'],
    ['es', 'Usar colores claros', 'Usar colores oscuros'],
  ] as const) {
    await page.locator('.language select').selectOption(language)
    await expect(html()).toHaveAttribute('lang', language)
    await page.getByRole('button', { name: light }).click()
    await expect(html()).toHaveAttribute('data-mantine-color-scheme', 'light')
    expect.soft(await violationsOf(page), `${what}, ${language}, light`).toEqual([])
    await page.getByRole('button', { name: dark }).click()
    await expect(html()).toHaveAttribute('data-mantine-color-scheme', 'dark')
    expect.soft(await violationsOf(page), `${what}, ${language}, dark`).toEqual([])
    for (const size of SIZES) {
      await page.setViewportSize(size)
      expect.soft(await overflowing(page, MAY_BE_CUT), `${what}, ${language}, ${size.width}`).toEqual([])
      expect.soft(await smallTargets(page), `${what}, ${language}, ${size.width}`).toEqual([])
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  }
}

test('the browser’s language is spoken at the door, another one is chosen there, and kept for this device', async () => {
  await page.goto(room.url)
  await expect(page.getByLabel('Nombre de usuario')).toBeFocused()
  await expect(html()).toHaveAttribute('lang', 'es')
  for (const scheme of ['light', 'dark']) {
    await page.evaluate((chosen) => localStorage.setItem('mantine-color-scheme-value', chosen), scheme)
    await page.reload()
    await expect(html()).toHaveAttribute('data-mantine-color-scheme', scheme)
    await expect(page.getByLabel('Nombre de usuario')).toBeFocused()
    expect.soft(await violationsOf(page), scheme).toEqual([])
  }
  for (const size of SIZES) {
    await page.setViewportSize(size)
    expect.soft(await overflowing(page, MAY_BE_CUT)).toEqual([])
    expect.soft(await smallTargets(page)).toEqual([])
  }
  await page.getByLabel('Idioma').selectOption('en')
  await expect(page.getByLabel('Sign-in name')).toBeVisible()
  await expect(html()).toHaveAttribute('lang', 'en')
  await page.reload()
  await expect(page.getByLabel('Sign-in name')).toBeVisible()
  await page.getByLabel('Language').selectOption('es')
  await page.reload()
  await expect(page.getByLabel('Nombre de usuario')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('Escriba su nombre de usuario y su contraseña.')
  await typeByKey(page, page.getByLabel('Nombre de usuario'), 'nurse')
  await typeByKey(page, page.getByLabel('Contraseña', { exact: true }), DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Cerrar sesión' })).toBeVisible()
})

test('a free chair, the day and the steps of a check-in are accessible in both languages', async () => {
  await page.goto(`${room.url}/chairs/${FREE}`)
  await expect(page.getByRole('main')).toContainText('Este sillón está libre.')
  await expectAccessible('free chair')
  await page.goto(`${room.url}/today`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hoy')
  await expectAccessible('today')
  await page.goto(`${room.url}/nowhere`)
  await expect(page.getByRole('main')).toContainText('Esta página no existe.')
  await expectAccessible('no such page')
  await page.goto(`${room.url}/chairs/${FREE}/check-in`)
  await expect(page.getByLabel('Buscar un paciente')).toBeVisible()
  await expectAccessible('patient')
  await page.getByRole('button', { name: 'Nuevo paciente' }).click()
  await page.getByLabel('Número de paciente').fill('P-77')
  await page.getByRole('textbox', { name: 'Nombre', exact: true }).fill('Kim Lund')
  await page.getByRole('button', { name: 'Guardar el paciente' }).click()
  await page.getByLabel('Peso de hoy, kg').fill('80,5')
  await page.getByRole('textbox', { name: 'Dosis, mg', exact: true }).fill('40,5')
  await expect(page.getByRole('main')).toContainText('40,5 mL a 60,8 mL/h')
  await expectAccessible('order')
})

test('the chair view while infusing is accessible in both languages', async () => {
  await page.goto(`${room.url}/chairs/${INFUSING}`)
  await expect(page.getByRole('main')).toContainText('En infusión', { timeout: 60_000 })
  await expect(page.getByRole('img', { name: /^Presión arterial/ })).toBeVisible()
  await expectAccessible('infusing')
})

test('A8: an alarm is named in the language of the screen, and nothing flashes where less motion is wanted', async () => {
  await page.goto(room.url)
  const bar = page.getByTestId('alarm-bar').first()
  await expect(bar.getByRole('img', { name: /^Prioridad (media|alta)$/ })).toBeVisible({ timeout: 90_000 })
  expect(
    await page.evaluate(
      () =>
        document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY)
          .length,
    ),
  ).toBe(0)
  await expectAccessible('board')
  await pressByKey(page, page.getByRole('main').getByRole('button', { name: 'Reconocer' }).first())
  await expect(page.getByRole('button', { name: 'Repetir PA' })).toBeFocused()
  await expectAccessible('plans')
})

test('the chair view of an alarm, and of a patient who recovers, are accessible in both languages', async () => {
  await page.goto(`${room.url}/chairs/${ALARMED}`)
  await expect(page.getByRole('heading', { level: 1, name: /^Sillón 2\b/ })).toBeVisible()
  await expectAccessible('alarmed')
  await page.goto(`${room.url}/chairs/${RECOVERING}`)
  await expect(page.getByRole('main')).toContainText('Recuperación', { timeout: 90_000 })
  const readiness = page.getByRole('region', { name: 'Aptitud para el alta' })
  await readiness.getByRole('listitem').filter({ hasText: 'Náuseas' }).getByRole('button').click()
  await expect(readiness.getByRole('button', { name: 'Registrar' })).toBeVisible()
  await expectAccessible('recovering')
})

test('what a screen could not be told: the server that is away, in both languages', async () => {
  await tabTo(page, page.getByRole('link', { name: 'Volver a la sala' }))
  await room.killServer()
  await expect(page.getByRole('alert').locator('[data-kind="not-live"]')).toContainText('Sin conexión.', { timeout: 30_000 })
  await expectAccessible('not live')
})
