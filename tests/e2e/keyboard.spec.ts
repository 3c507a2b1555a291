import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { pressByKey, tabTo, typeByKey } from './look-and-keys.ts'
import { openRoomForBrowsers, type RoomForBrowsers } from './simulated-room.ts'

test.skip(chromiumPath() === undefined, NO_CHROMIUM)

/** Two seconds of the wall are a room minute. Nobody but the browser acts; the patient has no troubles of his own. */
const SETTINGS = { speed: 30, chairs: 1, seed: '33', firstCheckInMin: () => 0, staff: 'nobody' } as const

let room: RoomForBrowsers
test.beforeAll(async () => {
  room = await openRoomForBrowsers(SETTINGS)
})
test.afterEach(async ({ browserName: _browser }, info) => {
  if (info.status !== info.expectedStatus) await info.attach('troubles', { body: room.troubles.join('\n'), contentType: 'text/plain' })
})
test.afterAll(() => room?.close())

/** A page of a Spanish browser that wants less motion; whoever sits there signs in. Its mouse is never touched. */
const sit = async (browser: Browser, login: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'es-ES', reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(room.url)
  await typeByKey(page, page.getByLabel('Nombre de usuario'), login)
  await typeByKey(page, page.getByLabel('Contraseña', { exact: true }), DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Cerrar sesión' })).toBeVisible()
  return page
}

test('S1, S2, S4, B1: a whole check-in, from the free chair to the running infusion, by keyboard alone and in Spanish', async ({
  browser,
}) => {
  const page = await sit(browser, 'nurse')
  const main = page.getByRole('main')
  const button = (name: string | RegExp) => main.getByRole('button', { name, exact: typeof name === 'string' })
  const steps = page.getByRole('navigation', { name: 'Pasos de la admisión' })
  const toStep = (name: RegExp) => pressByKey(page, steps.getByRole('button', { name }))

  await test.step('S1: the patient and the order', async () => {
    await pressByKey(page, main.getByRole('link', { name: /^Sillón 1/ }))
    await pressByKey(page, main.getByRole('link', { name: 'Admitir', exact: true }))
    await typeByKey(page, page.getByLabel('Buscar un paciente'), 'Ada')
    await expect(main).toContainText('Aquí nadie se llama «Ada».')
    await pressByKey(page, button('Nuevo paciente'))
    await typeByKey(page, page.getByLabel('Número de paciente'), 'P-0042')
    await typeByKey(page, page.getByRole('textbox', { name: 'Nombre', exact: true }), 'Ada Example')
    await pressByKey(page, button('Guardar el paciente'))
    await typeByKey(page, page.getByLabel('Peso de hoy, kg'), '70,5')
    await typeByKey(page, page.getByLabel('Dosis, mg/kg'), '0,5')
    await expect(page.getByRole('textbox', { name: 'Dosis, mg', exact: true })).toHaveValue('35,25')
    await expect(main).toContainText('35,3 mL a 52,9 mL/h (0,88 mg/min)')
    await pressByKey(page, button('Admisión en el sillón 1'))
    await expect(steps).toBeVisible()
  })

  await test.step('S4: the monitor', async () => {
    await toStep(/^\d*\s*Monitor/)
    await pressByKey(page, button('Vincular Simulated monitor 1'))
    await expect(main).toContainText('Vinculado a Simulated monitor 1')
  })

  await test.step('S2: the checks, one of them by somebody else', async () => {
    await toStep(/Verificación/)
    const consent = button(/^Consentimiento firmado/)
    await tabTo(page, consent, 90)
    await page.keyboard.press('Space')
    await expect(consent).toHaveAttribute('aria-pressed', 'true')
    await pressByKey(page, button('Confirmar todo lo pendiente'))
    await expect(button(/^Identidad confirmada/)).toHaveAttribute('aria-pressed', 'true')
    const other = await sit(browser, 'physician')
    await pressByKey(other, other.getByRole('main').getByRole('link', { name: /^Sillón 1/ }))
    await pressByKey(other, other.getByRole('button', { name: /^Bomba comprobada por otra persona/ }))
    await expect(button(/^Bomba comprobada/)).toHaveAttribute('aria-pressed', 'true')
    await other.context().close()
  })

  await test.step('B1: the baseline', async () => {
    await toStep(/Basal e inicio/)
    await pressByKey(page, button('Empezar basal'))
    await pressByKey(page, button('Confirmar: Empezar basal'))
    await expect(main).toContainText('La basal es válida.', { timeout: 60_000 })
  })

  await test.step('S1: the start, with a reason where his pressure asks for one', async () => {
    await pressByKey(page, button('Iniciar infusión'))
    const starting = main.getByRole('group', { name: 'Iniciar infusión' })
    await expect(starting).toContainText('Registra que la bomba empieza ahora: 35,25 mg en 40 min.')
    const reason = starting.getByLabel('Motivo')
    if ((await reason.count()) > 0) await typeByKey(page, reason, 'Presión conocida, indicado por el médico')
    await pressByKey(page, starting.getByRole('button', { name: 'Confirmar: Iniciar infusión' }))
    await expect(main).toContainText(/En infusión \d+:\d\d de 40:00/)
  })
  expect(room.troubles).toEqual([])
  await page.context().close()
})
