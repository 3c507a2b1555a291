import { serve } from '@chairside/server/app/serve'
import type { Act } from '@chairside/shared/command'
import type { ProofPurpose } from '@chairside/shared/confirm-person'
import type { FactOf } from '@chairside/shared/fact'
import { sessionIdSchema } from '@chairside/shared/identity'
import type { Reply } from '@chairside/shared/reply'
import type { Role } from '@chairside/shared/staff'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  checkIn,
  closeSockets,
  configFor,
  openScreen,
  proofOf as proofGivenAt,
  signIn,
  silentLog,
  type TestScreen,
} from '../support/server-harness.ts'
import { createMemoryStore, type MemoryStore } from '../support/server-memory-store.ts'

let store: MemoryStore
let served: Awaited<ReturnType<typeof serve>>
let screen: TestScreen
let sessionId: string
let cookie: string
/** A proof that this person gives at the nurse's screen. */
const proofOf = (login: Role, purpose: ProofPurpose, session = sessionId): Promise<string> =>
  proofGivenAt(served.url, cookie, { login, purpose, sessionId: session })
let commands = 0
const act = (body: Act, proof?: string, commandId?: string): Promise<Reply> => {
  commands += 1
  const command = { commandId: commandId ?? `proof-test-${commands}`, chairId: '1', sessionId, act: body }
  return screen.ask('command', { ...command, ...(proof === undefined ? {} : { proof }) })
}
const facts = async <Kind extends 'left' | 'person-confirmed' | 'entered' | 'entry-corrected'>(kind: Kind): Promise<FactOf<Kind>[]> =>
  (await store.record.factsOf(sessionIdSchema.parse(sessionId))).filter((fact): fact is FactOf<Kind> => fact.kind === kind)

beforeEach(async () => {
  store = createMemoryStore()
  served = await serve(configFor(), { store, clientDir: '/nowhere', log: silentLog })
  cookie = await signIn(served.url, 'nurse')
  screen = await openScreen(served.url, cookie)
  expect(await screen.act('1', checkIn(), { sessionId: null })).toMatchObject({ ok: true })
  await screen.until(() => screen.chair('1').session !== null)
  sessionId = screen.chair('1').session?.sessionId ?? ''
})
afterEach(async () => {
  closeSockets()
  await served.stop()
})

const DISCHARGE: Act = { kind: 'discharge', overrideReason: null }
const LEAVE: Extract<Act, { kind: 'leave-against-advice' }> = { kind: 'leave-against-advice', reason: 'has to go', witness: 'anybody' }

describe('L4: a signature by somebody who proved who they are', () => {
  test('L4: without a proof a discharge is not judged at all', async () => {
    expect(await act(DISCHARGE)).toEqual({ ok: false, problem: { code: 'proof-needed', details: [] } })
  })

  test('L4: a proof is used up before the act is judged: the same one does not sign twice', async () => {
    const proof = await proofOf('physician', 'discharge')
    // Nobody was infused: the judge refuses it by the phase.
    expect(await act(DISCHARGE, proof)).toMatchObject({ ok: false, problem: { code: 'wrong-phase' } })
    expect(await act(DISCHARGE, proof)).toEqual({ ok: false, problem: { code: 'proof-refused', details: [] } })
    expect(await facts('person-confirmed')).toEqual([])
  })

  test('L4: a proof for another purpose, another session or of nobody signs nothing', async () => {
    const wrong = [
      await proofOf('physician', 'witness'),
      await proofOf('physician', 'discharge', 'another-session'),
      'a-proof-of-nobody-at-all',
    ]
    for (const proof of wrong) expect(await act(DISCHARGE, proof)).toMatchObject({ ok: false, problem: { code: 'proof-refused' } })
  })

  test('L4: who signs is a nurse or a physician', async () => {
    const proof = await proofOf('manager', 'discharge')
    expect(await act(DISCHARGE, proof)).toEqual({ ok: false, problem: { code: 'not-allowed', details: ['manager'] } })
  })

  test('S6: a witness who confirmed stands in the record by their own name, beside who recorded it', async () => {
    expect(await act(LEAVE, await proofOf('physician', 'witness'))).toMatchObject({ ok: true })
    expect(await facts('left')).toMatchObject([{ how: 'left-against-advice', witness: 'Demo Physician', by: { role: 'nurse' } }])
    expect(await facts('person-confirmed')).toMatchObject([
      { purpose: 'witness', person: { role: 'physician', name: 'Demo Physician' }, by: { role: 'nurse' } },
    ])
  })

  test('S6: nobody is their own witness, and a screen on the wall is none', async () => {
    expect(await act(LEAVE, await proofOf('nurse', 'witness'))).toMatchObject({ ok: false, problem: { code: 'own-witness' } })
    expect(await act(LEAVE, await proofOf('viewer', 'witness'))).toMatchObject({ ok: false, problem: { code: 'not-allowed' } })
    expect(await facts('left')).toEqual([])
  })

  test('S6: a witness without a sign-in is written by name, and nobody confirmed them', async () => {
    expect(await act({ ...LEAVE, witness: 'The sister' })).toMatchObject({ ok: true })
    expect(await facts('left')).toMatchObject([{ witness: 'The sister' }])
    expect(await facts('person-confirmed')).toEqual([])
  })

  test('P3: a repeat of a command that was done needs no second proof', async () => {
    const proof = await proofOf('physician', 'witness')
    expect(await act(LEAVE, proof, 'the-same-command')).toMatchObject({ ok: true })
    expect(await act(LEAVE, proof, 'the-same-command')).toMatchObject({ ok: true })
    expect(await facts('left')).toHaveLength(1)
  })

  test('S3: what was thrown away is witnessed by who confirmed it', async () => {
    expect(await act({ kind: 'enter', entry: { kind: 'drug-drawn', lot: 'K-17', drawnMg: 50 } })).toMatchObject({ ok: true })
    const waste: Act = { kind: 'enter', entry: { kind: 'drug-wasted', wastedMg: 15, witness: 'anybody' } }
    expect(await act(waste, await proofOf('physician', 'witness'))).toMatchObject({ ok: true })
    expect((await facts('entered')).at(-1)).toMatchObject({ entry: { kind: 'drug-wasted', wastedMg: 15, witness: 'Demo Physician' } })
  })

  test('S3: a correction of what was thrown away is witnessed as the entry was, at the chair and in the chart', async () => {
    expect(await act({ kind: 'enter', entry: { kind: 'drug-drawn', lot: 'K-17', drawnMg: 50 } })).toMatchObject({ ok: true })
    const waste = { kind: 'drug-wasted', wastedMg: 15, witness: 'The sister' } as const
    expect(await act({ kind: 'enter', entry: waste })).toMatchObject({ ok: true })
    const wasted = (await facts('entered')).at(-1)
    const correction = { kind: 'correct-entry', factSeq: wasted?.seq ?? 0, entry: { ...waste, wastedMg: 12 }, reason: 'misread' } as const
    expect(await act(correction, await proofOf('nurse', 'witness'))).toMatchObject({ ok: false, problem: { code: 'own-witness' } })
    expect(await act(correction, await proofOf('physician', 'witness'))).toMatchObject({ ok: true })
    expect((await facts('entry-corrected')).at(-1)).toMatchObject({ entry: { wastedMg: 12, witness: 'Demo Physician' } })
    const inChart = async (proof: string): Promise<number> => {
      const response = await fetch(`${served.url}/api/sessions/${sessionId}/acts`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ commandId: 'corrected-in-chart', act: { ...correction, entry: { ...waste, wastedMg: 9 } }, proof }),
      })
      return response.status
    }
    expect(await inChart('a-proof-of-nobody-at-all')).not.toBe(200)
    expect(await inChart(await proofOf('manager', 'witness'))).toBe(200)
    expect((await facts('entry-corrected')).map(({ entry }) => entry)).toMatchObject([
      { wastedMg: 12, witness: 'Demo Physician' },
      { wastedMg: 9, witness: 'Demo Manager' },
    ])
    expect((await facts('person-confirmed')).map(({ person, purpose }) => [person.role, purpose])).toEqual([
      ['physician', 'witness'],
      ['manager', 'witness'],
    ])
  })

  test('L4: a proof where none belongs is refused, not ignored', async () => {
    expect(await act({ kind: 'begin-baseline' }, await proofOf('physician', 'witness'))).toMatchObject({
      ok: false,
      problem: { code: 'proof-refused' },
    })
  })

  test('S6: a physician countersigns at whoever’s screen', async () => {
    expect(await act({ ...LEAVE, witness: 'The sister' })).toMatchObject({ ok: true })
    expect(await act({ kind: 'countersign', reason: null })).toMatchObject({ ok: false, problem: { code: 'physician-needed' } })
    expect(await act({ kind: 'countersign', reason: null }, await proofOf('physician', 'sign-chart'))).toMatchObject({ ok: true })
  })
})
