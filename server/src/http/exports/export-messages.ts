import type { Handed } from './handed.ts'
import type { MadeExport } from './make-export.ts'

export type ToExports = { readonly id: number; readonly copy: Uint8Array; readonly handed: Handed }

export type FromExports =
  | { readonly kind: 'made'; readonly id: number; readonly made: MadeExport | null }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
