/** The parts of FHIR R4 that an export uses. Times are texts with their offset. */
export interface Coding {
  readonly system: string
  readonly code: string
  readonly display?: string
}
export interface Concept {
  readonly coding?: readonly Coding[]
  readonly text?: string
}
export interface Reference {
  readonly reference?: string
  readonly display?: string
  readonly identifier?: { readonly system?: string; readonly value: string }
}
export interface Quantity {
  readonly value: number
  readonly unit: string
  readonly system: string
  readonly code: string
}
export interface Period {
  readonly start: string
  readonly end?: string
}
interface Note {
  readonly text: string
}

export interface ObservationPart {
  readonly code: Concept
  readonly valueQuantity?: Quantity
  readonly valueInteger?: number
  readonly dataAbsentReason?: Concept
}
export interface Observation extends ObservationPart {
  readonly resourceType: 'Observation'
  readonly status: 'final' | 'preliminary' | 'entered-in-error' | 'cancelled'
  readonly category: readonly Concept[]
  readonly subject: Reference
  readonly encounter: Reference
  readonly effectiveDateTime: string
  /** When it reached the server. */
  readonly issued?: string
  readonly performer?: readonly Reference[]
  readonly device?: Reference
  readonly note?: readonly Note[]
  readonly component?: readonly ObservationPart[]
}

export interface MedicationAdministration {
  readonly resourceType: 'MedicationAdministration'
  readonly status: 'in-progress' | 'on-hold' | 'completed' | 'stopped' | 'entered-in-error'
  readonly partOf?: readonly Reference[]
  readonly medicationCodeableConcept: Concept
  readonly subject: Reference
  readonly context: Reference
  readonly effectiveDateTime?: string
  readonly effectivePeriod?: Period
  readonly performer?: readonly { readonly actor: Reference }[]
  readonly note?: readonly Note[]
  readonly dosage?: { readonly text: string; readonly route?: Concept; readonly dose?: Quantity; readonly rateQuantity?: Quantity }
}

/** What else stands in the bundle: of these a reader takes names and ties alone. */
interface Plain {
  readonly resourceType: 'Patient' | 'Encounter' | 'Practitioner' | 'Device' | 'Organization' | 'Location' | 'Provenance'
}
export type Resource = (Observation | MedicationAdministration | (Plain & Readonly<Record<string, unknown>>)) & {
  readonly id?: string
  readonly meta?: unknown
}

export interface Bundle {
  readonly resourceType: 'Bundle'
  readonly id: string
  readonly meta?: unknown
  readonly identifier: { readonly system: string; readonly value: string }
  readonly type: 'collection'
  readonly timestamp: string
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[]
}
