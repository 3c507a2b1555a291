import type { SignatureMeaning } from '@chairside/shared/chart-signature'
import type { Named, Ties } from './fhir-observations.ts'
import type { Coding, Reference, Resource } from './fhir-shapes.ts'
import type { Handed } from './handed.ts'
import type { CopiedSession } from './session-copy.ts'

const PARTICIPANT = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type'
const SIGNATURE_TYPES = 'urn:iso-astm:E1762-95:2013'

const agent = (code: string, display: string, who: Reference) => ({
  type: { coding: [{ system: PARTICIPANT, code, display }] },
  who,
})

/** What the record held when it was taken out or signed: its chain, by the hash of an entry. */
const recordEntity = (sessionId: string, { entry, hash }: { readonly entry: number; readonly hash: string }) => ({
  role: 'source' as const,
  what: { identifier: { value: `sha256:${hash}` }, display: `Record of session ${sessionId} up to entry ${entry} of its chain` },
})

const SIGNED_AS: { readonly [meaning in SignatureMeaning]: Coding } = {
  reviewed: { system: SIGNATURE_TYPES, code: '1.2.840.10065.1.12.1.5', display: 'Verification Signature' },
  responsible: { system: SIGNATURE_TYPES, code: '1.2.840.10065.1.12.1.1', display: "Author's Signature" },
  'co-signed': { system: SIGNATURE_TYPES, code: '1.2.840.10065.1.12.1.2', display: "Coauthor's Signature" },
}

/** R3: who signed what of the record, and when. */
export const signatureProvenances = ({ chart }: CopiedSession, ties: Ties): readonly Named<Resource>[] =>
  chart.signatures.map(({ by, at, meaning, content }, index) => {
    const who = ties.person(by)
    const when = ties.isoOf(at)
    return {
      name: `signature ${index}`,
      resource: {
        resourceType: 'Provenance',
        target: [ties.encounter],
        recorded: when,
        agent: [agent('legal', 'Legal Authenticator', who)],
        entity: [recordEntity(chart.sessionId, content)],
        signature: [{ type: [SIGNED_AS[meaning]], when, who }],
      },
    }
  })

/** Where all of this comes from: assembled by software from one record, for the person who took it out. */
export const exportProvenance = (
  { chart }: CopiedSession,
  { at, by, clinic, timeZone }: Handed,
  ties: Ties,
  targets: readonly Reference[],
  refTo: (name: string) => Reference,
): Named<Resource> => ({
  name: 'export',
  resource: {
    resourceType: 'Provenance',
    target: targets,
    occurredPeriod: {
      start: ties.isoOf(chart.checkedInAt),
      ...(chart.endedAt === null ? {} : { end: ties.isoOf(chart.endedAt) }),
    },
    recorded: ties.isoOf(at),
    ...(chart.simulated ? { reason: [{ text: 'Simulated session: test data, not of a real patient' }] } : {}),
    activity: { text: `Exported at ${clinic}; times are in ${timeZone}` },
    agent: [agent('assembler', 'Assembler', refTo('software')), agent('enterer', 'Enterer', refTo(`person ${by.staffId}`))],
    ...(chart.content === null ? {} : { entity: [recordEntity(chart.sessionId, chart.content)] }),
  },
})
