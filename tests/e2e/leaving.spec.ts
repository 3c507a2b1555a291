import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { goTo, openChair, signIn } from './board-page.ts'
import { openRoomForBrowsers, type RoomForBrowsers } from './simulated-room.ts'

test.skip(chromiumPath() === undefined, NO_CHROMIUM)

/** Two seconds of the wall are a room minute. Nobody but the browsers acts; monitors and patients follow. */
const SETTINGS = { speed: 30, chairs: 2, seed: '33', firstCheckInMin: () => 0, staff: 'nobody' } as const
const FIRST = 1
const SECOND = 2

let room: RoomForBrowsers
test.beforeAll(async () => {
  room = await openRoomForBrowsers(SETTINGS)
})
test.afterEach(async ({ browserName: _browser }, info) => {
  if (info.status !== info.expectedStatus) await info.attach('troubles', { body: room.troubles.join('\n'), contentType: 'text/plain' })
})
test.afterAll(() => room?.close())

const open = async (page: Page, act: string): Promise<Locator> => {
  await page.getByRole('button', { name: act, exact: true }).click()
  return page.getByRole('group', { name: act, exact: true })
}
const done = async (page: Page, act: string, reason?: string): Promise<void> => {
  const box = await open(page, act)
  if (reason !== undefined) await box.getByLabel('Reason').fill(reason)
  await box.getByRole('button', { name: `Confirm: ${act}` }).click()
}

/** Somebody new at a chair, checked in, confirmed and with the monitor of that chair: everything that is no pressure is answered. */
const checkIn = async (page: Page, chair: number, name: string, number: string): Promise<void> => {
  const main = page.getByRole('main')
  await openChair(page, chair)
  await main.getByRole('link', { name: 'Check in', exact: true }).click()
  await page.getByLabel('Find a patient').fill(name)
  await page.getByRole('button', { name: 'New patient' }).click()
  await page.getByLabel('Patient number').fill(number)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await page.getByRole('button', { name: 'Save the patient' }).click()
  await page.getByLabel('Weight today, kg').fill('70')
  await page.getByRole('textbox', { name: 'Dose, mg', exact: true }).fill('35')
  await page.getByRole('button', { name: `Check in at chair ${chair}` }).click()
  await main.getByRole('link', { name: 'Go to the chair' }).click()
  const before = page.getByRole('region', { name: 'Before the infusion' })
  await before.getByRole('button', { name: `Bind Simulated monitor ${chair}` }).click()
  await expect(before).toContainText(`Bound to Simulated monitor ${chair}`)
  await before.getByRole('button', { name: 'Confirm all open checks' }).click()
  await expect(before.getByRole('button', { name: /^Consent signed/ })).toHaveAttribute('aria-pressed', 'true')
}

const byHand = async (page: Page, sys: number, dia: number): Promise<void> => {
  await page.getByRole('button', { name: 'Vitals by hand', exact: true }).click()
  const form = page.getByRole('group', { name: 'Vitals by hand', exact: true })
  await form.getByLabel('SYS').fill(String(sys))
  await form.getByLabel('DIA').fill(String(dia))
  await form.getByRole('button', { name: 'Record' }).click()
  await expect(page.getByRole('group', { name: 'Vitals by hand', exact: true })).toHaveCount(0)
}

/** Until the screen says so of the set that was entered: the monitor's own may come between. */
const byHandUntil = (page: Page, sys: number, dia: number, said: () => Promise<void>): Promise<void> =>
  expect(async () => {
    await byHand(page, sys, dia)
    await said()
  }).toPass({ timeout: 60_000 })

/** Opens a criterion of the working list and gives its form. */
const assess = async (card: Locator, criterion: string, fill: (form: Locator) => Promise<void>): Promise<void> => {
  const item = card.getByRole('listitem').filter({ has: card.page().getByText(criterion, { exact: true }) })
  await item.getByRole('button', { name: /^Enter/ }).click()
  await fill(item)
  await item.getByRole('button', { name: 'Record', exact: true }).click()
  await expect(item.getByRole('button', { name: 'Record', exact: true })).toHaveCount(0)
}
const yes = (form: Locator, question: string, answer: 'Yes' | 'No'): Promise<void> =>
  form.getByRole('group', { name: question }).getByRole('radio', { name: answer }).check()

test('S2, S3, L3, L4, S6: holds, an ampoule, a time put right, a discharge refused and granted, and one against advice', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const main = page.getByRole('main')
  const before = page.getByRole('region', { name: 'Before the infusion' })
  const card = page.getByRole('region', { name: 'Readiness' })
  const physician = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  physician.setDefaultTimeout(10_000)
  await signIn(page, room.url, 'nurse')
  await signIn(physician, room.url, 'physician')

  await test.step('S2: 160/100 holds hard, and a nurse’s reason does not do', async () => {
    await checkIn(page, FIRST, 'Ada Example', 'P-0042')
    await openChair(physician, FIRST)
    await physician.getByRole('button', { name: /^Second person checked/ }).click()
    await done(page, 'Begin baseline')
    await byHandUntil(page, 164, 102, () =>
      expect(before.getByRole('listitem').filter({ hasText: /Blood pressure.*164.*a physician is needed/ })).not.toHaveCount(0, {
        timeout: 2_000,
      }),
    )
    const starting = await open(page, 'Start infusion')
    await starting.getByLabel('Reason').fill('We are late')
    await starting.getByRole('button', { name: 'Confirm: Start infusion' }).click()
    await expect(starting.getByRole('status')).toContainText('Only a physician may decide this.')
    await starting.getByRole('button', { name: 'Back' }).click()
  })

  await test.step('S2: 140/90 holds softly; a recheck below lets go', async () => {
    await byHandUntil(page, 152, 88, () =>
      expect(before.getByRole('listitem').filter({ hasText: /Blood pressure.*152.*a reason is needed/ })).not.toHaveCount(0, {
        timeout: 2_000,
      }),
    )
    await byHandUntil(page, 124, 78, () =>
      expect(before.getByRole('listitem').filter({ hasText: /Blood pressure/ })).toHaveCount(0, { timeout: 2_000 }),
    )
  })

  await test.step('S2, B2: the physician starts in spite of what holds, with the reason', async () => {
    await done(physician, 'Start infusion', 'Seen at the chair')
    await expect(main).toContainText(/Infusing \d+:\d\d of 40:00/)
  })

  await test.step('S3: an ampoule is opened; what is left and when it ends stands on the screen', async () => {
    const drug = page.getByRole('region', { name: 'Infusion and ampoule' })
    await expect(drug).toContainText(/Planned end\d\d:\d\d in \d+:\d\d/)
    await drug.getByRole('button', { name: 'Ampoule opened' }).click()
    await drug.getByLabel('Lot').fill('K-17')
    await drug.getByLabel('Drawn, mg').fill('50')
    await drug.getByRole('button', { name: 'Record', exact: true }).click()
    await expect(drug).toContainText('LotK-17')
    await expect(drug).toContainText('Drawn50 mg')
  })

  await test.step('S3, X9: an early stop; its time is put right, and what was stated stays', async () => {
    await done(page, 'Stop early', 'The patient asked to stop')
    await expect(main).toContainText(/Recovering \d+:\d\d/)
    const line = page.getByRole('listitem').filter({ hasText: 'Infusion stopped early' })
    await line.getByRole('button', { name: 'Correct the time' }).click()
    const form = page.getByRole('form', { name: /Correct the time: Infusion stopped early/ })
    const field = form.getByLabel(/When it truly happened/)
    const [hours = 0, minutes = 0, seconds = 0] = (await field.inputValue()).split(':').map(Number)
    const second = (hours * 3_600 + minutes * 60 + seconds + 86_400 - 5) % 86_400
    const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
    const written = `${two(second / 3_600)}:${two((second / 60) % 60)}:${two(second % 60)}`
    await field.fill(written)
    await form.getByRole('button', { name: 'Entered late' }).click()
    await form.getByRole('button', { name: 'Correct the time' }).click()
    await expect(line.first()).toContainText(`in truth ${written}, corrected by Demo Nurse: Entered late`)
  })

  await test.step('S3: the rest is wasted before a colleague who confirms it', async () => {
    const drug = page.getByRole('region', { name: 'Infusion and ampoule' })
    await drug.getByRole('button', { name: 'Rest wasted' }).click()
    await drug.getByLabel('Wasted, mg').fill('10')
    await drug.getByRole('radio', { name: 'A colleague, with their own password' }).check()
    await drug.getByLabel('Sign-in name').fill('nurse')
    await drug.getByLabel('Password or PIN').fill(DEMO_PASSWORD)
    await drug.getByRole('button', { name: 'Record', exact: true }).click()
    await expect(drug).toContainText('The witness is somebody else than who records it. Nothing was done.')
    await drug.getByLabel('Sign-in name').fill('physician')
    await drug.getByLabel('Password or PIN').fill(DEMO_PASSWORD)
    await drug.getByRole('button', { name: 'Record', exact: true }).click()
    await expect(drug).toContainText('Wasted10 mg')
    await expect(main).toContainText('10 mg wasted, witness Demo Physician')
  })

  await test.step('L4: a discharge is refused by a wrong password, then by what is not met, in words', async () => {
    await card.getByRole('button', { name: 'Sign the discharge' }).click()
    const box = card.getByRole('group', { name: 'Discharge', exact: true })
    await expect(box).toContainText('Not met now')
    await expect(box).toContainText(/Minimum stay.*not met/)
    await box.getByRole('radio', { name: 'Demo Nurse, Nurse' }).check()
    await box.getByLabel('Password or PIN').fill('not the password')
    await box.getByRole('button', { name: 'Sign: Discharge' }).click()
    await expect(box).toContainText('That is neither the password nor the PIN.')
    await box.getByLabel('Password or PIN').fill(DEMO_PASSWORD)
    await box.getByRole('button', { name: 'Sign: Discharge' }).click()
    await expect(box).toContainText(/The criteria are not met\. \(.*Minimum stay.*Gait.*IV out/)
    await expect(box.getByLabel('Password or PIN')).toHaveValue('')
    await box.getByRole('button', { name: 'Back' }).click()
  })

  await test.step('L3: the working list is filled in place', async () => {
    await expect(card).toContainText(/Minimum stay\s*met/, { timeout: 120_000 })
    for (const [criterion, fill] of [
      ['Awake (MOAA/S)', (form: Locator) => form.getByRole('radio', { name: /^5 / }).check()],
      ['Orientation', (form: Locator) => form.getByRole('radio', { name: '4', exact: true }).check()],
      [
        'Dissociation',
        (form: Locator) =>
          form
            .getByRole('group', { name: /^Dissociation, 0/ })
            .getByRole('radio', { name: '0', exact: true })
            .check(),
      ],
      [
        'Recovery score',
        async (form: Locator) => {
          for (const item of ['Activity', 'Respiration', 'Circulation', 'Consciousness', 'Saturation'])
            await form.getByRole('group', { name: item }).getByRole('radio', { name: /^2 / }).check()
        },
      ],
      [
        'Gait',
        async (form: Locator) => {
          await yes(form, 'Steady over 10 m', 'Yes')
          await yes(form, 'Dizzy', 'No')
        },
      ],
      [
        'Nausea',
        async (form: Locator) => {
          await form.getByRole('radio', { name: 'none' }).check()
          await yes(form, 'Vomited in the last 15 min', 'No')
        },
      ],
      ['Pain', (form: Locator) => yes(form, 'New moderate or severe pain', 'No')],
      ['Mood and safety', (form: Locator) => yes(form, 'New concern about mood or safety', 'No')],
      ['IV out', (form: Locator) => yes(form, 'IV out, site clean, bleeding stopped', 'Yes')],
      [
        'Escort present',
        async (form: Locator) => {
          await yes(form, 'Escort is here', 'Yes')
          await form.getByLabel('Name of the escort').fill('Ben Example')
          await form.getByLabel('Telephone').fill('555 0101')
        },
      ],
      ['Instructions understood', (form: Locator) => yes(form, 'Given and understood', 'Yes')],
    ] as const)
      await assess(card, criterion, fill)
  })

  await test.step('S5: the sheet for the patient shows who, with whom, until when, and is told to the audit', async () => {
    await card.getByRole('link', { name: 'Instructions for the patient' }).click()
    const sheet = page.getByRole('article', { name: 'After your infusion today' })
    await expect(sheet).toContainText('Ada Example')
    await expect(sheet).toContainText('Ben Example, 555 0101')
    await expect(sheet).toContainText('SIMULATED PATIENT: NOT FOR CARE')
    await expect(sheet).toContainText('Until tomorrow morning')
    await expect(sheet).toContainText(/Printed .* UTC by Demo Nurse/)
    const told = page.waitForResponse((response) => response.url().endsWith('/api/prints'))
    await page.pdf({ format: 'A4' })
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    expect((await told).status()).toBe(204)
    await page.getByRole('link', { name: 'Back', exact: true }).click()
  })

  await test.step('L4, D20: after an override the nurse’s signature does not do; the physician’s, at the same screen, does', async () => {
    await expect(async () => {
      await expect(card).toContainText('The patient may leave.', { timeout: 30_000 })
      const box = card.getByRole('group', { name: 'Discharge', exact: true })
      if ((await box.count()) === 0) await card.getByRole('button', { name: 'Sign the discharge' }).click()
      await expect(box).toContainText(/A physician signs this one: .*stopped early/)
      await box.getByLabel('Sign-in name').fill('physician')
      await box.getByLabel('Password or PIN').fill(DEMO_PASSWORD)
      await box.getByRole('button', { name: 'Sign: Discharge' }).click()
      await expect(main).toContainText('This chair is free.', { timeout: 3_000 })
    }).toPass({ timeout: 90_000 })
    await expect(main.getByRole('link', { name: 'Instructions for the patient (A. E.)' })).toBeVisible()
    await page.getByRole('link', { name: 'Back to the board' }).click()
    await physician.getByRole('link', { name: 'Back to the board' }).click()
  })

  await test.step('S6: against advice, with a reason and a witness by name; a physician countersigns later', async () => {
    await checkIn(page, SECOND, 'Cyd Sample', 'P-0043')
    await openChair(physician, SECOND)
    await physician.getByRole('button', { name: /^Second person checked/ }).click()
    await done(page, 'Begin baseline')
    await byHand(page, 124, 78)
    await done(physician, 'Start infusion', 'Seen at the chair')
    await done(page, 'Stop early', 'The patient asked to stop')
    const box = await open(page, 'Left against advice')
    await expect(box).toContainText('Not met now')
    await expect(box.getByRole('button', { name: 'Confirm: Left against advice' })).toBeDisabled()
    await box.getByRole('button', { name: 'Has to go' }).click()
    await box.getByRole('radio', { name: 'Somebody without a sign-in here' }).check()
    await box.getByLabel('Name of the witness').fill('Dee Sample')
    await box.getByRole('button', { name: 'Confirm: Left against advice' }).click()
    await expect(main).toContainText('This chair is free.')
    await expect(main).toContainText('A physician has still to countersign.')
    await physician.getByRole('button', { name: 'Countersign' }).click()
    await expect(main).not.toContainText('A physician has still to countersign.')
  })

  await test.step('the downtime sheet opens from the day’s list', async () => {
    await goTo(page, 'Today')
    await page.getByRole('link', { name: 'Downtime sheet' }).click()
    await expect(page.getByRole('article', { name: 'Downtime sheet' })).toContainText('Nobody sits in any chair.')
  })
  expect(room.troubles).toEqual([])
})
