import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRoomTime, machineClock } from '@chairside/simulators/clock'
import { DEMO_PASSWORD, demoDevices } from '@chairside/simulators/demo-room'
import { connectSocketDevice, type SocketDevice } from '@chairside/simulators/devices/socket-device'
import { declarationAt } from '@chairside/simulators/monitor'
import { type ServerProcess, startServer } from '@chairside/simulators/server-process'
import { expect, type Page, test } from '@playwright/test'
import { chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { confirmOf, openAct, openChair, signIn, tileOf } from './board-page.ts'
import { freePort } from './simulated-room.ts'

test.skip(chromiumPath() === undefined, NO_CHROMIUM)

const CHAIR = 1
const PATIENT = 'P-0042'
/** So far apart that nobody takes the numbers of one monitor for those of the other. */
const FIRST = { hr: 61, spo2: 95, rr: 13 }
const SECOND = { hr: 88, spo2: 99, rr: 17 }

/** A monitor that says the same numbers each second, of whomever it takes to be its patient. */
interface Bedside {
  readonly device: SocketDevice
  names: string | null
  close(): void
}

const plugIn = (url: string, token: string, numbers: typeof FIRST, troubles: string[]): Bedside => {
  const roomTime = createRoomTime(machineClock)
  const bedside = { names: null as string | null }
  const device = connectSocketDevice({
    url,
    token,
    declare: (speed) => declarationAt(speed, bedside.names),
    clock: machineClock,
    now: () => roomTime.now() ?? 0,
    onRoomClock: (reading) => roomTime.set(reading),
    onProblem: (sentence) => troubles.push(sentence),
  })
  const stop = machineClock.every(1_000, () => {
    const at = roomTime.now()
    if (at === null || !device.online) return
    const readings = [
      { vital: 'hr', value: numbers.hr, unit: '/min' },
      { vital: 'spo2', value: numbers.spo2, unit: '%' },
      { vital: 'rr', value: numbers.rr, unit: '/min' },
    ]
    device.report({ kind: 'numerics', at, readings, off: [] })
    device.flush()
  })
  const close = (): void => {
    stop()
    device.close()
  }
  return Object.assign(bedside, { device, close })
}

let server: ServerProcess
let first: Bedside
let second: Bedside
let dataDir: string
const troubles: string[] = []
test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'chairside-e2e-'))
  const devices = demoDevices(2)
  const port = await freePort()
  const settings = { port, dataDir, speed: 1, chairs: 2, password: DEMO_PASSWORD, devices, clinic: 'Test clinic' }
  server = startServer(settings, machineClock, (line) => troubles.push(line))
  await server.ready
  const [one, other] = devices
  first = plugIn(server.url, one?.token ?? '', FIRST, troubles)
  second = plugIn(server.url, other?.token ?? '', SECOND, troubles)
})
test.afterAll(async () => {
  first?.close()
  second?.close()
  await server?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** What the tile of the chair says of the heart rate. */
const heartOn = (page: Page) => tileOf(page, CHAIR).locator('[data-vital="hr"]')

test('S4, G5: the monitor of another patient, and another monitor in mid-session', async ({ browser }) => {
  const nurse = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  const watcher = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  for (const page of [nurse, watcher]) page.setDefaultTimeout(10_000)
  const main = nurse.getByRole('main')
  const before = nurse.getByRole('region', { name: 'Before the infusion' })
  await signIn(watcher, server.url, 'viewer')

  await test.step('S4: a patient is checked in, and bound to the first monitor', async () => {
    await signIn(nurse, server.url, 'nurse')
    await openChair(nurse, CHAIR)
    await main.getByRole('link', { name: 'Check in', exact: true }).click()
    await nurse.getByRole('button', { name: 'New patient' }).click()
    await nurse.getByLabel('Patient number').fill(PATIENT)
    await nurse.getByRole('textbox', { name: 'Name', exact: true }).fill('Ada Example')
    await nurse.getByRole('button', { name: 'Save the patient' }).click()
    await nurse.getByLabel('Weight today, kg').fill('70')
    await nurse.getByRole('textbox', { name: 'Dose, mg', exact: true }).fill('35')
    await nurse.getByRole('button', { name: `Check in at chair ${CHAIR}` }).click()
    await main.getByRole('link', { name: 'Go to the chair' }).click()
    await expect(heartOn(watcher)).not.toContainText(/\d/)
    await before.getByRole('button', { name: 'Bind Simulated monitor 1' }).click()
    await expect(before).toContainText('Bound to Simulated monitor 1')
    await expect(heartOn(watcher)).toContainText(String(FIRST.hr))
    await confirmOf(await openAct(nurse, 'Begin baseline'), 'Begin baseline').click()
    await expect(main).toContainText(/Baseline \d+:\d\d/)
  })

  await test.step('G5: it names somebody else: every screen says so, high, until a person settles it', async () => {
    first.names = 'P-9999'
    first.device.redeclare()
    const bar = tileOf(watcher, CHAIR).getByTestId('alarm-bar')
    await expect(bar).toContainText('Monitor names another patient')
    await expect(bar.getByRole('img', { name: 'High' })).toBeVisible()
    const resolving = await openAct(nurse, 'Same patient: resolve')
    await expect(confirmOf(resolving, 'Same patient: resolve')).toBeDisabled()
    await resolving.getByLabel('Reason').fill('The wristband was changed')
    await confirmOf(resolving, 'Same patient: resolve').click()
    await expect(tileOf(watcher, CHAIR)).not.toContainText('Monitor names another patient')
    await expect(heartOn(watcher)).toContainText(String(FIRST.hr))
  })

  await test.step('S4: the first monitor is released: its numbers are nobody’s, though it goes on sending', async () => {
    await before.getByRole('button', { name: 'Release' }).click()
    await expect(before.getByRole('button', { name: 'Bind Simulated monitor 2' })).toBeVisible()
    await expect(heartOn(watcher)).not.toContainText(/\d/)
  })

  await test.step('S4: the second one is bound, and its numbers alone are the patient’s', async () => {
    second.names = PATIENT
    second.device.redeclare()
    await expect(before.getByRole('listitem').filter({ hasText: 'Simulated monitor 2' })).toContainText('It names this patient')
    await before.getByRole('button', { name: 'Bind Simulated monitor 2' }).click()
    await expect(before).toContainText('Bound to Simulated monitor 2')
    await expect(heartOn(watcher)).toContainText(String(SECOND.hr))
    await expect(tileOf(watcher, CHAIR)).not.toContainText('Monitor names another patient')
    // What the first one still sends reaches no chair: its place is free again.
    await expect(heartOn(watcher)).not.toContainText(String(FIRST.hr))
  })
  expect(troubles).toEqual([])
})
