import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { advance, emptyChair, JUDGE_VERSION } from '@chairside/server/domain/chair'
import type { ActInput } from '@chairside/server/domain/chair-input'
import type { Unstamped } from '@chairside/server/monitor/chair-runner'
import { recover } from '@chairside/server/monitor/recovery'
import { createRoom, type Room } from '@chairside/server/monitor/room'
import type { Announcer } from '@chairside/server/ports/announcer'
import { openStore } from '@chairside/server/storage/open-sqlite'
import type { Act } from '@chairside/shared/command'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { heardAlarm } from '@chairside/shared/heard-alarm'
import type { AlarmId, SessionId, SourceId } from '@chairside/shared/identity'
import { chairIdSchema, sessionIdSchema } from '@chairside/shared/identity'
import type { RoomPicture } from '@chairside/shared/picture'
import type { Reply } from '@chairside/shared/reply'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { minutes, NURSE, profile, running, ZERO } from '../support/judge-harness.ts'
import { createManualClock } from '../support/server-clock.ts'
import { checkIn, closeSockets, openScreen, signIn, silentLog, type TestScreen } from '../support/server-harness.ts'
import { createMemoryStore } from '../support/server-memory-store.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'

const CHAIR = chairIdSchema.parse('1')
const SESSION = sessionIdSchema.parse('0190a6c2-0000-7000-8000-000000000001')

/**
 * A session in flight, 118 s after a critical pressure that nobody acknowledged, with a medium alarm that was: but for the last step of
 * the one at 120 s nothing falls due before the reminder of the other at 240 s.
 */
const inFlight = () => {
  const example = running({
    chairId: CHAIR,
    simulated: true,
    // Speaks rarely: nothing goes stale while the server is away.
    profile: profile({
      sourceId: 'mon-1' as SourceId,
      origin: 'simulated',
      periodMs: 300_000,
      supervision: { silence: true, signals: true, cuff: false },
    }),
  })
  example.numerics(-minutes(4), { hr: 125 })
  example.numerics(-minutes(3), { hr: 125 })
  const alarmId = example.alarm('hr-high')?.id as AlarmId
  example.mustAct(-minutes(1), { kind: 'acknowledge', alarmId, plan: 'at-bedside' }, NURSE)
  example.set(0, 186, 104)
  example.numerics(118, { hr: 125, spo2: 97 })
  return example
}

describe('a process that is killed', () => {
  let dataDir = ''
  let server: ServerProcess | null = null
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'chairside-alarms-'))
  })
  afterEach(async () => {
    closeSockets()
    await server?.end('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  })

  const plant = async (): Promise<void> => {
    const store = await openStore({ dataDir, threaded: false, busyTimeoutMs: 1_000 })
    let chair = emptyChair(CHAIR)
    const entries = inFlight().inputs.map((given, index) => {
      const input =
        given.kind === 'act' && given.opening !== undefined ? { ...given, opening: { ...given.opening, sessionId: SESSION } } : given
      const step = advance(chair, input)
      chair = step.chair
      return { sessionId: SESSION, chairId: CHAIR, inputNumber: index + 1, input, facts: step.facts, judgeVersion: JUDGE_VERSION }
    })
    await store.record.append(entries)
    await store.close()
  }

  const must = async (screen: TestScreen, act: Act): Promise<void> => {
    const reply = await screen.act('1', act)
    if (!reply.ok) throw new Error(`${act.kind}: ${JSON.stringify(reply.problem)}`)
    await screen.ask('beat', {})
  }

  const factsOf = async () => {
    const store = await openStore({ dataDir, threaded: false, busyTimeoutMs: 1_000 })
    const facts = await store.record.factsOf(SESSION)
    await store.close()
    return facts
  }

  test('A7, A5, A6 and S8: steps, reminders to come, pauses and a call for help survive SIGKILL exactly', { timeout: 90_000 }, async () => {
    await plant()
    const start = () => startServerProcess(dataDir, { CHAIRSIDE_ROOM_START: String(ZERO) })
    server = await start()
    expect(server.output()).not.toContain('states other facts')
    const nurse = await openScreen(server.url, await signIn(server.url, 'nurse'))
    const bp = () => nurse.chair('1').alarms.find((alarm) => alarm.cause === 'bp-high')
    // Two seconds after the start its last step falls due.
    await nurse.until(() => (bp()?.escalation ?? 0) === 3)
    expect(bp()).toMatchObject({ announcedAt: ZERO + 120_000, acknowledgement: null })
    await must(nurse, { kind: 'enter', entry: { kind: 'sedation', moaas: 2 } })
    const deep = nurse.chair('1').alarms.find((alarm) => alarm.cause === 'sedation')
    await must(nurse, { kind: 'acknowledge', alarmId: deep?.id as AlarmId, plan: 'oxygen' })
    await must(nurse, { kind: 'call-help' })
    await must(nurse, { kind: 'pause-sound', pauseMs: 120_000 })
    await must(nurse, { kind: 'enter', entry: { kind: 'intervention', intervention: 'physician-called' } })

    const before = await nurse.ask<RoomPicture>('resync', {})
    const chair = before.chairs[0]
    expect(chair?.care.soundPaused?.untilAt).toBeGreaterThan(ZERO + 240_000)
    expect(chair?.care.help?.by).toBe('Demo Nurse')
    expect(chair?.alarms.map((alarm) => [alarm.cause, alarm.escalation]).sort()).toEqual([
      ['bp-high', 3],
      ['help', 1],
      ['hr-high', 0],
      ['sedation', 0],
    ])
    expect(await server.end('SIGKILL')).toBe('SIGKILL')

    const recorded = await factsOf()
    server = await start()
    expect(server.output()).not.toContain('states other facts')
    const again = await openScreen(server.url, await signIn(server.url, 'physician'))
    const after = again.picture()
    expect(after.epoch).not.toBe(before.epoch)
    expect(after.chairs).toEqual(before.chairs)
    // A9: known is shown, not announced anew; and the pause still holds.
    expect(heardAlarm(again.chair('1'))).toBeNull()
    expect(await again.act('1', { kind: 'pause-sound', pauseMs: 60_000 })).toMatchObject({ ok: false, problem: { code: 'already-done' } })
    await must(again, { kind: 'end-help' })
    expect(again.chair('1').care.help).toBeNull()
    expect(await server.end('SIGKILL')).toBe('SIGKILL')
    // What was recorded before stands, and the restart itself stated nothing.
    const facts = await factsOf()
    expect(facts.slice(0, recorded.length)).toEqual(recorded)
    expect(facts[recorded.length]).toMatchObject({ kind: 'help-ended' })
  })

  test('A6, A7: steps and reminders that fell due while the server was away are stated at their own moments', {
    timeout: 60_000,
  }, async () => {
    await plant()
    server = await startServerProcess(dataDir, { CHAIRSIDE_ROOM_START: String(ZERO + 600_000) })
    const nurse = await openScreen(server.url, await signIn(server.url, 'nurse'))
    await nurse.until(() => nurse.chair('1').alarms.some((alarm) => alarm.cause === 'bp-high' && alarm.escalation === 3))
    await server.end('SIGTERM')
    const facts = await factsOf()
    expect(facts.filter((fact) => fact.kind === 'alarm-escalated')).toMatchObject([
      { at: ZERO + 30_000, step: 1, presentedAs: 'high' },
      { at: ZERO + 60_000, step: 2, presentedAs: 'high' },
      { at: ZERO + 120_000, step: 3, presentedAs: 'high' },
    ])
    expect(facts.filter((fact) => fact.kind === 'alarm-reminded')).toMatchObject([{ at: ZERO + 240_000 }, { at: ZERO + 540_000 }])
  })

  test('A5 and S8: a manager and a viewer do neither', { timeout: 60_000 }, async () => {
    await plant()
    server = await startServerProcess(dataDir, { CHAIRSIDE_ROOM_START: String(ZERO) })
    for (const role of ['manager', 'viewer'] as const) {
      const screen = await openScreen(server.url, await signIn(server.url, role))
      for (const act of [{ kind: 'pause-sound', pauseMs: 60_000 }, { kind: 'call-help' }, { kind: 'end-help' }] as const)
        expect(await screen.act('1', act)).toEqual({ ok: false, problem: { code: 'not-allowed', details: [role] } })
      expect(screen.chair('1').care).toMatchObject({ soundPaused: null, help: null })
    }
  })
})

const quiet: Announcer = { chairChanged: () => undefined, recordingChanged: () => undefined, sourcesChanged: () => undefined }

/** A room over a store, begun from its record, whose clock is moved by hand. */
const begin = async (store: ReturnType<typeof createMemoryStore>, startAt: number, speed: number) => {
  const clock = createManualClock(startAt, speed)
  const recovered = await recover(store.record, silentLog)
  const room = createRoom({ chairIds: [CHAIR], clock, record: store.record, announcer: quiet, log: silentLog, recovered })
  return { clock, room, recovered }
}

const act = (room: Room, given: Act, extra: Partial<Unstamped<ActInput>> = {}): Promise<Reply> =>
  new Promise((resolve) => {
    room.runner('1')?.act({ kind: 'act', by: NURSE, act: given, ...extra }, resolve)
  })

const opening = (sessionId: string) => ({ opening: { sessionId: sessionId as SessionId, protocol: DEFAULT_PROTOCOL } })

const clocksOf = (store: ReturnType<typeof createMemoryStore>) =>
  store.written.flatMap(({ input }) => (input.kind === 'clock' ? [input.speed] : []))

describe('how fast the room goes', () => {
  test('A5, A6: a session learns it once, on the record, after check-in; at the pace of the wall nobody need say so', async () => {
    const fast = createMemoryStore()
    const { room } = await begin(fast, ZERO, 60)
    expect(await act(room, checkIn(), opening('s-1'))).toEqual({ ok: true, recorded: true })
    expect(await act(room, { kind: 'record-cannulation' })).toMatchObject({ ok: true })
    expect(fast.written.map(({ input }) => input.kind)).toEqual(['act', 'clock', 'act'])
    expect(clocksOf(fast)).toEqual([60])
    const real = createMemoryStore()
    await act((await begin(real, ZERO, 1)).room, checkIn(), opening('s-1'))
    expect(real.written.map(({ input }) => input.kind)).toEqual(['act'])
  })

  test('A5: a pause is counted by the wall: 60 s of it in a room sixty times as fast', async () => {
    const store = createMemoryStore()
    const { clock, room } = await begin(store, ZERO, 60)
    await act(room, checkIn(), opening('s-1'))
    await act(room, { kind: 'pause-sound', pauseMs: 60_000 })
    const runner = room.runner('1')
    clock.pass(60_000)
    runner?.tick()
    expect(runner?.picture().care.soundPaused).not.toBeNull()
    clock.pass(1)
    runner?.tick()
    expect(runner?.picture().care.soundPaused).toBeNull()
  })

  test('A7, A5: restarted at the same pace nothing is said again; at another the rest of a pause stays as long', async () => {
    const store = createMemoryStore()
    const first = await begin(store, ZERO, 60)
    await act(first.room, checkIn(), opening('s-1'))
    await act(first.room, { kind: 'call-help' })
    await act(first.room, { kind: 'pause-sound', pauseMs: 120_000 })
    const before = first.room.runner('1')?.picture()
    expect(before?.care.soundPaused?.untilAt).toBe(ZERO + 7_200_000)

    const same = await begin(store, ZERO, 60)
    expect(same.room.runner('1')?.picture()).toEqual(before)
    expect(clocksOf(store)).toEqual([60])

    const slow = await begin(store, ZERO + 3_600_000, 1)
    await slow.room.keeping.drain(1_000)
    expect(clocksOf(store)).toEqual([60, 1])
    expect(slow.room.runner('1')?.picture().care.soundPaused?.untilAt).toBe(ZERO + 3_600_000 + 60_000)

    const third = await begin(store, ZERO + 3_600_000, 1)
    expect(third.recovered[0]?.differences).toBe(0)
    expect(third.room.runner('1')?.picture()).toEqual(slow.room.runner('1')?.picture())
  })
})
