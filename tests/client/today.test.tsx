import { lateMinutes } from '@chairside/client/model/next-visits.ts'
import { byHour, wallTimeFrom } from '@chairside/client/views/today/day-groups.ts'
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { DAY, patientOf, visitOf } from './support/fake-visits.ts'
import { renderRoom } from './support/render-app.tsx'
import { roomOf } from './support/room-fixture.ts'

const AT = Date.UTC(2026, 2, 2, 14, 30)
const room = () => roomOf(AT)

const open = async (visits = [visitOf()], role: 'nurse' | 'manager' | 'viewer' = 'nurse') => {
  const shown = renderRoom(room(), '/', role)
  shown.visits.visits = visits
  shown.visits.patients = visits.map((visit) => visit.patient)
  const user = userEvent.setup()
  if (role !== 'viewer') await user.click(screen.getByRole('link', { name: 'Today' }))
  return { shown, user }
}
const row = (name: string): HTMLElement => {
  const found = screen.getByText(name).closest('li')
  if (found === null) throw new Error(`no row of ${name}`)
  return found
}
const calls = (shown: Awaited<ReturnType<typeof open>>['shown'], name: string) =>
  shown.visits.asked.filter((one) => one.name === name).map((one) => one.given)

describe('the list of the day', () => {
  it('S1: says for every visit who, when, what and where, and what became of it', async () => {
    await open([
      visitOf({ arrival: '08:45' }),
      visitOf({ visitId: 'v2', arrival: '09:50', patient: patientOf({ name: 'Bo Lind', identifier: 'P-2' }), chairId: null }),
      visitOf({ visitId: 'v3', patient: patientOf({ name: 'Cy Ito' }), state: 'arrived', seat: { chairId: '3', phase: 'infusing' } }),
      visitOf({ visitId: 'v4', patient: patientOf({ name: 'Di Roe' }), state: 'cancelled', reason: 'has a cold' }),
      visitOf({ visitId: 'v5', patient: patientOf({ name: 'Ed Fox' }), state: 'not-come' }),
      visitOf({ visitId: 'v6', patient: patientOf({ name: 'Flo Bay' }), state: 'done', seat: { chairId: '4', phase: 'discharged' } }),
    ])
    expect(await screen.findByText('Ana Kovač')).toBeInTheDocument()
    expect(row('Ana Kovač')).toHaveTextContent(
      /08:45.*P-100 · born 29 Feb 1980.*infusion 3 of 6.*0.5 mg\/kg · 40 min.*Chair 1.*45 min late/,
    )
    expect(row('Bo Lind')).toHaveTextContent(/any chair.*Expected/)
    expect(row('Cy Ito')).toHaveTextContent(/Chair 3.*Infusing/)
    expect(within(row('Cy Ito')).getByRole('link', { name: 'Open chair 3' })).toHaveAttribute('href', '/chairs/3')
    expect(row('Di Roe')).toHaveTextContent('Cancelled: has a cold')
    expect(row('Ed Fox')).toHaveTextContent('Did not come')
    expect(row('Flo Bay')).toHaveTextContent(/Chair 4.*Discharged/)
    expect(screen.getByRole('heading', { name: '08:00' })).toBeInTheDocument()
  })

  it('S1: a check-in begins at the planned chair where it is free, else at one that is', async () => {
    const free = room().chairs.filter((chair) => chair.session === null)
    const { user } = await open([
      visitOf({ chairId: free[0]?.chairId ?? null }),
      visitOf({ visitId: 'v2', chairId: null, patient: patientOf({ name: 'Bo Lind' }) }),
      visitOf({ visitId: 'v3', chairId: '4', patient: patientOf({ name: 'Cy Ito' }) }),
    ])
    await screen.findByText('Ana Kovač')
    const planned = within(row('Ana Kovač')).getByRole('link', { name: 'Check in' })
    expect(planned).toHaveAttribute('href', `/chairs/${free[0]?.chairId}/check-in?visit=visit-1`)
    // Somebody sits in chair 4.
    expect(within(row('Cy Ito')).queryByRole('link', { name: 'Check in' })).toBeNull()
    expect(within(row('Cy Ito')).getByRole('button', { name: 'Check in' })).toBeInTheDocument()
    await user.click(within(row('Bo Lind')).getByRole('button', { name: 'Check in' }))
    const offered = within(row('Bo Lind')).queryAllByRole('link', { name: /^Chair/ })
    expect(offered.map((link) => link.getAttribute('href'))).toEqual(free.map((chair) => `/chairs/${chair.chairId}/check-in?visit=v2`))
  })

  it('keyboard: slash opens the finder, arrows walk, Enter takes the only one, and the visit is saved', async () => {
    const { shown, user } = await open()
    await screen.findByText('Ana Kovač')
    await user.keyboard('/')
    expect(await screen.findByLabelText('Find a patient')).toHaveFocus()
    await user.keyboard('kova')
    await screen.findByRole('button', { name: /last 70 kg/ })
    await user.keyboard('{ArrowDown}')
    expect(screen.getByRole('button', { name: /2 of 6 given · last 70 kg/ })).toHaveFocus()
    await user.keyboard('{ArrowUp}{Enter}')
    const arrival = await screen.findByLabelText(/Arrival/)
    expect(arrival).toHaveFocus()
    await user.clear(arrival)
    await user.keyboard('1015{Enter}')
    await waitFor(() => expect(calls(shown, 'addVisit')).toHaveLength(1))
    expect(calls(shown, 'addVisit')[0]).toEqual([
      {
        patientId: 'patient-1',
        day: DAY,
        arrival: '10:15',
        infusionNumber: 3,
        chairId: null,
        order: { mgPerKg: 0.5, durationMin: 40, concentrationMgPerMl: 1 },
      },
    ])
    await waitFor(() => expect(screen.queryByLabelText('Find a patient')).toBeNull())
  })

  it('whoever is not found is added, and a number that is taken is said', async () => {
    const { shown, user } = await open([])
    expect(await screen.findByText('Nobody is expected on this day.')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Expect a patient' }))
    await user.type(screen.getByLabelText('Find a patient'), 'Zoe Field')
    await screen.findByText('Nobody is called “Zoe Field” here.')
    await user.click(screen.getByRole('button', { name: 'New patient' }))
    expect(screen.getByLabelText(/^Name/)).toHaveValue('Zoe Field')
    expect(screen.getByRole('button', { name: 'Save the patient' })).toBeDisabled()
    await user.type(screen.getByLabelText(/Patient number/), 'P-9')
    shown.visits.refusal = 'identifier-taken'
    await user.click(screen.getByRole('button', { name: 'Save the patient' }))
    expect(await screen.findByText('Another patient has this number already.')).toBeInTheDocument()
    shown.visits.refusal = null
    await user.click(screen.getByRole('button', { name: 'Save the patient' }))
    await screen.findByLabelText(/Arrival/)
    expect(calls(shown, 'addPatient').at(-1)).toEqual([
      { identifier: 'P-9', name: 'Zoe Field', bornOn: null, weightKg: null, course: { length: 6, given: 0 } },
    ])
  })

  it('a visit is cancelled with a reason only, and what was changed meanwhile is said', async () => {
    const { shown, user } = await open()
    await screen.findByText('Ana Kovač')
    await user.click(screen.getByRole('button', { name: 'More about Ana Kovač' }))
    await user.click(screen.getByRole('button', { name: 'Cancel the visit' }))
    expect(screen.getByRole('button', { name: 'Cancel the visit' })).toBeDisabled()
    await user.type(screen.getByLabelText(/Why is it cancelled/), 'has a cold')
    shown.visits.refusal = 'changed-meanwhile'
    await user.click(screen.getByRole('button', { name: 'Cancel the visit' }))
    expect(await screen.findByText(/Somebody else changed this meanwhile/)).toBeInTheDocument()
    expect(calls(shown, 'settleVisit')).toEqual([['visit-1', { revision: 1, status: 'cancelled', reason: 'has a cold' }]])
  })

  it('reads the list again when somebody takes a chair, and shows another day', async () => {
    const { shown, user } = await open()
    await screen.findByText('Ana Kovač')
    const before = calls(shown, 'dayList').length
    act(() => {
      const picture = shown.store.getState().picture
      if (picture === null) throw new Error('no picture')
      shown.store.setState({ picture: { ...picture, chairs: picture.chairs.map((chair) => ({ ...chair, session: null })) } })
    })
    await waitFor(() => expect(calls(shown, 'dayList').length).toBeGreaterThan(before))
    await user.click(screen.getByRole('button', { name: 'The day after' }))
    expect(await screen.findByText('Nobody is expected on this day.')).toBeInTheDocument()
    expect(calls(shown, 'dayList').at(-1)).toEqual(['2026-03-03'])
    await user.click(screen.getByRole('button', { name: 'Back to today' }))
    expect(await screen.findByText('Ana Kovač')).toBeInTheDocument()
  })

  it('a screen on the wall has no way to the names, nor are they at the address', async () => {
    const { shown } = await open([visitOf()], 'viewer')
    expect(screen.queryByRole('link', { name: 'Today' })).toBeNull()
    cleanup()
    const direct = renderRoom(room(), '/today', 'viewer', (now) => {
      now.visits.visits = [visitOf()]
    })
    expect(await screen.findByText('This list holds names. Sign in as a person to see it.')).toBeInTheDocument()
    expect(screen.queryByText('Ana Kovač')).toBeNull()
    expect([...shown.visits.asked, ...direct.visits.asked]).toEqual([])
  })

  it('a manager plans, and checks nobody in', async () => {
    const { shown, user } = await open([visitOf()], 'manager')
    await screen.findByText('Ana Kovač')
    expect(screen.queryByRole('link', { name: 'Check in' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Check in' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Expect a patient' }))
    await user.type(await screen.findByLabelText('Find a patient'), 'kova')
    await user.click(await screen.findByRole('button', { name: /last 70 kg/ }))
    await user.click(await screen.findByRole('button', { name: /^Expect on Mon,? 2 Mar 2026/ }))
    await waitFor(() => expect(calls(shown, 'addVisit')).toHaveLength(1))
  })

  /** Somebody at another screen changed something: the list is read again. */
  const readAgain = async (shown: Awaited<ReturnType<typeof open>>['shown']): Promise<void> => {
    const before = calls(shown, 'dayList').length
    shown.pass(15_000, () => undefined)
    await waitFor(() => expect(calls(shown, 'dayList').length).toBeGreaterThan(before))
  }

  it('S1: an old dose never overwrites one that was changed meanwhile: the revision goes with what was opened', async () => {
    const { shown, user } = await open()
    await screen.findByText('Ana Kovač')
    await user.click(screen.getByRole('button', { name: 'More about Ana Kovač' }))
    await user.click(screen.getByRole('button', { name: 'Change the visit' }))
    shown.visits.visits = [visitOf({ revision: 2, order: { mgPerKg: 0.8, durationMin: 40, concentrationMgPerMl: 1 } })]
    await readAgain(shown)
    await waitFor(() => expect(row('Ana Kovač')).toHaveTextContent('0.8 mg/kg'))
    expect(screen.getByLabelText(/Dose, mg\/kg/)).toHaveValue('0.5')
    await user.click(screen.getByRole('button', { name: 'Save the visit' }))
    expect(await screen.findByText(/Somebody else changed this meanwhile/)).toBeInTheDocument()
    expect(calls(shown, 'changeVisit')).toMatchObject([['visit-1', { revision: 1, order: { mgPerKg: 0.5 } }]])
    // Opened anew it begins with what stands now.
    await user.click(screen.getByRole('button', { name: 'Back' }))
    await user.click(screen.getByRole('button', { name: 'Change the visit' }))
    expect(screen.getByLabelText(/Dose, mg\/kg/)).toHaveValue('0.8')
    await user.click(screen.getByRole('button', { name: 'Save the visit' }))
    await waitFor(() => expect(calls(shown, 'changeVisit').at(-1)).toMatchObject(['visit-1', { revision: 2, order: { mgPerKg: 0.8 } }]))
  })

  it('S1: nor does an old course or name of a patient', async () => {
    const { shown, user } = await open()
    await screen.findByText('Ana Kovač')
    await user.click(screen.getByRole('button', { name: 'More about Ana Kovač' }))
    await user.click(screen.getByRole('button', { name: 'Change the patient' }))
    const newer = patientOf({ revision: 2, course: { profileId: 'neutral', length: 8, given: 2 } })
    shown.visits.visits = [visitOf({ patient: newer })]
    shown.visits.patients = [newer]
    await readAgain(shown)
    await waitFor(() => expect(row('Ana Kovač')).toHaveTextContent('infusion 3 of 8'))
    await user.click(screen.getByRole('button', { name: 'Save the patient' }))
    expect(await screen.findByText(/Somebody else changed this meanwhile/)).toBeInTheDocument()
    expect(calls(shown, 'changePatient')).toMatchObject([['patient-1', { revision: 1, course: { length: 6 } }]])
  })
})

describe('the hours of the list', () => {
  it('groups by day and hour in the order of the list: who came before midnight stands first', () => {
    const of = (visitId: string, day: string, arrival: string) => visitOf({ visitId, day, arrival })
    const groups = byHour([of('a', '2026-03-01', '23:10'), of('b', DAY, '00:10'), of('c', DAY, '00:50'), of('d', DAY, '09:00')])
    expect(groups.map(({ hour, visits }) => [hour, visits.map(({ visitId }) => visitId)])).toEqual([
      ['23:00', ['a']],
      ['00:00', ['b', 'c']],
      ['09:00', ['d']],
    ])
  })

  it('knows who is late: expected today alone, by the wall', () => {
    expect(lateMinutes(visitOf({ arrival: '09:00' }), DAY, '09:00')).toBe(0)
    expect(lateMinutes(visitOf({ arrival: '09:00' }), DAY, '10:05')).toBe(65)
    expect(lateMinutes(visitOf({ arrival: '09:00' }), '2026-03-03', '10:05')).toBe(0)
    expect(lateMinutes(visitOf({ arrival: '09:00', state: 'arrived' }), DAY, '10:05')).toBe(0)
  })

  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9:05', '09:05'],
    ['23.59', '23:59'],
    ['24', null],
    ['9:60', null],
    ['9:5', null],
    ['', null],
    ['soon', null],
  ])('reads the time %j as %j', (text, time) => {
    expect(wallTimeFrom(text)).toBe(time)
  })
})
