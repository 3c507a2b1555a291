import type { RecordEntry } from '../ports/record.ts'
import type { CommitFailure } from './writer.ts'

/** What the writer thread is started with. */
export interface WriterSettings {
  readonly file: string
  readonly headsFolder: string
  readonly busyTimeoutMs: number
}

export type ToWriter =
  | { readonly kind: 'commit'; readonly entries: readonly RecordEntry[] }
  | { readonly kind: 'idle' }
  | { readonly kind: 'close' }

export type FromWriter = { readonly kind: 'ready' } | { readonly kind: 'committed'; readonly failures: readonly CommitFailure[] }
