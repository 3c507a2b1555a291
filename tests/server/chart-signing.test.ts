import { join } from 'node:path'
import { type Served, serve } from '@chairside/server/app/serve'
import { verifyAll } from '@chairside/server/cli/verify'
import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import type { Act } from '@chairside/shared/command'
import type { ProofPurpose } from '@chairside/shared/confirm-person'
import type { SessionId } from '@chairside/shared/identity'
import type { JudgedAgain } from '@chairside/shared/judged-again'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { Role } from '@chairside/shared/staff'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../contract/record-samples.ts'
import { at, minutes, NURSE, PHYSICIAN, running } from '../support/judge-harness.ts'
import { recordedEntries } from '../support/recorded-session.ts'
import { checkIn, closeSockets, configFor, openScreen, proofOf as proofGivenAt, signIn, silentLog } from '../support/server-harness.ts'

const SESSION = 'session-1' as SessionId

/** An infusion with a critical pressure that nobody acknowledged, over. */
const troubled = (): ReturnType<typeof running> => {
  const example = running()
  example.stream(1, 280, { spo2: 97, hr: 72, rr: 14 }, 2)
  example.set(290, 186, 92)
  example.set(350, 130, 84)
  example.enter(360, { kind: 'note', text: 'talked with the patient' })
  example.mustAct(minutes(20), { kind: 'stop-infusion', early: true, reason: 'patient asked' }, NURSE)
  example.mustAct(minutes(40), { kind: 'discharge', overrideReason: 'goes to the ward' }, PHYSICIAN)
  return example
}

describe('charts over the wire', () => {
  let place: ReturnType<typeof temporaryFolder>
  let store: Store
  let served: Served
  let cookie: string
  beforeEach(async () => {
    place = temporaryFolder()
    store = await openStore({ dataDir: place.folder, threaded: false })
    await store.record.append(recordedEntries(troubled().inputs, SESSION))
    served = await serve(configFor(), {
      store,
      clientDir: '/nowhere',
      log: silentLog,
    })
    cookie = await signIn(served.url, 'physician')
  })
  afterEach(async () => {
    closeSockets()
    await served.stop()
    place.remove()
  })

  const post = async (path: string, body: object, who = cookie): Promise<{ readonly status: number; readonly said: never }> => {
    const response = await fetch(`${served.url}/api/sessions/${path}`, {
      method: 'POST',
      headers: { cookie: who, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, said: (await response.json()) as never }
  }
  let commands = 0
  const act = (given: object, sessionId: string = SESSION, who = cookie) => {
    commands += 1
    return post(`${sessionId}/acts`, { commandId: `command-${commands}`, act: given }, who)
  }
  const chartOf = async (sessionId: string = SESSION): Promise<SessionChart> => {
    const response = await fetch(`${served.url}/api/sessions/${sessionId}/chart`, { headers: { cookie } })
    expect(response.status).toBe(200)
    return (await response.json()) as SessionChart
  }
  /** Who that is says again who they are, at the screen of the physician who is signed in. */
  const proofOf = (login: Role = 'physician', purpose: ProofPurpose = 'sign-chart'): Promise<string> =>
    proofGivenAt(served.url, cookie, { login, purpose, sessionId: SESSION })
  const sign = async (change: object = {}) => {
    const { content, issues } = await chartOf()
    commands += 1
    const seen = issues.map(({ id }) => id)
    return post(`${SESSION}/sign`, {
      commandId: `command-${commands}`,
      proof: await proofOf(),
      meaning: 'reviewed',
      content,
      seen,
      ...change,
    })
  }

  it('X9: a set is marked on the chart of a session that sits on no chair any more; what was stated live stays', async () => {
    expect((await chartOf()).excursions).toHaveLength(1)
    expect((await act({ kind: 'mark-set', readAt: at(290), artefact: true, reason: 'arm was bent' })).status).toBe(200)
    const chart = await chartOf()
    expect(chart.excursions).toEqual([])
    expect(chart.liveExcursions).toHaveLength(1)
    expect(chart.sets.find((set) => set.at === at(290))?.artefact).toMatchObject({ reason: 'arm was bent', by: 'Demo Physician' })
    expect((await act({ kind: 'mark-set', readAt: at(290), artefact: true, reason: 'arm was bent' })).said).toMatchObject({
      code: 'already-done',
    })
    expect(await store.record.verify()).toEqual([])
  })

  it('R1: a late entry and another time stand where they happened, and keep when they were entered', async () => {
    const entry = { kind: 'medication', name: 'ondansetron', group: 'antiemetic', dose: '4 mg' }
    expect((await act({ kind: 'enter-late', entry, happenedAt: at(400), reason: 'charted after the visit' })).status).toBe(200)
    const note = (await chartOf()).events.find((event) => event.entry.kind === 'note')
    expect((await act({ kind: 'retime-entry', factSeq: note?.factSeq, happenedAt: at(300), reason: 'was earlier' })).status).toBe(200)
    const { events } = await chartOf()
    expect(events.map((event) => [event.entry.kind, event.at])).toEqual([
      ['note', at(300)],
      ['medication', at(400)],
    ])
    expect(events.map((event) => event.retimed)).toMatchObject([
      { statedAt: at(360), late: false, reason: 'was earlier' },
      { late: true, reason: 'charted after the visit' },
    ])
    for (const happenedAt of [at(-minutes(13)), Date.parse('2100-01-01')])
      expect((await act({ kind: 'enter-late', entry, happenedAt, reason: 'charted after the visit' })).said).toMatchObject({
        code: 'implausible',
      })
  })

  it('X9: the time of what was done to the pump is amended in the chart of a session that is over', async () => {
    const end = (await chartOf()).timeline.find((item) => item.kind === 'phase-changed' && item.to === 'recovering')
    const happenedAt = (end?.at ?? 0) - 30_000
    const said = await act({ kind: 'amend-infusion-time', factSeq: end?.seq, happenedAt, reason: 'entered late' })
    expect([said.status, said.said]).toMatchObject([200, { ok: true }])
    const { timeline, infusion } = await chartOf()
    expect(timeline.findLast((item) => item.kind === 'infusion-time-amended')).toMatchObject({ amends: end?.seq, happenedAt })
    expect(infusion.endedAt).toBe(happenedAt)
    expect((await act({ kind: 'amend-infusion-time', factSeq: end?.seq, happenedAt: at(-60), reason: 'entered late' })).said).toMatchObject(
      {
        code: 'outside-allowed',
      },
    )
  })

  it('P3: the same command twice has one effect; what is no act of a chart, and who may not act, is refused', async () => {
    const command = { commandId: 'command-twice', act: { kind: 'amend-chart', text: 'seen with the patient', reason: 'asked for' } }
    expect((await post(`${SESSION}/acts`, command)).status).toBe(200)
    const before = await store.record.contentOf(SESSION)
    expect((await post(`${SESSION}/acts`, command)).status).toBe(200)
    expect(await store.record.contentOf(SESSION)).toEqual(before)
    expect((await act({ kind: 'pause-infusion', reason: null })).status).toBe(400)
    expect((await act({ kind: 'sign-chart', meaning: 'reviewed', content: { entry: 1, hash: 'a'.repeat(64) }, seen: [] })).status).toBe(400)
    expect((await act(command.act, 'nobody-1')).status).toBe(404)
    expect((await act(command.act, SESSION, await signIn(served.url, 'manager'))).status).toBe(403)
    expect((await act(command.act, SESSION, await signIn(served.url, 'viewer'))).status).toBe(403)
  })

  it('R3: a signature wants every unresolved thing seen, and binds to the hash that was read', async () => {
    const { issues, content } = await chartOf()
    expect(issues.map(({ id }) => id)).toEqual(expect.arrayContaining(['alarm', 'override', 'drug-account']))
    // Whatever is refused for another reason uses no proof up.
    const proof = await proofOf()
    expect((await sign({ proof, seen: [] })).said).toMatchObject({ code: 'held', details: issues.map(({ id }) => id) })
    expect((await sign({ proof, content: { entry: 3, hash: 'ab'.repeat(32) } })).said).toMatchObject({ code: 'changed-meanwhile' })
    expect((await sign({ proof })).status).toBe(200)
    expect((await sign({ proof })).said).toMatchObject({ code: 'proof-refused' })
    const { signatures, amendments } = await chartOf()
    expect(signatures).toMatchObject([{ by: 'Demo Physician', meaning: 'reviewed', content, seen: issues.map(({ id }) => id) }])
    expect(amendments).toEqual([])
    expect((await sign()).said).toMatchObject({ code: 'already-done' })
    expect(await store.record.verify()).toEqual([])
    const listed = await post('find', { unsigned: true })
    expect((listed.said as { sessions: unknown[] }).sessions).toEqual([])
  })

  it('R3: without a proof, or with that of a nurse, nothing is signed', async () => {
    expect((await sign({ proof: 'proof-of-somebody-else' })).said).toMatchObject({ code: 'proof-refused' })
    expect((await sign({ proof: await proofOf('physician', 'discharge') })).said).toMatchObject({ code: 'proof-refused' })
    expect((await sign({ proof: await proofOf('nurse') })).said).toMatchObject({ code: 'physician-needed' })
    expect((await chartOf()).signatures).toEqual([])
  })

  it('R3: after a signature only what has a reason follows, and then it may be signed again', async () => {
    await sign()
    expect((await act({ kind: 'countersign', reason: null })).said).toMatchObject({ code: 'wrong-phase' })
    expect((await act({ kind: 'amend-chart', text: 'called the patient at home', reason: 'follow-up' })).status).toBe(200)
    const { amendments } = await chartOf()
    expect(amendments).toMatchObject([
      { kind: 'chart-amended', text: 'called the patient at home', reason: 'follow-up', by: 'Demo Physician' },
    ])
    const listed = await post('find', { unsigned: true })
    expect((listed.said as { sessions: unknown[] }).sessions).toMatchObject([{ sessionId: SESSION, amendments: 1 }])
    expect((await sign()).status).toBe(200)
    expect((await chartOf()).signatures).toHaveLength(2)
  })

  it('R3: a session that goes on, and a record that is not as it was written, cannot be signed', async () => {
    const screen = await openScreen(served.url, cookie)
    await screen.act('1', checkIn() as Act)
    const sessionId = screen.chair('1').session?.sessionId ?? ''
    const open = await chartOf(sessionId)
    const body = {
      commandId: 'command-open',
      proof: await proofOf(),
      meaning: 'reviewed',
      content: open.content,
      seen: open.issues.map(({ id }) => id),
    }
    expect((await post(`${sessionId}/sign`, body)).said).toMatchObject({ code: 'held', details: ['open'] })
    await chartOf()
    const database = openSqliteFile(join(place.folder, 'chairside.db'), 1_000)
    database.exec('DROP TRIGGER chain_entries_refuses_update')
    database.exec("UPDATE chain_entries SET body = replace(body, 'talked', 'argued') WHERE session_no = 1 AND body LIKE '%talked%'")
    database.close()
    expect((await sign()).said).toMatchObject({ code: 'held', details: ['record'] })
  })

  it('R1: verify names a signature whose content is another one', async () => {
    await sign()
    const database = openSqliteFile(join(place.folder, 'chairside.db'), 1_000)
    database.exec('DROP TRIGGER chain_entries_refuses_update')
    const { hash } = (await chartOf()).signatures[0]?.content ?? { hash: '' }
    database.exec(`UPDATE chain_entries SET body = replace(body, '${hash}', '${'0'.repeat(64)}') WHERE body LIKE '%chart-signed%'`)
    database.close()
    const said: string[] = []
    const say = (line: string): void => {
      said.push(line)
    }
    expect(await verifyAll({ ...store, keep: async () => true, say }, null, false)).toBe(false)
    expect(said.join('\n')).toMatch(/^session session-1: fact \d+ is altered$/m)
    expect(said.join('\n')).toMatch(/^session session-1: fact \d+ was signed over another content$/m)
  })

  it('X9: judged again by other limits it says what would have been, and changes nothing', async () => {
    const before = await store.record.contentOf(SESSION)
    const { said } = await post(`${SESSION}/judge-again`, { changes: [{ path: 'excursion.high.warning.sys', value: 190 }] })
    const refused = said as { code?: string; details?: string[] }
    expect(refused).toMatchObject({ code: 'outside-allowed' })
    const { said: asked } = await post(`${SESSION}/judge-again`, { changes: [{ path: 'excursion.high.critical.sys', value: 190 }] })
    const judged = asked as JudgedAgain
    expect(judged.changes).toEqual([{ path: 'excursion.high.critical.sys', from: 180, to: 190 }])
    expect(judged.excursions).toMatchObject([{ before: { peakLevel: 'critical' }, after: { peakLevel: 'warning' } }])
    expect((await post(`${SESSION}/judge-again`, { protocolId: 'strict' })).said).toBeDefined()
    expect((await post(`${SESSION}/judge-again`, { protocolId: 'no such' })).said).toMatchObject({ code: 'unknown-protocol' })
    expect((await post(`${SESSION}/judge-again`, { changes: [{ path: 'no.such.path', value: 1 }] })).said).toMatchObject({
      code: 'outside-allowed',
    })
    expect(await store.record.contentOf(SESSION)).toEqual(before)
  })
})
