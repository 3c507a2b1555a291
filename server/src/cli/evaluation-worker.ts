import { parentPort } from 'node:worker_threads'
import { type FoundFile, readMaterial, type Share, UnreadableFile } from './evaluation-files.ts'
import { evaluateRecording, type RecordingResult } from './evaluation-recording.ts'

/** What a thread is asked. */
export interface Job {
  readonly file: FoundFile
  readonly share: Share
}

/** What a thread answers for one job. */
export type FileResult =
  | { readonly kind: 'judged'; readonly results: readonly RecordingResult[] }
  | { readonly kind: 'unreadable'; readonly reason: string }

const judged = ({ file, share }: Job): FileResult => {
  try {
    return { kind: 'judged', results: readMaterial(file, share).map(evaluateRecording) }
  } catch (error) {
    if (error instanceof UnreadableFile) return { kind: 'unreadable', reason: error.message }
    return { kind: 'unreadable', reason: `cannot be judged: ${error instanceof Error ? error.message : String(error)}` }
  }
}

parentPort?.on('message', (job: Job) => parentPort?.postMessage(judged(job)))
