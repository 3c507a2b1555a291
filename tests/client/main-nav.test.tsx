import { pageOf, pagesFor } from '@chairside/client/model/pages.ts'
import type { Role } from '@chairside/shared/staff'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderRoom } from './support/render-app.tsx'
import { NOW, roomOf, sixChairs } from './support/room-fixture.ts'

const open = (path = '/', role: Role = 'nurse') => ({ user: userEvent.setup(), shown: renderRoom(roomOf(NOW, sixChairs(NOW)), path, role) })
const nav = (): HTMLElement => screen.getByRole('navigation', { name: 'Pages' })
const button = (): HTMLElement => within(nav()).getByRole('button')
const rows = (): string[] =>
  within(within(nav()).getByRole('list'))
    .getAllByRole('link')
    .map((link) => link.getAttribute('href') ?? '')

describe('the ways to the pages', () => {
  it.each([
    ['nurse', ['/', '/today', '/handover', '/sessions', '/alarms', '/downtime']],
    ['physician', ['/', '/today', '/handover', '/sessions', '/alarms', '/audit', '/downtime']],
    ['manager', ['/', '/today', '/handover', '/sessions', '/alarms', '/audit', '/downtime']],
  ] as const)('a %s is led to the pages of that role alone', async (role, expected) => {
    const { user } = open('/', role)
    await user.click(button())
    expect(rows()).toEqual(expected)
  })

  it('a screen on the wall has none', () => {
    open('/', 'viewer')
    expect(screen.queryByRole('navigation', { name: 'Pages' })).toBeNull()
  })

  it('names the page that is open, also for what lies within it, and marks it in the list', async () => {
    const { user } = open('/chairs/3')
    expect(button()).toHaveAccessibleName('Pages, Board is open')
    await user.click(button())
    expect(within(nav()).getByRole('link', { name: /^Board/ })).toHaveAttribute('aria-current', 'true')
    await user.click(within(nav()).getByRole('link', { name: /^Today Expected/ }))
    expect(button()).toHaveAccessibleName('Pages, Today is open')
    expect(within(nav()).queryByRole('list')).toBeNull()
    await user.click(button())
    expect(within(nav()).getByRole('link', { name: /^Today Expected/ })).toHaveAttribute('aria-current', 'page')
  })

  it('closes by Escape, with the focus back on its button', async () => {
    const { user } = open()
    await user.click(button())
    await user.keyboard('{Escape}')
    expect(within(nav()).queryByRole('list')).toBeNull()
    expect(button()).toHaveFocus()
  })

  it('each page is reached by its key, which the list of keys names; one that the role may not open is not', async () => {
    const { user } = open()
    await user.keyboard('d')
    expect(await screen.findByRole('heading', { name: /Downtime/ })).toBeVisible()
    await user.keyboard('b')
    expect(button()).toHaveAccessibleName('Pages, Board is open')
    await user.keyboard('u')
    expect(button()).toHaveAccessibleName('Pages, Board is open')
    await user.keyboard('?')
    const keys = screen.getByRole('region', { name: 'Keys' })
    for (const { name } of pagesFor('nurse'))
      expect(within(keys).getByText(new RegExp(`^${name.slice(0, 4)}`, 'i'), { selector: 'dd' })).toBeVisible()
    expect(within(keys).queryByText('Audit')).toBeNull()
  })

  it('no two pages share a key, and none takes one that acts', () => {
    const keys = pagesFor('physician').map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const acting of ['a', 'p', 'h', 'l', '?', '/']) expect(keys).not.toContain(acting)
  })

  it.each([
    ['/', 'board'],
    ['/chairs/4/check-in', 'board'],
    ['/patients/p1', 'today'],
    ['/sessions/s1', 'sessions'],
    ['/nowhere', null],
  ])('%s belongs to %s', (path, name) => {
    expect(pageOf(path)?.name ?? null).toBe(name)
  })
})
