import { parentPort, workerData } from 'node:worker_threads'
import { answerAsked } from '../threads/answer-asked.ts'
import { createChartDrawing } from './chart-source.ts'
import type { ChartSettings } from './chart-thread.ts'
import { openSqliteFile } from './sqlite-file.ts'

/** A thread for charts: judging a session again holds up no alarm. */
const serve = (port: NonNullable<typeof parentPort>, { file, headsFolder, busyTimeoutMs }: ChartSettings): void => {
  const database = openSqliteFile(file, busyTimeoutMs)
  answerAsked(port, createChartDrawing(database, headsFolder), {
    reasonOf: (error) => (error instanceof Error ? (error.stack ?? error.message) : 'unknown'),
    closing: () => void database.close(),
  })
}

if (parentPort !== null) serve(parentPort, workerData as ChartSettings)
