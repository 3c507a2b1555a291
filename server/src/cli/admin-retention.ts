import { type RetentionRules, USUAL_RETENTION } from '../domain/retention.ts'
import { AdminMistake, type AdminParts, type Done, needed, type Task } from './admin-task.ts'
import { RemovalRefused, removeDue } from './remove-sessions.ts'
import { listRetention } from './retention.ts'

const REASON_LETTERS = 3

/** What a hold is about: one session, or one patient. */
const heldSubject = async ({ retention, values }: Task): Promise<string> => {
  const { session, patient } = values
  if ((session === undefined) === (patient === undefined)) throw new AdminMistake('--session or --patient is needed')
  const subject = session === undefined ? `patient ${patient ?? ''}` : `session ${session}`
  if (!(await retention.knows(subject))) throw new AdminMistake('there is no such session or patient')
  return subject
}

/** Sets or lifts a legal hold. */
export const changeHold =
  (wanted: boolean) =>
  async (task: Task): Promise<Done> => {
    const object = await heldSubject(task)
    const reason = needed(task.values, 'reason')
    if (reason.length < REASON_LETTERS) throw new AdminMistake('--reason says why')
    if ((await task.retention.holds()).has(object) === wanted) throw new AdminMistake(wanted ? 'it is held already' : 'it is not held')
    return { object, details: { reason } }
  }

const rulesOf = (values: Task['values']): RetentionRules => {
  const years = (text: string | undefined, otherwise: number): number => (text === undefined ? otherwise : Number(text))
  const recordYears = years(values.years, USUAL_RETENTION.recordYears)
  return { recordYears, auditYears: years(values['audit-years'], Math.max(recordYears, USUAL_RETENTION.auditYears)) }
}

/** A refusal of the rules is a sentence for the person. */
const said = async <Value>(work: Promise<Value>): Promise<Value> => {
  try {
    return await work
  } catch (error) {
    if (error instanceof RangeError || error instanceof RemovalRefused) throw new AdminMistake(error.message)
    throw error
  }
}

/** Lists what is past its time. */
export const retention = async ({ retention: source, values, parts }: Task): Promise<Done> => {
  const { wallNow, timeZone, say } = parts
  return { object: 'record', details: await said(listRetention(rulesOf(values), { source, wallNow, timeZone, say })) }
}

/** Removes what was listed under this code. */
export const removeSessions = async ({ retention: source, removal, values, parts }: Task): Promise<Done> => {
  const { wallNow, timeZone, say, operator, station } = parts
  const code = needed(values, 'code')
  const details = await said(removeDue(rulesOf(values), code, { source, removal, wallNow, timeZone, say, operator, station }))
  return { object: 'record', details }
}

const WHY_NOT = {
  'in-use': 'Not yet: the file is in use, as the server runs. Stop the server first.',
  'no-room': 'Not yet: the disk has no room for the file a second time.',
} as const

/** Clears the file of what was removed from it: while nobody else has it open, this program neither. False: somebody has. */
export const packAway = (parts: AdminParts): boolean => {
  parts.say('Now the file is written anew, so that no byte of it stays. A large one takes minutes.')
  const packed = parts.pack()
  if (packed !== 'packed') {
    parts.say(WHY_NOT[packed])
    parts.say('What was removed is in no list any more, but bytes of it may stay in the file until  npm run admin -- pack  is through.')
    return false
  }
  parts.say('Done: the file holds nothing of what was removed.')
  const copies = parts.copies()
  for (const copy of copies) parts.say(`still in a copy made before the schema changed: ${copy}`)
  if (copies.length > 0) parts.say('Remove these copies by hand once nobody needs them, and the backups that the clinic made.')
  return true
}
