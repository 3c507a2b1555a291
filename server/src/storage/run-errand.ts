import type { Writer } from './writer.ts'
import type { Errand } from './writer-messages.ts'

/** Does what is not urgent, and says how much it was. Throws what the storage throws. */
export const runErrand = (writer: Writer, errand: Errand): number => {
  switch (errand.kind) {
    case 'store-waves':
      writer.storeWaves(errand.block)
      return 1
    case 'remove-waves':
      return writer.removeWavesBefore(errand.until)
  }
}
