import { createAskedThread } from '../../threads/asked-thread.ts'
import { startThread } from '../../threads/start-thread.ts'
import type { Handed } from './handed.ts'
import type { MadeExport, makeExport } from './make-export.ts'

/** So many wait at most: a session of hours is held whole for each. */
const WAITING_AT_MOST = 8

/** What the thread of exports does. */
export interface ExportWork {
  readonly make: typeof makeExport
}

export interface Exporter {
  /** Null: there is no session in the copy. `busy`: too many wait already. Rejects where it could not be made. */
  make(copy: Uint8Array, handed: Handed): Promise<MadeExport | null | 'busy'>
  close(): Promise<void>
}

/** Exports from a thread of their own. */
export const createExportThread = (): Exporter => {
  const thread = createAskedThread<ExportWork>('the export thread', () => startThread(import.meta.url, 'export-worker'))
  return {
    make: async (copy, handed) => (thread.waiting() >= WAITING_AT_MOST ? 'busy' : thread.ask('make', copy, handed)),
    close: thread.stop,
  }
}
