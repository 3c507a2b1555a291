import { readFileSync, writeFileSync } from 'node:fs'
import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test'
import { chromiumPath, NO_CHROMIUM } from '../support/chromium.ts'
import { pagesOfPdf, squeezed } from '../support/pdf-text.ts'
import { goTo, signIn } from './board-page.ts'
import { type FilledClinic, openFilledClinic, runCommand } from './filled-clinic.ts'

test.skip(chromiumPath() === undefined, NO_CHROMIUM)
test.describe.configure({ mode: 'serial' })

/** The last one that `fill-sessions` makes of two. */
const SESSION = 'fill-000001'
const OF_NOBODY = 'SIMULATED. This session is of no real patient'

let clinic: FilledClinic
let context: BrowserContext
let page: Page

test.beforeAll(async ({ browser }) => {
  const signing = { cosign: 'always', by: 'nurse-or-physician' }
  clinic = await openFilledClinic({ sessions: 2, seed: 4, protocol: { id: 'two-sign', name: 'Two sign', signing } })
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await context.addInitScript(() => {
    // A browser without a window prints nowhere: that it was asked to is what can be seen.
    window.print = () => document.documentElement.setAttribute('data-asked-to-print', 'yes')
  })
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await signIn(page, clinic.url, 'physician')
  await page.goto(`${clinic.url}/sessions/${SESSION}`)
})
test.afterAll(async () => {
  await context?.close()
  await clinic?.close()
})

/** What the browser was given, and the place where it was put. */
const taken = async (panel: Locator, button: string, ending: RegExp): Promise<{ readonly path: string; readonly file: Buffer }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: button, exact: true }).click()])
  expect(download.suggestedFilename()).toMatch(ending)
  const path = await download.path()
  await expect(panel.getByRole('status')).toContainText(download.suggestedFilename())
  return { path, file: readFileSync(path) }
}

test('R2, S5: each file of a chart leaves by its button, is what it says, marked as simulated, and stands in the audit', async () => {
  await page.getByRole('button', { name: 'Export or print…' }).click()
  const panel = page.getByRole('region', { name: 'Export or print' })

  await test.step('a PDF', async () => {
    const { file } = await taken(panel, 'PDF', /\.pdf$/)
    expect(file.toString('latin1', 0, 5)).toBe('%PDF-')
    const pages = pagesOfPdf(file).map(squeezed)
    expect(pages.length).toBeGreaterThan(1)
    for (const text of pages) expect(text).toContain(squeezed(OF_NOBODY))
    expect(pages.join('')).toContain(squeezed('by Demo Physician (Physician)'))
  })

  await test.step('readings and facts, each line of which says that it is simulated', async () => {
    for (const [button, column] of [
      ['Readings, CSV', 'vital'],
      ['Facts, CSV', 'kind'],
    ] as const) {
      const { file } = await taken(panel, button, /\.csv$/)
      expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
      const [head = '', ...lines] = file.toString('utf8').slice(1).trimEnd().split('\r\n')
      expect(head.startsWith('session,patient_number,simulated,')).toBe(true)
      expect(head.split(',')).toContain(column)
      expect(lines.length).toBeGreaterThan(50)
      expect(lines.filter((line) => !/^fill-000001,F-\d+,true,/.test(line))).toEqual([])
    }
  })

  await test.step('a FHIR bundle, each resource of which is a test', async () => {
    const { file } = await taken(panel, 'FHIR bundle', /\.json$/)
    const bundle = JSON.parse(file.toString('utf8'))
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'collection' })
    const resources = bundle.entry.map(({ resource }: { resource: object }) => resource)
    const kinds = new Set(resources.map(({ resourceType }: { resourceType: string }) => resourceType))
    for (const kind of ['Patient', 'Encounter', 'Observation', 'MedicationAdministration', 'Provenance']) expect(kinds).toContain(kind)
    for (const resource of resources) expect(resource.meta.security).toContainEqual(expect.objectContaining({ code: 'HTEST' }))
  })

  await test.step('R1: the raw record, which verifies by itself, and no more once a letter of it is another', async () => {
    const { path, file } = await taken(panel, 'Raw record', /\.ndjson$/)
    const text = file.toString('utf8')
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ line: 'export', simulated: true, exportedBy: { name: 'Demo Physician' } })
    expect(runCommand('server/src/app/verify.ts', ['--file', path])).toContain('as it was written')
    const altered = `${path}-altered`
    writeFileSync(altered, text.replace('"sys":1', '"sys":2'))
    expect(() => runCommand('server/src/app/verify.ts', ['--file', altered])).toThrow()
  })

  await test.step('the page on paper: noted first, then printed, light and marked', async () => {
    await panel.getByRole('button', { name: 'Print this page' }).click()
    await expect(page.locator('html')).toHaveAttribute('data-asked-to-print', 'yes')
    await page.emulateMedia({ media: 'print' })
    const head = page.locator('.print-head')
    await expect(head).toBeVisible()
    await expect(head).toContainText('Test clinic')
    await expect(head).toContainText('by Demo Physician')
    await expect(head).toContainText('Not signed')
    await expect(head).toContainText('SIMULATED PATIENT')
    await expect(panel).toBeHidden()
    expect((await page.pdf()).toString('latin1', 0, 5)).toBe('%PDF-')
    await page.emulateMedia({ media: null })
  })

  await test.step('who, what and where stand in the audit', async () => {
    await page.goto(`${clinic.url}/audit?session=${SESSION}`)
    const rows = page.locator('.audit-table tbody tr')
    const exported = rows.filter({ hasText: 'Exported' })
    await expect(exported).toHaveCount(5)
    await expect(exported.filter({ hasText: 'Demo Physician' }).filter({ hasText: 'desk' })).toHaveCount(5)
    for (const row of await exported.all()) await row.locator('summary').click()
    const said = (await exported.allInnerTexts()).join('\n')
    for (const kind of ['pdf', 'readings', 'facts', 'fhir', 'record']) expect(said).toMatch(new RegExp(`\\b${kind}\\b`))
    await expect(rows.filter({ hasText: 'Printed the chart' }).first()).toContainText('Demo Physician')
  })
})

test('R3: where the protocol asks for two, the chart, the list and the course wait for the second, who is not the first', async () => {
  const line = () => page.getByRole('row').filter({ has: page.locator(`a[href="/sessions/${SESSION}"]`) })
  const openPanel = async (): Promise<Locator> => {
    await page.goto(`${clinic.url}/sessions/${SESSION}`)
    await page.getByRole('button', { name: 'Review and sign' }).click()
    const panel = page.getByRole('form', { name: 'Review and sign' })
    for (const box of await panel.getByRole('checkbox').all()) await box.check()
    return panel
  }
  const signatures = page.getByRole('region', { name: 'Signatures' })
  const waits = 'Still to sign: a second person: nurse or physician'

  await test.step('a physician signs first; a second signature is said to be missing', async () => {
    const panel = await openPanel()
    await expect(panel).toContainText('Still to sign: a physician, a second person: nurse or physician')
    await panel.getByLabel('Password, once more').fill(DEMO_PASSWORD)
    await panel.getByRole('button', { name: 'Sign', exact: true }).click()
    await expect(signatures).toContainText('Signed by Demo Physician')
    await expect(signatures).toContainText(waits)
  })

  await test.step('the list and the course say so', async () => {
    await goTo(page, 'Sessions')
    await expect(line()).toContainText('second signature')
    await line()
      .getByRole('link', { name: /infusion|\d+ of \d+/ })
      .click()
    await expect(page.getByRole('row').filter({ hasText: 'second signature' })).toHaveCount(1)
  })

  await test.step('the same person is refused as the second', async () => {
    const panel = await openPanel()
    await panel.getByLabel('Sign-in name of who signs').fill('physician')
    await panel.getByLabel('Password, once more').fill(DEMO_PASSWORD)
    await panel.getByRole('button', { name: 'Sign', exact: true }).click()
    await expect(panel.locator('.outcome[data-refused="true"]')).toBeVisible()
    await expect(signatures).toContainText(waits)
    await expect(signatures.getByText(/^Signed by/)).toHaveCount(1)
  })

  await test.step('another one signs at the same screen, and nobody is waited for any more', async () => {
    const panel = page.getByRole('form', { name: 'Review and sign' })
    await panel.getByLabel('Sign-in name of who signs').fill('nurse')
    await panel.getByLabel('Password, once more').fill(DEMO_PASSWORD)
    await panel.getByRole('button', { name: 'Sign', exact: true }).click()
    await expect(signatures.getByText(/^Signed by Demo Nurse/)).toBeVisible()
    await expect(signatures).not.toContainText('Still to sign')
    await goTo(page, 'Sessions')
    await expect(line()).toContainText('Demo Nurse')
    await expect(line()).not.toContainText('second signature')
    expect(clinic.troubles).toEqual([])
  })
})
