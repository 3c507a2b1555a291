import { type Served, type ServeParts, serve } from '@chairside/server/app/serve'
import type { Act } from '@chairside/shared/command'
import type { Fact } from '@chairside/shared/fact'
import { type ChairId, sessionIdSchema } from '@chairside/shared/identity'
import type { RoomPicture } from '@chairside/shared/picture'
import type { Reply } from '@chairside/shared/reply'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { infused, READY, startable } from '../support/infused-example.ts'
import { type Example, type ExampleOptions, unsupervised } from '../support/judge-harness.ts'
import { LEAVING_ENTRIES, PASSING_ENTRIES } from '../support/passing-entries.ts'
import { recordedEntries } from '../support/recorded-session.ts'
import { createStillClock } from '../support/server-clock.ts'
import {
  type ActChange,
  checkIn,
  closeSockets,
  configFor,
  occupy,
  openDevice,
  openScreen,
  proofOf,
  signIn,
  silentLog,
  type TestScreen,
} from '../support/server-harness.ts'
import { createMemoryStore, type MemoryStore } from '../support/server-memory-store.ts'

const CHAIR_1 = '1' as ChairId
const SIMULATED: ExampleOptions = { chairId: CHAIR_1, simulated: true, profile: { ...unsupervised, origin: 'simulated' } }
let store: MemoryStore
let served: Served
/** Two people at two screens of one room. */
let nurse: TestScreen
let physician: TestScreen

/** The cookies of the two. */
let cookies: readonly [string, string]

const open = async (more: Partial<ServeParts> = {}): Promise<void> => {
  served = await serve(configFor(), { store, clientDir: '/nowhere', log: silentLog, ...more })
  cookies = [await signIn(served.url, 'nurse'), await signIn(served.url, 'physician')]
  nurse = await openScreen(served.url, cookies[0])
  physician = await openScreen(served.url, cookies[1])
}
const close = async (): Promise<void> => {
  closeSockets()
  await served.stop()
}
beforeEach(async () => {
  store = createMemoryStore()
  await open()
})
afterEach(close)

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
const race = async (
  act: Act,
  change: ActChange = {},
  other: ActChange = change,
): Promise<{ readonly winner: string; readonly loser: Reply }> => {
  const [hers, theirs] = await Promise.all([nurse.act('1', act, change), physician.act('1', act, other)])
  expect([hers.ok, theirs.ok].filter((ok) => ok)).toHaveLength(1)
  return hers.ok ? { winner: 'Demo Nurse', loser: theirs } : { winner: 'Demo Physician', loser: hers }
}
const refusedWith = (loser: Reply, winner: string): void => {
  expect(loser.ok).toBe(false)
  expect(loser.ok ? [] : loser.problem.details.join(' ')).toContain(winner)
}

const statedOf = async (sessionId: string, isMeant: (fact: Fact) => boolean): Promise<readonly Fact[]> =>
  (await store.record.factsOf(sessionIdSchema.parse(sessionId))).filter(isMeant)

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
    const { winner, loser } = await race(checkIn(), { sessionId: null })
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

  test('G4: "measure now" of both asks the monitor once, and the second is told who asked', async () => {
    const monitor = await openDevice(served.url, 'mon-1')
    let asked = 0
    const once = new Promise<void>((resolve) => {
      monitor.socket.on('measure', () => {
        asked += 1
        resolve()
      })
    })
    await monitor.declare({ canMeasure: true })
    const sessionId = await occupy(nurse, '1', 'mon-1')
    await monitor.deliver([monitor.numerics({ hr: 71, spo2: 97 })])
    await both((picture) => chairIn(picture)?.numerics.hr?.value === 71)
    const { winner, loser } = await race({ kind: 'measure-now' })
    expect(loser).toEqual({ ok: false, problem: { code: 'already-done', details: [winner] } })
    await both((picture) => chairIn(picture)?.care.measure?.by === winner)
    await once
    // The monitor's own question is answered after whatever was sent to it before.
    await monitor.ask('clock', {})
    expect(asked).toBe(1)
    expect(await statedOf(sessionId, (fact) => fact.kind === 'measure-asked')).toMatchObject([{ by: { name: winner } }])
  })
})

/** A room whose chair 1 is as far as `example` is, with the clock where it stopped. */
const reopen = async (example: Example): Promise<string> => {
  await close()
  store = createMemoryStore()
  const sessionId = 'session-1'
  await store.record.append(recordedEntries(example.inputs, sessionId, CHAIR_1))
  // Room time stands still there, so that no evidence grows old while the machine is busy.
  await open({ clockFrom: createStillClock })
  await both((picture) => chairIn(picture)?.session?.sessionId === sessionId)
  return sessionId
}

describe('two people at what is done once in a session', () => {
  test('S1: a start that both send is one start, and the second is told who started', async () => {
    const sessionId = await reopen(startable(SIMULATED))
    const { winner, loser } = await race({ kind: 'start-infusion', overrideReason: null })
    expect(loser).toEqual({ ok: false, problem: { code: 'wrong-phase', details: ['infusing', winner] } })
    await both((picture) => chairIn(picture)?.session?.phase === 'infusing')
    expect(await statedOf(sessionId, (fact) => fact.kind === 'baseline-frozen')).toHaveLength(1)
    expect(await statedOf(sessionId, (fact) => fact.kind === 'phase-changed' && fact.to === 'infusing')).toMatchObject([
      { by: { name: winner } },
    ])
    expect(nurse.chair('1').infusion?.stretches).toHaveLength(1)
    expect(physician.chair('1').infusion).toEqual(nurse.chair('1').infusion)
  })

  test('L4: a discharge that both sign is signed once, by who was first, and the second is told who that was', async () => {
    const example = infused(SIMULATED)
    example.enterAll(READY, [...PASSING_ENTRIES, ...LEAVING_ENTRIES])
    const sessionId = await reopen(example)
    const [hers, theirs] = await Promise.all(cookies.map((cookie) => proofOf(served.url, cookie, { purpose: 'discharge', sessionId })))
    const { winner, loser } = await race({ kind: 'discharge', overrideReason: null }, { proof: hers ?? '' }, { proof: theirs ?? '' })
    refusedWith(loser, winner)
    await both((picture) => chairIn(picture)?.session?.phase === 'discharged')
    expect(await statedOf(sessionId, (fact) => fact.kind === 'left')).toMatchObject([{ how: 'discharged', by: { name: winner } }])
    expect(await statedOf(sessionId, (fact) => fact.kind === 'phase-changed' && fact.to === 'discharged')).toHaveLength(1)
  })
})
