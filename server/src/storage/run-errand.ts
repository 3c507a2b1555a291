import { blocksOfPieces } from '../monitor/wave-minute.ts'
import type { WaveJournal } from './wave-journal.ts'
import type { Writer } from './writer.ts'
import type { Errand } from './writer-messages.ts'

/** Does what is not urgent, and says how much it was. Throws what the storage throws. */
export const runErrand = (writer: Writer, journal: WaveJournal, errand: Errand): number => {
  switch (errand.kind) {
    case 'store-waves':
      writer.storeWaves(errand.block)
      return 1
    case 'remove-waves':
      return writer.removeWavesBefore(errand.until)
    case 'journal-waves':
      journal.append(errand.pieces)
      journal.dropBefore(errand.before)
      return errand.pieces.length
    case 'recover-waves': {
      // It goes when all of it is stored: where that fails, the next start tries again.
      const stored = blocksOfPieces(journal.read()).filter((block) => writer.recoverWaves(block)).length
      journal.dropBefore(Number.POSITIVE_INFINITY)
      return stored
    }
  }
}
