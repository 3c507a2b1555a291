import type { TrailKind, TrailLine } from '@chairside/shared/audit-trail'
import { type Role, roleSchema } from '@chairside/shared/staff'

type Detail = TrailLine['details'][number]
type Fields = Readonly<Record<string, unknown>>

/** One row of the trail with what it points to. Texts are JSON. */
export interface TrailRow {
  readonly trail_no: number
  readonly at: number
  readonly kind: string
  readonly action: string
  readonly audit_no: number | null
  readonly input_number: number | null
  readonly audit_body: string | null
  readonly input_body: string | null
  readonly session_id: string | null
  readonly chair_id: string | null
}

/** What an act corrects or changes, as it stood before; null: it says nothing of the kind. */
export type BeforeOf = (row: TrailRow, act: Fields) => unknown

/** What changed in a patient or visit by that entry. */
export type ChangesOf = (subject: string, revision: number) => readonly { readonly before: Fields; readonly after: Fields }[]

const asText = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value and what is inside it, by the names on the way. */
const flat = (value: unknown, name: string): readonly Detail[] =>
  isFields(value)
    ? Object.entries(value).flatMap(([key, inner]) => flat(inner, name === '' ? key : `${name}.${key}`))
    : [{ name, value: Array.isArray(value) ? value.map((one) => asText(one) ?? '').join(' ') : asText(value) }]

/** Both sides of a change: what is the same on both is left out. */
const changed = (before: unknown, after: unknown): readonly Detail[] => {
  const was = new Map(flat(before ?? {}, '').map((detail) => [detail.name, detail.value]))
  const is = new Map(flat(after ?? {}, '').map((detail) => [detail.name, detail.value]))
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => name !== '' && was.get(name) !== is.get(name))
    .map((name) => ({ name, was: was.get(name) ?? null, value: is.get(name) ?? null }))
}

const byOf = (staffId: unknown, name: unknown, role: unknown): TrailLine['by'] =>
  typeof staffId === 'string'
    ? { staffId, name: typeof name === 'string' ? name : null, role: (roleSchema.safeParse(role).data ?? null) as Role | null }
    : null

const read = (text: string | null): Fields => {
  const value: unknown = text === null ? {} : JSON.parse(text)
  return isFields(value) ? value : {}
}
const fieldsIn = (value: unknown): Fields => (isFields(value) ? value : {})
const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Parts of an act that are told elsewhere in its line, or name a patient. */
const NOT_TOLD: ReadonlySet<string> = new Set(['kind', 'reason', 'overrideReason', 'patient'])

const common = (row: TrailRow) => ({ trailNo: row.trail_no, at: row.at, kind: row.kind as TrailKind, action: row.action })

const actLine = (row: TrailRow, before: BeforeOf): TrailLine => {
  const input = read(row.input_body)
  const act = fieldsIn(input.act)
  const by = fieldsIn(input.by)
  const confirmed = isFields(input.confirmed) ? input.confirmed : null
  const told = Object.fromEntries(Object.entries(act).filter(([name]) => !NOT_TOLD.has(name)))
  const was = before(row, act)
  // What stands in the place of an entry is set beside it; `entry` null takes it back.
  const { entry, ...rest } = told
  const details = was === null ? flat(told, '') : [...flat(rest, ''), ...changed(was, entry ?? {})]
  return {
    ...common(row),
    by: byOf(by.staffId, by.name, by.role),
    station: textIn(fieldsIn(input.from).station),
    object: `session ${row.session_id ?? ''}`,
    entry: { chain: 'record', number: row.input_number ?? 0 },
    reason: textIn(act.reason) ?? textIn(act.overrideReason),
    details: [
      { name: 'chair', value: row.chair_id },
      ...(confirmed === null ? [] : [{ name: 'confirmedBy', value: textIn(confirmed.name) }]),
      ...details.filter(({ value, was: stood }) => value !== null || stood !== undefined),
    ],
  }
}

const auditLine = (row: TrailRow, changes: ChangesOf, nameOf: (staffId: string) => string | null): TrailLine => {
  const body = read(row.audit_body)
  const { revision, reason, ...details } = fieldsIn(body.details)
  const object = textIn(body.object) ?? ''
  const kept = typeof revision === 'number' ? changes(object, revision).flatMap(({ before, after }) => changed(before, after)) : []
  const keptReason = kept.find(({ name }) => name === 'reason')
  const staffId = textIn(body.staffId)
  return {
    ...common(row),
    by: byOf(staffId, staffId === null ? null : nameOf(staffId), body.role),
    station: textIn(body.station),
    object,
    entry: { chain: 'audit', number: row.audit_no ?? 0 },
    reason: textIn(reason) ?? keptReason?.value ?? null,
    // Where both values are kept, that something changed is said by them.
    details: [
      ...flat(details, '').filter(({ value }) => kept.length === 0 || value !== 'changed'),
      ...kept.filter((detail) => detail !== keptReason),
    ],
  }
}

/** A row as it is shown: who, from where, what, with what stood there before. */
export const trailLine = (
  row: TrailRow,
  parts: { readonly before: BeforeOf; readonly changes: ChangesOf; readonly nameOf: (staffId: string) => string | null },
): TrailLine => (row.audit_no === null ? actLine(row, parts.before) : auditLine(row, parts.changes, parts.nameOf))
