import type { Actor, Role } from '@chairside/shared/staff'
import type { Handed } from './handed.ts'
import type { CopiedSession } from './session-copy.ts'

/** Everybody who did something in this session, and who takes it out; by their id, each once. */
export const peopleIn = ({ facts }: Pick<CopiedSession, 'facts'>, handed: Pick<Handed, 'by'>): readonly Actor[] => {
  const people = new Map<string, Actor>()
  for (const fact of facts) {
    if ('by' in fact && fact.by !== null) people.set(fact.by.staffId, fact.by)
    if (fact.kind === 'person-confirmed') people.set(fact.person.staffId, fact.person)
  }
  people.set(handed.by.staffId, handed.by)
  return [...people.values()]
}

const ROLE_WORDS: { readonly [role in Role]: string } = {
  nurse: 'Nurse',
  physician: 'Physician',
  manager: 'Manager',
  viewer: 'Viewer',
}

export const practitionerOf = ({ staffId, name, role }: Actor) => ({
  resourceType: 'Practitioner' as const,
  identifier: [{ value: staffId }],
  name: [{ text: name }],
  qualification: [{ code: { text: ROLE_WORDS[role] } }],
})
