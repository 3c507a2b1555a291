import { csvOfFacts } from './csv-facts.ts'
import { csvOfReadings } from './csv-readings.ts'
import { fhirBundle } from './fhir-bundle.ts'
import type { Handed } from './handed.ts'
import { pdfFile } from './pdf-file.ts'
import { printDocument } from './print-document.ts'
import { recordLines } from './record-lines.ts'
import { type CopiedSession, readCopy } from './session-copy.ts'
import { sessionIds } from './session-ids.ts'

/** A file that is ready to leave. */
export interface MadeExport {
  readonly file: Uint8Array
  readonly simulated: boolean
  /** The chain's entry and its hash up to which the file was made. */
  readonly content: { readonly entry: number; readonly hash: string }
}

const fileOf = async (copy: Uint8Array, session: CopiedSession, handed: Handed): Promise<Uint8Array> => {
  switch (handed.kind) {
    case 'readings':
      return Buffer.from(csvOfReadings(session, handed.timeZone))
    case 'facts':
      return Buffer.from(csvOfFacts(session, handed.timeZone))
    case 'record':
      return recordLines(copy, session, handed)
    case 'fhir':
      return Buffer.from(JSON.stringify(fhirBundle(session, handed, sessionIds(session.chart.sessionId))))
    case 'pdf':
      return pdfFile(printDocument(session, handed))
  }
}

/** Makes one export from a copy of the record; null: there is no session in it. */
export const makeExport = async (copy: Uint8Array, handed: Handed): Promise<MadeExport | null> => {
  const session = readCopy(copy)
  if (session === null) return null
  const { simulated, content } = session.chart
  return { file: await fileOf(copy, session, handed), simulated, content: content ?? { entry: 0, hash: '' } }
}
