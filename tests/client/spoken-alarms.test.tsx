import { takePatch } from '@chairside/client/model/room-store.ts'
import { showLanguage } from '@chairside/client/words/language.ts'
import type { Alarm } from '@chairside/shared/alarm'
import type { ChairPicture } from '@chairside/shared/picture'
import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alarmOf, runningChair } from './support/chair-fixture.ts'
import { renderRoom, renderSignIn } from './support/render-app.tsx'
import { NOW, roomOf } from './support/room-fixture.ts'

const speak = (language: 'en' | 'es') => act(async () => void (await showLanguage(language)))
beforeEach(() => localStorage.clear())
afterEach(() => speak('en'))

const chairOf = (chairId: string): ChairPicture =>
  runningChair({ chairId, name: 'Ana Kovac', now: NOW, minute: 12, phase: 'infusing', baseline: [121, 75], rise: 22, lastSetMin: 1 })
const alarm = (id: string, change: Partial<Alarm>): Alarm =>
  alarmOf(id, { cause: 'hr-high', priority: 'high', beganAt: NOW, text: 'HR 141 > 140', ...change })
const raise = (store: ReturnType<typeof renderRoom>['store'], number: number, alarms: readonly Alarm[]): void =>
  act(() => void takePatch(store, { epoch: 'epoch-1', number, chairs: [{ chairId: '1' as ChairPicture['chairId'], alarms }] }))
const voice = (): HTMLElement => screen.getByTestId('alarm-voice')

describe('alarms that are read aloud', () => {
  it.each([
    ['en', 'Chair 1: High, HR 141 > 140, 1 more alarm at this chair', 'Chair 1: High, Cuff failed'],
    ['es', 'Sillón 1: Prioridad alta, FC 141 > 140, 1 alarma más en este sillón', 'Sillón 1: Prioridad alta, Fallo del manguito'],
  ] as const)('A9: %s: what is new is read once, with its priority, value and limit', async (language, worst, technical) => {
    await speak(language)
    const { store } = renderRoom(roomOf(NOW, [chairOf('1')]))
    raise(store, 2, [alarm('A1', {}), alarm('A2', { priority: 'medium', cause: 'rr-high', text: 'RR 31 > 30' })])
    expect(voice()).toHaveTextContent(worst)
    const line = voice().firstElementChild
    raise(store, 3, [alarm('A1', {}), alarm('A2', { priority: 'medium', cause: 'rr-high', text: 'RR 31 > 30' })])
    expect(voice().firstElementChild).toBe(line)
    raise(store, 4, [alarm('A3', { kind: 'technical', cause: 'nibp-failed', text: '' })])
    expect(voice()).toHaveTextContent(technical)
  })

  it('A9: another language of the screen is no news: the line that was read stays as it was read', async () => {
    const { store } = renderRoom(roomOf(NOW, [chairOf('1')]))
    raise(store, 2, [alarm('A1', {})])
    const line = voice().firstElementChild
    await speak('es')
    expect(screen.getByRole('navigation', { name: 'Alarmas, primero la peor' })).toBeInTheDocument()
    expect(voice().firstElementChild).toBe(line)
    expect(voice()).toHaveTextContent('Chair 1: High, HR 141 > 140')
  })

  it.each([
    ['en', ['1 high priority alarm', '2 medium priority alarms', '0 low priority alarms']],
    ['es', ['1 alarma de prioridad alta', '2 alarmas de prioridad media', '0 alarmas de prioridad baja']],
  ] as const)('A8: %s: the counts of the bar are told in words', async (language, counts) => {
    await speak(language)
    const medium = (id: string): Alarm => alarm(id, { priority: 'medium', cause: 'rr-high', text: 'RR 31 > 30' })
    renderRoom(roomOf(NOW, [{ ...chairOf('1'), alarms: [alarm('A1', {}), medium('A2'), medium('A3')] }]))
    for (const count of counts) expect(screen.getByRole('img', { name: count })).toBeInTheDocument()
  })
})

describe('the choice of a language', () => {
  it('changes every word at once, is said to the browser, and is kept for this device', async () => {
    renderSignIn()
    const user = userEvent.setup()
    await user.selectOptions(screen.getByLabelText('Language'), 'Español')
    expect(await screen.findByLabelText('Nombre de usuario')).toBeInTheDocument()
    expect(document.documentElement.lang).toBe('es')
    expect(localStorage.getItem('chairside-language')).toBe('es')
    await user.selectOptions(screen.getByLabelText('Idioma'), 'English')
    expect(await screen.findByLabelText('Sign-in name')).toBeInTheDocument()
    expect(document.documentElement.lang).toBe('en')
    expect(localStorage.getItem('chairside-language')).toBe('en')
  })

  it('names the tab of the browser, by the screen and never by a patient', async () => {
    await speak('es')
    renderRoom(roomOf(NOW, [chairOf('1')]), '/chairs/1')
    expect(document.title).toMatch(/^Sillón 1 · /)
    expect(document.title).not.toMatch(/Kovac/)
    await speak('en')
    expect(document.title).toMatch(/^Chair 1 · /)
    cleanup()
    renderSignIn()
    expect(document.title).toBe('Sign in · Chairside')
  })

  it('leaves what is half written where it is', async () => {
    renderSignIn()
    const user = userEvent.setup()
    await user.type(screen.getByLabelText('Sign-in name'), 'ort')
    await user.selectOptions(screen.getByLabelText('Language'), 'Español')
    expect(await screen.findByLabelText('Nombre de usuario')).toHaveValue('ort')
  })

  it('stands in the bar of the room too', async () => {
    renderRoom(roomOf(NOW, [chairOf('1')]))
    await userEvent.setup().selectOptions(screen.getByLabelText('Language'), 'Español')
    expect(await screen.findByRole('navigation', { name: 'Alarmas, primero la peor' })).toBeInTheDocument()
  })
})
