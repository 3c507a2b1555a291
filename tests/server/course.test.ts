import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Served, serve } from '@chairside/server/app/serve'
import { createClock } from '@chairside/server/config/clock'
import { protocolsOf } from '@chairside/server/monitor/clinic-protocols'
import type { AuditEntry } from '@chairside/server/ports/registry'
import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import { TAPERED_COURSE_PROFILE } from '@chairside/shared/clinic-profiles/tapered-course'
import type { OutcomeScore } from '@chairside/shared/outcome-score'
import type { PatientCourse } from '@chairside/shared/patient-course'
import { MINUTE_MS } from '@chairside/shared/time'
import type { PatientCard } from '@chairside/shared/visit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addCoursePatient, type CoursePatient, recordCourseSession } from '../support/course-sessions.ts'
import { closeSockets, configFor, openScreen, signIn, silentLog } from '../support/server-harness.ts'

const ZONE = 'America/New_York'
const NOW = Date.parse('2026-03-16T15:00:00Z')
const FIRST = Date.parse('2026-03-02T14:00:00Z')
const DAY_MS = 86_400_000

let folder: string
let store: Store
let served: Served
let built: string[]
let nurse: string
let physician: string

const start = async (): Promise<void> => {
  store = await openStore({ dataDir: folder, threaded: false, busyTimeoutMs: 50 })
  built = []
  const builder: Store['builder'] = {
    ...store.builder,
    build: (sessionId) => {
      built.push(sessionId)
      return store.builder.build(sessionId)
    },
  }
  const practice = { profile: TAPERED_COURSE_PROFILE, protocols: protocolsOf(TAPERED_COURSE_PROFILE) }
  const clockFrom = (roomFloor: number) => createClock({ speed: 1, roomFloor, roomStart: NOW })
  served = await serve(configFor({ timeZone: ZONE, practice }), {
    store: { ...store, builder },
    clientDir: '/nowhere',
    log: silentLog,
    clockFrom,
  })
  nurse = await signIn(served.url, 'nurse')
  physician = await signIn(served.url, 'physician')
}
const restart = async (): Promise<void> => {
  closeSockets()
  await served.stop()
  await start()
}

/** Two infusions of Ana, recorded before the server opens its doors. */
let ana: CoursePatient
const whileClosed = async (fill: (open: Store) => Promise<void>): Promise<void> => {
  const open = await openStore({ dataDir: folder, threaded: false })
  await fill(open)
  await open.close()
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chairside-course-'))
  await whileClosed(async (open) => {
    await open.registry.setDataKind('demo')
    ana = await addCoursePatient(open, 'patient-a', 'MRN-7781', 'Ana Kovač')
    await recordCourseSession(open, ana, { sessionId: 'a-1', startedAt: FIRST, infusionNumber: 1, simulated: true })
    await recordCourseSession(open, ana, {
      sessionId: 'a-2',
      startedAt: FIRST + 2 * DAY_MS,
      infusionNumber: 2,
      simulated: true,
      rise: 70,
      baseline: { sys: 136, dia: 84 },
      cadss: 7,
    })
  })
  await start()
})
afterEach(async () => {
  closeSockets()
  await served.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer<Body> {
  readonly status: number
  readonly body: Body
}
const ask = async <Body>(path: string, body?: unknown, cookie = nurse): Promise<Answer<Body>> => {
  const posted = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(`${served.url}${path}`, { ...posted, headers: { cookie, 'content-type': 'application/json' } })
  return { status: response.status, body: (await response.json()) as Body }
}
const courseOf = async (patientId: string, cookie = physician): Promise<PatientCourse> => {
  const answer = await ask<PatientCourse>(`/api/patients/${patientId}/course`, undefined, cookie)
  expect(answer.status).toBe(200)
  return answer.body
}
const numbersOf = ({ sessions }: PatientCourse): readonly string[] => sessions.map(({ sessionId }) => sessionId)
const audited = (): AuditEntry[] => {
  const database = openSqliteFile(join(folder, 'chairside.db'), 50)
  const rows = database.prepare<[], string>('SELECT body FROM audit ORDER BY entry_no').pluck().all()
  database.close()
  return rows.map((row) => JSON.parse(row) as AuditEntry)
}
const renumber = async (patientId: string, identifier: string): Promise<void> => {
  const card = (await courseOf(patientId)).patient
  expect((await ask<PatientCard>(`/api/patients/${patientId}`, { revision: card.revision, identifier })).status).toBe(200)
}

describe('the course of a patient', () => {
  it('S1: shows the sessions of the patient in their order, what stands out, and when the next one is due', async () => {
    const course = await courseOf('patient-a')
    expect(numbersOf(course)).toEqual(['a-1', 'a-2'])
    expect(course.sessions.map(({ day, baseline, rise, simulated }) => [day, baseline, rise?.sys.by, simulated])).toEqual([
      ['2026-03-02', { sys: 120, dia: 80 }, 16, true],
      ['2026-03-04', { sys: 136, dia: 84 }, 70, true],
    ])
    expect(course.sessions[1]).toMatchObject({ excursions: 1, worst: 'emergency', cadss: { value: 7 } })
    expect(course.flags.map(({ kind }) => kind)).toEqual(['excursion-last', 'early-excursion', 'rising-baseline', 'overdue'])
    expect(course.next).toMatchObject({ infusionNumber: 3, window: { fromDay: '2026-03-05', toDay: '2026-03-07' }, overdueDays: 9 })
    expect([course.today, course.undrawn, course.unplaced]).toEqual(['2026-03-16', 0, 0])
  })

  it('R1: every look at a course is in the audit once, by person, without a name or a number', async () => {
    await courseOf('patient-a')
    await courseOf('patient-a')
    await courseOf('patient-a', nurse)
    const looks = audited().filter(({ action }) => action === 'look-at-course')
    expect(looks.map(({ object, details }) => [object, details])).toEqual([
      ['patient patient-a', { found: 2, sessions: 'a-1 a-2' }],
      ['patient patient-a', { found: 2, sessions: 'a-1 a-2' }],
    ])
    expect(new Set(looks.map(({ staffId }) => staffId)).size).toBe(2)
    await ask('/api/patients/patient-a/scores', { instrument: 'phq-9', value: 14, day: '2026-03-04' })
    await courseOf('patient-a')
    expect(audited().filter(({ action }) => action === 'look-at-course')).toHaveLength(3)
    expect(JSON.stringify(audited())).not.toMatch(/Ana|Kova|MRN-7781/)
  })

  it('I3: is asked for by our own id alone, by whoever may know names', async () => {
    for (const id of ['MRN-7781', 'Ana Kovač', 'patient-zzz', '..%2F..']) {
      const answer = await ask<{ code: string }>(`/api/patients/${encodeURIComponent(id)}/course`)
      expect([id, answer.status, answer.body.code]).toEqual([id, 404, 'unknown-patient'])
    }
    expect((await fetch(`${served.url}/api/patients/patient-a/course`)).status).toBe(401)
    const wall = await signIn(served.url, 'viewer')
    for (const path of ['course', 'scores']) expect((await ask(`/api/patients/patient-a/${path}`, undefined, wall)).status).toBe(403)
    expect((await ask('/api/sessions/a-1/patient', undefined, wall)).status).toBe(403)
  })

  it('S4: two patients of one name stay two, also where one takes the number that the other had', async () => {
    await served.stop()
    await whileClosed(async (open) => {
      const other = await addCoursePatient(open, 'patient-b', 'MRN-2', 'Ana Kovač')
      await recordCourseSession(open, other, { sessionId: 'b-1', startedAt: FIRST + DAY_MS, infusionNumber: 1, simulated: true })
    })
    await start()
    expect(numbersOf(await courseOf('patient-a'))).toEqual(['a-1', 'a-2'])
    expect(numbersOf(await courseOf('patient-b'))).toEqual(['b-1'])
    await renumber('patient-a', 'MRN-9')
    await renumber('patient-b', 'MRN-7781')
    const [a, b] = [await courseOf('patient-a'), await courseOf('patient-b')]
    expect([a.patient.identifier, numbersOf(a), a.unplaced]).toEqual(['MRN-9', ['a-1', 'a-2'], 0])
    expect([b.patient.identifier, numbersOf(b), b.unplaced]).toEqual(['MRN-7781', ['b-1'], 0])
    await restart()
    expect(numbersOf(await courseOf('patient-a'))).toEqual(['a-1', 'a-2'])
    expect((await ask('/api/sessions/a-1/patient')).body).toEqual({ patientId: 'patient-a' })
    expect((await ask('/api/sessions/b-1/patient')).body).toEqual({ patientId: 'patient-b' })
    expect((await ask('/api/sessions/zzz/patient')).status).toBe(404)
  })

  it('S1: a session that is cancelled before the infusion stays in the course as never begun', async () => {
    const screen = await openScreen(served.url, nurse)
    const patient = { identifier: 'MRN-7781', name: 'Ana Kovač', infusionNumber: 3, courseLength: 6 }
    const order = { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1 } as const
    expect(await screen.act('1', { kind: 'check-in', patient, order, simulated: true })).toMatchObject({ ok: true })
    const running = await courseOf('patient-a')
    expect(running.sessions.at(-1)).toMatchObject({ phase: 'checked-in', startedAt: null, infusionNumber: 3 })
    expect(await screen.act('1', { kind: 'cancel', reason: 'has a cold' })).toMatchObject({ ok: true })
    const after = await courseOf('patient-a')
    expect(after.sessions.at(-1)).toMatchObject({ phase: 'cancelled', startedAt: null, points: [] })
    expect([after.next.infusionNumber, after.patient.course.given]).toEqual([3, 2])
    // The visit waits for another check-in, and is planned again.
    expect(after.planned).toHaveLength(1)
  })

  it('X9: follows the correction of a chart', async () => {
    expect((await courseOf('patient-a')).sessions[1]?.peak?.sys).toBe(206)
    const readAt = FIRST + 2 * DAY_MS + 40 * MINUTE_MS
    const act = { kind: 'mark-set', readAt, artefact: true, reason: 'arm was bent' }
    expect((await ask('/api/sessions/a-2/acts', { commandId: 'command-mark-1', act })).status).toBe(200)
    const [, session] = (await courseOf('patient-a')).sessions
    expect(session?.peak?.sys).toBeLessThan(206)
    expect(session?.corrected).toBe(true)
  })

  it('R1: draws each session once, and again only where its record went on', async () => {
    await courseOf('patient-a')
    built.length = 0
    await courseOf('patient-a')
    expect(built).toEqual([])
    const act = { kind: 'mark-set', readAt: FIRST + 40 * MINUTE_MS, artefact: true, reason: 'arm was bent' }
    await ask('/api/sessions/a-1/acts', { commandId: 'command-mark-2', act })
    built.length = 0
    await courseOf('patient-a')
    expect(built).toEqual([])
  })
})

describe('totals of questionnaires', () => {
  const add = (instrument: string, value: unknown, day = '2026-03-16', cookie = nurse) =>
    ask<OutcomeScore & { code: string; details: string[] }>('/api/patients/patient-a/scores', { instrument, value, day }, cookie)
  const correct = (scoreId: string, body: object, patient = 'patient-a') =>
    ask<OutcomeScore & { code: string }>(`/api/patients/${patient}/scores/${scoreId}`, body)

  it('I3: takes what the form can have, and nothing beyond', async () => {
    for (const [instrument, high] of [
      ['phq-9', 27],
      ['madrs', 60],
      ['qids', 27],
      ['c-ssrs', 5],
    ] as const) {
      expect([instrument, (await add(instrument, high + 1)).body]).toEqual([instrument, { code: 'malformed', details: ['value'] }])
      for (const wrong of [-1, 1.5, '3', null]) expect((await add(instrument, wrong)).status).toBe(400)
      expect((await add(instrument, high)).status).toBe(200)
      expect((await add(instrument, 0, '2026-03-15')).status).toBe(200)
    }
    expect((await add('gad-7', 3)).status).toBe(400)
    // It is still the 16th in New York.
    expect((await add('phq-9', 3, '2026-03-17')).body).toEqual({ code: 'malformed', details: ['day'] })
  })

  it('R1: a correction stays visible beside what was entered, and nothing is overwritten', async () => {
    const { body: first } = await add('phq-9', 14)
    expect(first).toMatchObject({ instrument: 'phq-9', value: 14, earlier: [], reason: null })
    expect((await add('phq-9', 12)).body.code).toBe('already-done')
    const { body: second } = await correct(first.scoreId, { value: 12, reason: 'one item was read wrongly' })
    expect(second).toMatchObject({ value: 12, reason: 'one item was read wrongly', earlier: [{ scoreId: first.scoreId, value: 14 }] })
    // Somebody who saw the older one is told so.
    expect((await correct(first.scoreId, { value: 9, reason: 'another reason' })).body.code).toBe('changed-meanwhile')
    expect((await correct(second.scoreId, { value: 28, reason: 'another reason' })).body.code).toBe('malformed')
    expect((await correct(second.scoreId, { value: 9, reason: '' })).status).toBe(400)
    const { body: gone } = await correct(second.scoreId, { value: null, reason: 'was another patient’s' })
    expect(gone).toMatchObject({ value: null, earlier: [{ value: 14 }, { value: 12 }] })
    await restart()
    const { scores, sessions } = await courseOf('patient-a')
    expect(scores).toMatchObject([{ day: '2026-03-16', value: null, earlier: [{ value: 14 }, { value: 12 }] }])
    expect(sessions.every(({ before }) => before['phq-9'] === undefined)).toBe(true)
    const database = openSqliteFile(join(folder, 'chairside.db'), 50)
    for (const statement of [
      'UPDATE outcome_scores SET value = 0',
      'DELETE FROM outcome_scores',
      'UPDATE patient_sessions SET patient_id = 1',
    ])
      expect(() => database.prepare(statement).run()).toThrow('append-only')
    database.close()
  })

  it('R1: the audit says who entered what, with the old and the new value and no reason', async () => {
    const { body } = await add('madrs', 31)
    await correct(body.scoreId, { value: 30, reason: 'Kovač said otherwise' })
    const entries = audited().filter(({ action }) => action.endsWith('-score'))
    expect(entries.map(({ action, details }) => [action, details.instrument, details.value])).toEqual([
      ['add-score', 'madrs', 31],
      ['correct-score', 'madrs', '31 → 30'],
    ])
    expect(JSON.stringify(entries)).not.toContain('Kova')
  })

  it('S4: a total is corrected at its own patient alone, by those who care', async () => {
    await served.stop()
    await whileClosed(async (open) => {
      await addCoursePatient(open, 'patient-b', 'MRN-2', 'Ana Kovač')
    })
    await start()
    const { body } = await add('qids', 9)
    expect((await correct(body.scoreId, { value: 8, reason: 'wrong patient' }, 'patient-b')).body.code).toBe('unknown-entry')
    expect((await courseOf('patient-b')).scores).toEqual([])
    const manager = await signIn(served.url, 'manager')
    expect((await add('qids', 9, '2026-03-14', manager)).status).toBe(403)
    expect((await ask('/api/patients/patient-a/scores', undefined, manager)).status).toBe(200)
  })
})
