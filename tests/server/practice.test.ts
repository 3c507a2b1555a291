import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '@chairside/server/config/read-config'
import type { ChairInput } from '@chairside/server/domain/chair-input'
import { protocolsOf } from '@chairside/server/monitor/clinic-protocols'
import { recover } from '@chairside/server/monitor/recovery'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { STRICT_PROTOCOL } from '@chairside/shared/built-in-protocols/strict'
import { CLINIC_PROFILES } from '@chairside/shared/clinic-profiles/all'
import { NEUTRAL_PROFILE } from '@chairside/shared/clinic-profiles/neutral'
import { SHORT_STAY_PROFILE } from '@chairside/shared/clinic-profiles/short-stay'
import type { Act } from '@chairside/shared/command'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { sessionIdSchema } from '@chairside/shared/identity'
import { LATER_RULES, type Protocol } from '@chairside/shared/protocol-rules'
import { afterEach, describe, expect, test } from 'vitest'
import { CHAIR, Example, running as sessionRunning } from '../support/judge-harness.ts'
import { checkIn, closeSockets, openScreen, signIn, silentLog, startTestServer, type TestServer } from '../support/server-harness.ts'
import { createMemoryStore } from '../support/server-memory-store.ts'

const running: TestServer[] = []
afterEach(async () => {
  closeSockets()
  for (const server of running.splice(0)) await server.stop()
})
const started = async (...given: Parameters<typeof startTestServer>): Promise<TestServer> => {
  const server = await startTestServer(...given)
  running.push(server)
  return server
}

const files = (texts: Readonly<Record<string, string>>) => (file: string) => {
  const text = texts[file]
  if (text === undefined) throw new Error('no such file')
  return text
}
const faultsOf = (environment: Record<string, string>, texts: Readonly<Record<string, string>> = {}): readonly string[] => {
  const result = readConfig(environment, files(texts))
  return result.ok ? [] : result.faults
}
const practiceOf = (environment: Record<string, string>, texts: Readonly<Record<string, string>> = {}) => {
  const result = readConfig(environment, files(texts))
  if (!result.ok) throw new Error(result.faults.join('\n'))
  return result.config.practice
}

const OWN = JSON.stringify({ id: 'own', version: 3, name: 'Own', limits: { 'spo2-low': { limit: 92 } } })
const OWN_FIRST = JSON.stringify({ id: 'own-first', version: 1, name: 'Own, first', discharge: { minimumStayMs: 5_400_000 } })

describe('the practice as configuration', () => {
  test('without a word it is the neutral one: the default protocol for everybody', () => {
    const { profile, protocols } = practiceOf({})
    expect(profile).toBe(NEUTRAL_PROFILE)
    expect(protocols.usual).toBe(DEFAULT_PROTOCOL)
    expect(protocols.firstInfusion).toBeNull()
    expect(protocols.offered.map(({ id }) => id)).toEqual(['default', 'strict', 'first-infusion'])
  })

  test.each(CLINIC_PROFILES.map(({ id }) => id))('%s is chosen by its id', (id) => {
    expect(practiceOf({ CHAIRSIDE_PROFILE: id }).profile.id).toBe(id)
  })

  test('an unknown profile is refused, and the others are named', () => {
    expect(faultsOf({ CHAIRSIDE_PROFILE: 'mine', CHAIRSIDE_PORT: 'x' })).toEqual([
      expect.stringContaining('CHAIRSIDE_PORT'),
      `CHAIRSIDE_PROFILE: mine is none of ${CLINIC_PROFILES.map(({ id }) => id).join(', ')}`,
    ])
  })

  test('the clinic’s own protocols stand in the place of those of the profile', () => {
    const { protocols } = practiceOf(
      { CHAIRSIDE_PROFILE: 'short-stay', CHAIRSIDE_PROTOCOL_FILE: 'a', CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE: 'b' },
      { a: OWN, b: OWN_FIRST },
    )
    expect(protocols.usual).toEqual({
      ...SHORT_STAY_PROFILE.protocols[0],
      id: 'own',
      version: 3,
      name: 'Own',
      limits: { ...DEFAULT_PROTOCOL.limits, 'spo2-low': { ...DEFAULT_PROTOCOL.limits['spo2-low'], limit: 92 } },
    })
    expect(protocols.firstInfusion).toMatchObject({ id: 'own-first', limits: { 'spo2-low': { limit: 92 } } })
    expect(protocols.firstInfusion?.discharge.minimumStayMs).toBe(5_400_000)
    expect(protocols.offered.map(({ id }) => id)).toEqual(['own', 'own-first'])
    const first = practiceOf({ CHAIRSIDE_PROFILE: 'short-stay', CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE: 'b' }, { b: OWN_FIRST })
    expect(first.protocols.offered.map(({ id }) => id)).toEqual(['short-stay', 'own-first'])
    const neutral = practiceOf({ CHAIRSIDE_PROTOCOL_FILE: 'a' }, { a: OWN })
    expect(neutral.protocols).toMatchObject({ usual: { id: 'own' }, firstInfusion: null })
  })

  test('every fault of an own protocol is told at the start, by its path, and none is applied', () => {
    const odd = JSON.stringify({ id: 'default', excursion: { high: { warning: { sys: 190 } } }, surprise: 1 })
    expect(
      faultsOf({ CHAIRSIDE_PROTOCOL_FILE: 'a', CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE: 'none', CHAIRSIDE_COLOUR: 'blue' }, { a: odd }),
    ).toEqual([
      'CHAIRSIDE_COLOUR is not a setting of this server',
      'CHAIRSIDE_PROTOCOL_FILE: a: version: is missing',
      'CHAIRSIDE_PROTOCOL_FILE: a: name: is missing',
      'CHAIRSIDE_PROTOCOL_FILE: a: id: default is the name of a built-in protocol',
      'CHAIRSIDE_PROTOCOL_FILE: a: surprise: is no rule of a protocol',
      'CHAIRSIDE_PROTOCOL_FILE: a: excursion.high.warning.sys: 190 is above critical 180',
      'CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE: none cannot be read',
    ])
    expect(faultsOf({ CHAIRSIDE_PROTOCOL_FILE: 'a' }, { a: '{' })).toEqual(['CHAIRSIDE_PROTOCOL_FILE: a is not JSON'])
    expect(faultsOf({ CHAIRSIDE_PROTOCOL_FILE: 'a', CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE: 'a' }, { a: OWN })).toEqual([
      'CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE: a: id: own is that of the usual protocol',
    ])
  })

  test('a clinic with a protocol of its own may not lose that for first infusions unawares', () => {
    expect(faultsOf({ CHAIRSIDE_PROFILE: 'short-stay', CHAIRSIDE_PROTOCOL_FILE: 'a' }, { a: OWN })).toEqual([
      'CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE is needed: short-stay judges first infusions by a protocol of their own',
    ])
    expect(faultsOf({ CHAIRSIDE_PROFILE: 'ninety-minute-visit', CHAIRSIDE_PROTOCOL_FILE: 'a' }, { a: OWN })).toEqual([])
  })
})

const checkInOf = (infusionNumber: number, protocolId?: string): Act => {
  const act = checkIn() as Extract<Act, { kind: 'check-in' }>
  return { ...act, patient: { ...act.patient, infusionNumber }, ...(protocolId === undefined ? {} : { protocolId }) }
}

describe('check-in', () => {
  const protocolAfter = async (act: Act): Promise<string | undefined> => {
    const server = await started({ practice: { profile: SHORT_STAY_PROFILE, protocols: protocolsOf(SHORT_STAY_PROFILE) } })
    const screen = await openScreen(server.url, await signIn(server.url, 'nurse'))
    expect(screen.picture().clinic.profile).toMatchObject({
      id: 'short-stay',
      durationMin: { usual: 40 },
      protocols: [{ id: 'short-stay' }, { id: 'short-stay-first' }],
    })
    const reply = await screen.act('1', act)
    if (!reply.ok) return `${reply.problem.code} ${reply.problem.details.join(' ')}`
    await screen.until(() => screen.chair('1').session !== null)
    return screen.chair('1').session?.protocol.id
  }

  test.each([
    ['D2: a first infusion takes the protocol that the profile has for it', 1, undefined, 'short-stay-first'],
    ['S1: a later one takes the usual protocol', 2, undefined, 'short-stay'],
    ['S1: a person may name another of the clinic’s', 2, 'short-stay-first', 'short-stay-first'],
    [
      'S1: one that the clinic does not have is refused, and the others are named',
      2,
      'default',
      'unknown-protocol short-stay short-stay-first',
    ],
  ])('%s', async (_title, infusion, named, expected) => {
    expect(await protocolAfter(checkInOf(infusion, named))).toBe(expected)
  })
})

describe('one version for life', () => {
  const OLD: Protocol = { ...DEFAULT_PROTOCOL, ...LATER_RULES, version: 1 }
  const newer: Protocol = { ...DEFAULT_PROTOCOL, version: 9, name: 'Newer', limits: { ...DEFAULT_PROTOCOL.limits } }
  const clinicOf = (protocol: Protocol) => ({
    practice: { profile: NEUTRAL_PROFILE, protocols: { usual: protocol, firstInfusion: null, offered: [protocol] } },
  })

  test('R1: the record on disk holds the whole protocol of a session', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'chairside-practice-'))
    try {
      const example = new Example({ protocol: STRICT_PROTOCOL })
      example.checkIn(0, 'whole')
      const sessionId = sessionIdSchema.parse('whole')
      const opening = example.inputs[0] as ChairInput
      const store = await openStore({ dataDir, threaded: false })
      await store.record.append([{ sessionId, chairId: CHAIR, inputNumber: 1, input: opening, facts: example.facts, judgeVersion: 1 }])
      await store.close()
      const again = await openStore({ dataDir, threaded: false })
      const [read] = await again.record.inputsOf(sessionId)
      await again.close()
      expect(read).toMatchObject({ kind: 'act', opening: { protocol: STRICT_PROTOCOL } })
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })

  test('R4: recovered by the build that recorded it, an infusion under an older protocol arrives where it was, later rules off', async () => {
    const example = sessionRunning({ protocol: OLD })
    for (const [second, sys] of [
      [60, 165],
      [170, 182],
      [230, 120],
    ] as const)
      example.set(second, sys, 80)
    example.stream(231, 260, { hr: 130, spo2: 88 })
    const sessionId = sessionIdSchema.parse('session-1')
    const store = createMemoryStore()
    await store.record.append(
      example.inputs.map((input, index) => ({
        sessionId,
        chairId: CHAIR,
        inputNumber: index + 1,
        input,
        facts: index === 0 ? example.facts : [],
        judgeVersion: 1,
      })),
    )
    const [recovered] = await recover(store.record, silentLog)
    expect(recovered).toMatchObject({ differences: 0, seqOffset: 0 })
    expect(recovered?.chair.session).toEqual(example.chair.session)
    expect(example.excursionLines().length).toBeGreaterThan(2)
    expect(example.of('alarm-escalated')).toEqual([])
  })

  test('R4: a session that began under an older version goes on under it, while new ones take the newer', async () => {
    const before = await started(clinicOf(OLD))
    const screen = await openScreen(before.url, await signIn(before.url, 'nurse'))
    expect((await screen.act('1', checkInOf(2))).ok).toBe(true)
    await screen.until(() => screen.chair('1').session !== null)
    const { store } = before
    const sessionId = screen.chair('1').session?.sessionId as never
    await before.served.room.keeping.drain(1_000)
    const facts = await store.record.factsOf(sessionId)
    // The record holds the whole protocol, not its name alone.
    const [opening] = await store.record.inputsOf(sessionId)
    expect(opening).toMatchObject({ kind: 'act', opening: { protocol: OLD } })
    closeSockets()
    await before.stop()
    running.length = 0

    const after = await started(clinicOf(newer), store)
    const again = await openScreen(after.url, await signIn(after.url, 'nurse'))
    expect(again.chair('1').session?.protocol).toEqual({ id: 'default', version: 1, name: 'Default' })
    expect(after.served.room.differences).toBe(0)
    const recovered = await recover(store.record, silentLog)
    expect(recovered[0]?.chair.session?.protocol).toEqual(OLD)
    expect(recovered[0]?.chair.session?.inForce).toBe(recovered[0]?.chair.session?.protocol)
    expect((await store.record.factsOf(sessionId)).slice(0, facts.length)).toEqual(facts)
    expect((await again.act('2', checkInOf(2))).ok).toBe(true)
    await again.until(() => again.chair('2').session !== null)
    expect(again.chair('2').session?.protocol).toMatchObject({ version: 9 })
  })
})
