import type { Store } from '@chairside/server/storage/open-sqlite'
import { CHART_ISSUES } from '@chairside/shared/chart-signature'
import type { SessionId } from '@chairside/shared/identity'
import { HOUR_MS, type Moment } from '@chairside/shared/time'
import { addCoursePatient, recordCourseSession } from './course-sessions.ts'
import { PHYSICIAN } from './judge-harness.ts'

export const DAY_MS = 24 * HOUR_MS
/** What somebody wrote into each old session, and is nowhere else. */
export const SECRET = 'Quittenbaum hinter dem Nachbarhaus'

/** As the server keeps the list: the line and the chart from the record. */
const draw = async ({ builder, sessions, courses }: Store, sessionId: string): Promise<void> => {
  const id = sessionId as SessionId
  const built = await builder.build(id)
  if (built === null) throw new Error('no session was recorded')
  const { builtBy } = builder
  await sessions.put(built.line, built.entry, builtBy)
  await sessions.keepChart(id, { entry: built.entry, builtBy, body: built.body })
  await courses.keep({ sessionId: id, entry: built.entry, builtBy, session: built.course })
}

/** Something that is done to a session which is over, at that moment. */
export const actAfterwards = async (
  store: Store,
  sessionId: string,
  act: Parameters<Store['builder']['carryAfterwards']>[1]['act'],
  at: Moment,
): Promise<void> => {
  const id = sessionId as SessionId
  const carried = await store.builder.carryAfterwards(id, { kind: 'act', by: PHYSICIAN, act, commandId: `${act.kind}-${at}` }, at)
  if (carried === null || !carried.result.ok || carried.result.input === null) throw new Error(`${act.kind}: ${JSON.stringify(carried)}`)
  const { input, inputNumber, facts, judgeVersion } = carried.result
  await store.record.append([{ sessionId: id, chairId: carried.chairId, inputNumber, input, facts, judgeVersion }])
}

const sign = async (store: Store, sessionId: string, at: Moment): Promise<void> => {
  const content = await store.record.contentOf(sessionId as SessionId)
  if (content === null) throw new Error('no session was recorded')
  await actAfterwards(store, sessionId, { kind: 'sign-chart', meaning: 'reviewed', content, seen: [...CHART_ISSUES] }, at)
  await draw(store, sessionId)
}

/** Entries of the audit that show that the clock went evenly up to `now`. */
const steadyClock = async ({ registry }: Store, now: Moment): Promise<void> => {
  for (const days of [110, 90, 70, 50, 30, 10, 2])
    await registry.audit({ at: now - days * DAY_MS, staffId: null, action: 'server-start', object: 'server', details: {} })
}

const YEARS_7 = 2_557 * DAY_MS

/**
 * Two patients: `old-1` and `old-2` of Ana, signed seven years before `now`; `back-1` of Ben as old, and `back-2` of a month ago. Each
 * was drawn before it was signed, too.
 */
export const recordOldSessions = async (store: Store, now: Moment): Promise<void> => {
  if ((await store.registry.dataKind()) === null) await store.registry.setDataKind('demo')
  await steadyClock(store, now)
  const ana = await addCoursePatient(store, 'patient-a', 'MRN-7781', 'Ana Kovač')
  const ben = await addCoursePatient(store, 'patient-b', 'MRN-7782', 'Ben Haas')
  const old = now - YEARS_7
  const cases = [
    [ana, 'old-1', old, 1],
    [ana, 'old-2', old + 3 * DAY_MS, 2],
    [ben, 'back-1', old + DAY_MS, 1],
    [ben, 'back-2', now - 30 * DAY_MS, 2],
  ] as const
  for (const [patient, sessionId, startedAt, infusionNumber] of cases) {
    await recordCourseSession(store, patient, {
      sessionId,
      startedAt,
      infusionNumber,
      simulated: true,
      more: (example) => example.enter(1_000, { kind: 'note', text: `${SECRET}, ${sessionId}` }),
    })
    await draw(store, sessionId)
    await sign(store, sessionId, startedAt + 6 * HOUR_MS)
  }
}
