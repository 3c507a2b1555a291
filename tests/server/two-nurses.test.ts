import { serve } from '@chairside/server/app/serve'
import type { Act } from '@chairside/shared/command'
import type { RoomPicture } from '@chairside/shared/picture'
import type { Reply } from '@chairside/shared/reply'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkIn, closeSockets, configFor, openScreen, signIn, silentLog, type TestScreen } from '../support/server-harness.ts'
import { createMemoryStore } from '../support/server-memory-store.ts'

let served: Awaited<ReturnType<typeof serve>>
/** Two people at two screens of one room. */
let nurse: TestScreen
let physician: TestScreen

beforeEach(async () => {
  served = await serve(configFor(), { store: createMemoryStore(), clientDir: '/nowhere', log: silentLog })
  nurse = await openScreen(served.url, await signIn(served.url, 'nurse'))
  physician = await openScreen(served.url, await signIn(served.url, 'physician'))
})
afterEach(async () => {
  closeSockets()
  await served.stop()
})

const chairIn = (picture: RoomPicture) => picture.chairs.find(({ chairId }) => chairId === '1')
const both = (holds: (picture: RoomPicture) => boolean): Promise<unknown> => Promise.all([nurse.until(holds), physician.until(holds)])
const seated = async (): Promise<void> => {
  expect(await nurse.act('1', checkIn(), { sessionId: null })).toMatchObject({ ok: true })
  await both((picture) => chairIn(picture)?.session != null)
}
const called = async (): Promise<string> => {
  await seated()
  expect(await nurse.act('1', { kind: 'call-help' })).toMatchObject({ ok: true })
  await both((picture) => (chairIn(picture)?.alarms.length ?? 0) > 0)
  return physician.chair('1').alarms[0]?.id ?? ''
}

/** Both do it at once, from the same picture: who was first is named to the other. */
const race = async (act: Act, sessionId?: null): Promise<{ readonly winner: string; readonly loser: Reply }> => {
  const change = sessionId === undefined ? {} : { sessionId }
  const [hers, theirs] = await Promise.all([nurse.act('1', act, change), physician.act('1', act, change)])
  expect([hers.ok, theirs.ok].filter((ok) => ok)).toHaveLength(1)
  return hers.ok ? { winner: 'Demo Nurse', loser: theirs } : { winner: 'Demo Physician', loser: hers }
}
const refusedWith = (loser: Reply, winner: string): void => {
  expect(loser.ok).toBe(false)
  expect(loser.ok ? [] : loser.problem.details.join(' ')).toContain(winner)
}

describe('two people at one chair', () => {
  test('A4: both acknowledge one alarm: one does, the other is told who was first, and both screens say so by one push', async () => {
    const alarmId = await called()
    const before = [nurse.patches.length, physician.patches.length]
    const { winner, loser } = await race({ kind: 'acknowledge', alarmId: alarmId as never, plan: 'at-bedside' })
    refusedWith(loser, winner)
    await both((picture) => chairIn(picture)?.alarms[0]?.acknowledgement?.by === winner)
    for (const [index, screen] of [nurse, physician].entries()) {
      const told = screen.patches.slice(before[index]).filter((patch) => patch.chairs.some(({ alarms }) => alarms !== undefined))
      expect(told[0]?.chairs[0]?.alarms?.[0]?.acknowledgement?.by).toBe(winner)
    }
  })

  test('A5: a pause of the sound that runs is not begun again, and names who began it', async () => {
    await called()
    const { winner, loser } = await race({ kind: 'pause-sound', pauseMs: 60_000 })
    refusedWith(loser, winner)
    await both((picture) => chairIn(picture)?.care.soundPaused?.by === winner)
  })

  test('S8: a second call for help is told who called', async () => {
    await seated()
    const { winner, loser } = await race({ kind: 'call-help' })
    refusedWith(loser, winner)
    await both((picture) => chairIn(picture)?.care.help?.by === winner)
  })

  test('S4: two check-ins of one chair: one patient sits there, and the other person is told who was first', async () => {
    const { winner, loser } = await race(checkIn(), null)
    expect(loser).toMatchObject({ ok: false, problem: { code: 'other-session' } })
    refusedWith(loser, winner)
    await both((picture) => chairIn(picture)?.session != null)
    expect(physician.chair('1').session?.sessionId).toBe(nurse.chair('1').session?.sessionId)
  })

  test('A4: a step of the session that both take is taken once, and the second is told who was first', async () => {
    await seated()
    const ended = await race({ kind: 'cancel', reason: 'has a fever' })
    refusedWith(ended.loser, ended.winner)
    await both((picture) => chairIn(picture)?.session?.phase === 'cancelled')
  })
})
