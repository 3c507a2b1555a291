import { BUILT_IN_PROTOCOLS } from '@chairside/shared/built-in-protocols/all'
import { readClinicCourse } from '@chairside/shared/clinic-course'
import { readClinicLists, USUAL_LISTS } from '@chairside/shared/clinic-lists'
import { CLINIC_PROFILES } from '@chairside/shared/clinic-profiles/all'
import type { ClinicProfile } from '@chairside/shared/clinic-profiles/clinic-profile'
import { atPath } from '@chairside/shared/protocol-path'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { readProtocol } from '@chairside/shared/read-protocol'
import { type ClinicProtocols, protocolsOf } from '../monitor/clinic-protocols.ts'

/** How the clinic works, and what its sessions are judged by. */
export interface Practice {
  readonly profile: ClinicProfile
  readonly protocols: ClinicProtocols
}

/** What the configuration names: a profile's id, and files of the clinic's own protocols. */
interface PracticeNames {
  readonly CHAIRSIDE_PROFILE?: string
  readonly CHAIRSIDE_PROTOCOL_FILE?: string
  readonly CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE?: string
  readonly CHAIRSIDE_LISTS_FILE?: string
  readonly CHAIRSIDE_COURSE_FILE?: string
}

type PracticeResult = { readonly ok: true; readonly practice: Practice } | { readonly ok: false; readonly faults: readonly string[] }

const TAKEN: ReadonlySet<string> = new Set(
  [...BUILT_IN_PROTOCOLS, ...CLINIC_PROFILES.flatMap((profile) => profile.protocols)].map(({ id }) => id),
)

/** An own protocol goes by its own name: a record must never call it by that of a built-in one. */
const nameFaults = (written: unknown): readonly string[] => {
  const faults = ['id', 'version', 'name'].filter((field) => atPath(written, field) === undefined).map((field) => `${field}: is missing`)
  const id = atPath(written, 'id')
  return typeof id === 'string' && TAKEN.has(id) ? [...faults, `id: ${id} is the name of a built-in protocol`] : faults
}

/** What a file of the clinic holds; undefined: nothing that can be read, and the fault is told. */
const readJson = (setting: keyof PracticeNames, file: string, readText: (file: string) => string, faults: string[]): unknown => {
  try {
    return JSON.parse(readText(file))
  } catch (error) {
    faults.push(`${setting}: ${file} ${error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'}`)
    return undefined
  }
}

type Refused = { readonly ok: false; readonly faults: readonly { readonly path: string; readonly message: string }[] }

/** What the clinic's own file says instead of a part of the profile; null: there is no file, or it has faults, which are told. */
const ownPart = <Good extends { readonly ok: true }>(
  setting: keyof PracticeNames,
  file: string | undefined,
  read: (written: unknown) => Good | Refused,
  readText: (file: string) => string,
  faults: string[],
): Good | null => {
  const written = file === undefined ? undefined : readJson(setting, file, readText, faults)
  if (written === undefined) return null
  const own = read(written)
  if (own.ok) return own
  faults.push(...own.faults.map(({ path, message }) => `${setting}: ${file}: ${path}: ${message}`))
  return null
}

const readOwn = (
  setting: keyof PracticeNames,
  file: string,
  base: Protocol,
  readText: (file: string) => string,
  faults: string[],
): Protocol | null => {
  const written = readJson(setting, file, readText, faults)
  if (written === undefined) return null
  const read = readProtocol(written, base)
  const own = [...nameFaults(written), ...(read.ok ? [] : read.faults.map(({ path, message }) => `${path}: ${message}`))]
  faults.push(...own.map((fault) => `${setting}: ${file}: ${fault}`))
  return read.ok && own.length === 0 ? read.protocol : null
}

/**
 * The profile with the clinic's own protocols in the place of its own, or every fault at once. A file holds a protocol, or the parts of
 * it that differ from the profile's usual one; that for first infusions, from the clinic's usual one. So does the file of its lists.
 */
export const readPractice = (names: PracticeNames, readText: (file: string) => string): PracticeResult => {
  const wanted = names.CHAIRSIDE_PROFILE ?? 'neutral'
  const builtIn = CLINIC_PROFILES.find(({ id }) => id === wanted)
  if (builtIn === undefined)
    return { ok: false, faults: [`CHAIRSIDE_PROFILE: ${wanted} is none of ${CLINIC_PROFILES.map(({ id }) => id).join(', ')}`] }
  const faults: string[] = []
  const { CHAIRSIDE_LISTS_FILE: listsFile, CHAIRSIDE_COURSE_FILE: courseFile } = names
  const readLists = (written: unknown) => readClinicLists(written, builtIn.lists ?? USUAL_LISTS)
  const lists = ownPart('CHAIRSIDE_LISTS_FILE', listsFile, readLists, readText, faults)
  const course = ownPart('CHAIRSIDE_COURSE_FILE', courseFile, (written) => readClinicCourse(written, builtIn.course), readText, faults)
  const parts = { ...(lists === null ? {} : { lists: lists.lists }), ...(course === null ? {} : { course: course.course }) }
  const profile = lists === null && course === null ? builtIn : { ...builtIn, ...parts }
  const given = protocolsOf(profile)
  const { CHAIRSIDE_PROTOCOL_FILE: usualFile, CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE: firstFile } = names
  const own = usualFile === undefined ? null : readOwn('CHAIRSIDE_PROTOCOL_FILE', usualFile, given.usual, readText, faults)
  const usual = own ?? given.usual
  const first = firstFile === undefined ? null : readOwn('CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE', firstFile, usual, readText, faults)
  if (usualFile !== undefined && firstFile === undefined && given.firstInfusion !== null)
    faults.push(`CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE is needed: ${profile.id} judges first infusions by a protocol of their own`)
  if (own !== null && first !== null && own.id === first.id)
    faults.push(`CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE: ${firstFile}: id: ${first.id} is that of the usual protocol`)
  if (faults.length > 0) return { ok: false, faults }
  const firstInfusion = first ?? given.firstInfusion
  const kept = own === null ? given.offered.filter((protocol) => first === null || protocol !== given.firstInfusion) : [own]
  const offered = first === null ? kept : [...kept, first]
  return { ok: true, practice: { profile, protocols: { usual, firstInfusion, offered } } }
}
