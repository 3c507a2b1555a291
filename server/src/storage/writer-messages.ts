import type { Moment } from '@chairside/shared/time'
import type { RecordEntry } from '../ports/record.ts'
import type { WaveBlock, WavePiece } from '../ports/waves.ts'
import type { CommitFailure } from './writer.ts'

/** What the writer thread is started with. */
export interface WriterSettings {
  readonly file: string
  readonly headsFolder: string
  /** Where the waves of the minutes that run are. */
  readonly journalFolder: string
  readonly busyTimeoutMs: number
}

export type ToWriter =
  | { readonly kind: 'commit'; readonly entries: readonly RecordEntry[] }
  | { readonly kind: 'errand'; readonly errand: Errand }
  | { readonly kind: 'close' }

export type FromWriter =
  | { readonly kind: 'ready' }
  | { readonly kind: 'errand-done'; readonly count: number; readonly failure: string | null }
  | { readonly kind: 'committed'; readonly failures: readonly CommitFailure[] }

/** What the writer does between commits, one at a time: nothing of it is urgent. */
export type Errand =
  | { readonly kind: 'store-waves'; readonly block: WaveBlock }
  | { readonly kind: 'remove-waves'; readonly until: Moment }
  | { readonly kind: 'journal-waves'; readonly pieces: readonly WavePiece[]; readonly before: Moment }
  | { readonly kind: 'recover-waves' }
