import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { expect, type Locator, type Page } from '@playwright/test'

/** Signs a person in at the page's sign-in screen and waits for the room. */
export const signIn = async (page: Page, url: string, login: string): Promise<void> => {
  await page.goto(url)
  await page.getByLabel('Sign-in name').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
}

/** Goes to a page by the list of pages. */
export const goTo = async (page: Page, name: string): Promise<void> => {
  const nav = page.getByRole('navigation', { name: 'Pages', exact: true })
  await nav.getByRole('button').click()
  await nav
    .getByRole('listitem')
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click()
}

/** The tile of a chair on the board: the list item whose link opens that chair. */
export const tileOf = (page: Page, chair: number): Locator =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: new RegExp(`^Chair ${chair},`) }) })

/** Opens a chair from the board and waits until its screen is there. */
export const openChair = async (page: Page, chair: number): Promise<void> => {
  // By its corner: in the middle of a free tile is the way to its check-in.
  await tileOf(page, chair)
    .getByRole('link', { name: new RegExp(`^Chair ${chair},`) })
    .click({ position: { x: 24, y: 24 } })
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^Chair ${chair}\\b`) })).toBeVisible()
}

/** Opens an act of the chair view, and gives the box that says what will happen. */
export const openAct = async (page: Page, act: string): Promise<Locator> => {
  await page.getByRole('button', { name: act, exact: true }).click()
  return page.getByRole('group', { name: act })
}

/** The button in that box that does the act. */
export const confirmOf = (box: Locator, act: string): Locator => box.getByRole('button', { name: `Confirm: ${act}` })
