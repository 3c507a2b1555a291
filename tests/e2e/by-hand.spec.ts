import { expect, test } from '@playwright/test'
import { chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { confirmOf, openAct, openChair, signIn, tileOf } from './board-page.ts'
import { attachTroubles, openRoomForBrowsers, type RoomForBrowsers } from './simulated-room.ts'

test.skip(chromiumPath() === undefined, NO_CHROMIUM)

const CHAIR = 1
/** Two seconds of the wall are a room minute. Nobody but the browser acts; the patient has no troubles of his own. */
const SETTINGS = { speed: 30, chairs: 1, seed: '33', firstCheckInMin: () => 0, staff: 'nobody' } as const
/** Over 1 mg/kg: a start is held until somebody says why. */
const WEIGHT_KG = 70
const DOSE_MG = 77

let room: RoomForBrowsers
test.beforeAll(async () => {
  room = await openRoomForBrowsers(SETTINGS)
})
test.afterEach(({ browserName: _browser }, info) => attachTroubles(info, room))
test.afterAll(() => room?.close())

test('S1, S2, S4: a patient goes from an empty chair through the infusion, by clicks alone', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const main = page.getByRole('main')
  const before = page.getByRole('region', { name: 'Before the infusion' })

  await test.step('S1: check in at an empty chair', async () => {
    await signIn(page, room.url, 'nurse')
    await openChair(page, CHAIR)
    await main.getByRole('link', { name: 'Check in', exact: true }).click()
    await expect(main).toContainText('Who takes this chair?')
    await page.getByLabel('Find a patient').fill('Ada')
    await expect(main).toContainText('Nobody is called “Ada” here.')
    await page.getByRole('button', { name: 'New patient' }).click()
    await page.getByLabel('Patient number').fill('P-0042')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ada Example')
    await page.getByLabel('Given so far').fill('2')
    await page.getByRole('button', { name: 'Save the patient' }).click()
    await expect(main).toContainText('Nothing is prescribed here for today')
    const checkIn = page.getByRole('button', { name: `Check in at chair ${CHAIR}` })
    await expect(checkIn).toBeDisabled()
    await expect(page.getByRole('textbox', { name: 'Infusion', exact: true })).toHaveValue('3')
    await page.getByLabel('Weight today, kg').fill(String(WEIGHT_KG))
    await page.getByRole('textbox', { name: 'Dose, mg', exact: true }).fill(String(DOSE_MG))
    await expect(page.getByLabel('Dose, mg/kg')).toHaveValue('1.1')
    await expect(main).toContainText('77 mL at 115.5 mL/h (1.93 mg/min)')
    await expect(main).toContainText('Over 1 mg/kg: the start will ask for a reason.')
    await checkIn.click()
    await expect(page.getByRole('navigation', { name: 'Steps of the check-in' })).toContainText('Checksopen')
    await main.getByRole('link', { name: 'Go to the chair' }).click()
    await expect(main).toContainText('Checked in')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('A. E.')
  })

  await test.step('S2: everything that is open holds a start', async () => {
    for (const hold of ['Monitor bound and live', 'Consent signed', 'Second person checked the pump', 'SpO2 –', `1.1 > 1 mg/kg`])
      await expect(before.getByRole('listitem').filter({ hasText: hold }).last()).toBeVisible()
    await expect(before).toContainText('A physician is needed to start, with a reason.')
  })

  await test.step('S4: bind the monitor that is free', async () => {
    await before.getByRole('button', { name: 'Bind Simulated monitor 1' }).click()
    await expect(before).toContainText('Bound to Simulated monitor 1')
    await expect(before.getByRole('button', { name: /^Monitor bound and live/ })).toHaveAttribute('aria-pressed', 'true')
  })

  await test.step('S2: answer the gate, take an answer back, confirm the rest at once', async () => {
    const consent = before.getByRole('button', { name: /^Consent signed/ })
    await expect(consent).toHaveAttribute('aria-pressed', 'false')
    await consent.click()
    await expect(consent).toHaveAttribute('aria-pressed', 'true')
    await expect(consent).toContainText('Demo Nurse')
    await consent.click()
    await expect(consent).toHaveAttribute('aria-pressed', 'false')
    await before.getByRole('button', { name: 'Confirm all open checks' }).click()
    for (const item of [/^Identity confirmed/, /^Consent signed/, /^Escort named/])
      await expect(before.getByRole('button', { name: item })).toHaveAttribute('aria-pressed', 'true')
  })

  await test.step('S2: the second person is somebody else', async () => {
    const second = before.getByRole('button', { name: /^Second person checked/ })
    await expect(second).toBeDisabled()
    await expect(second).toHaveAttribute('aria-pressed', 'false')
    const other = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
    await signIn(other, room.url, 'physician')
    await openChair(other, CHAIR)
    await other.getByRole('button', { name: /^Second person checked/ }).click()
    await expect(second).toHaveAttribute('aria-pressed', 'true')
    await expect(second).toContainText('Demo Physician')
    await other.context().close()
  })

  await test.step('S1: begin the baseline, place the cannula', async () => {
    await confirmOf(await openAct(page, 'Begin baseline'), 'Begin baseline').click()
    await expect(main).toContainText(/Baseline \d+:\d\d/)
    await confirmOf(await openAct(page, 'Cannula placed'), 'Cannula placed').click()
    await expect(page.getByRole('group', { name: 'Cannula placed' })).toHaveCount(0)
  })

  await test.step('B2, S2: without a baseline a nurse may not start, and is told who may', async () => {
    const starting = await openAct(page, 'Start infusion')
    await expect(starting).toContainText(`Records that the pump starts now: ${DOSE_MG} mg over 40 min.`)
    await expect(starting.getByRole('listitem').filter({ hasText: 'a physician is needed' })).not.toHaveCount(0)
    await expect(confirmOf(starting, 'Start infusion')).toBeDisabled()
    await starting.getByLabel('Reason').fill('We are late')
    await confirmOf(starting, 'Start infusion').click()
    await expect(starting.getByRole('status')).toContainText('Only a physician may decide this.')
    await starting.getByRole('button', { name: 'Back' }).click()
  })

  await test.step('S2, B1: when a baseline stands a reason is asked for the dose; with one the infusion starts', async () => {
    await expect(before.getByRole('listitem').filter({ hasText: 'a physician is needed' })).toHaveCount(0, { timeout: 60_000 })
    await expect(before).toContainText('A reason is needed to start.')
    const starting = await openAct(page, 'Start infusion')
    // His pressure before the start may ask for a reason as well: it depends on how long the hand took.
    await expect(starting.getByRole('listitem').filter({ hasText: /Dose.*1\.1 > 1 mg\/kg.*a reason is needed/ })).toHaveCount(1)
    await expect(confirmOf(starting, 'Start infusion')).toBeDisabled()
    await starting.getByLabel('Reason').fill('Ordered after two weak responses')
    await confirmOf(starting, 'Start infusion').click()
    await expect(main).toContainText(/Infusing \d+:\d\d of 40:00/)
    await expect(before).toHaveCount(0)
    await expect(main).not.toContainText('no baseline')
  })

  await test.step('S1: pause and resume', async () => {
    const pausing = await openAct(page, 'Pause')
    await pausing.getByLabel('Reason').fill('Patient to the toilet')
    await confirmOf(pausing, 'Pause').click()
    await expect(main).toContainText('Paused')
    await confirmOf(await openAct(page, 'Resume'), 'Resume').click()
    await expect(main).toContainText(/Infusing \d+:\d\d of 40:00/)
  })

  await test.step('S1: stop early, with a reason', async () => {
    const stopping = await openAct(page, 'Stop early')
    await expect(confirmOf(stopping, 'Stop early')).toBeDisabled()
    await stopping.getByLabel('Reason').fill('The patient asked to stop')
    await confirmOf(stopping, 'Stop early').click()
    await expect(main).toContainText(/Recovering \d+:\d\d/)
    await expect(page.getByRole('region', { name: 'Readiness' })).toContainText('Not ready')
    await page.getByRole('link', { name: 'Back to the board' }).click()
    await expect(tileOf(page, CHAIR)).toContainText('Recovering')
  })
  expect(room.troubles).toEqual([])
})
