import type { DocumentLanguage, ExportKind } from '@chairside/shared/export'
import type { Role } from '@chairside/shared/staff'
import type { Moment } from '@chairside/shared/time'

/** Who takes what out, when and where: stands on whatever leaves. */
export interface Handed {
  readonly kind: ExportKind
  readonly clinic: string
  readonly timeZone: string
  readonly language: DocumentLanguage
  /** By the wall. */
  readonly at: Moment
  readonly by: { readonly staffId: string; readonly name: string; readonly role: Role }
  /** As the clinic's list of patients has it, `1980-05-04`; null: not known there. */
  readonly bornOn: string | null
}
