import { parentPort, workerData } from 'node:worker_threads'
import type { ChartSettings, FromCharts, ToCharts } from './chart-messages.ts'
import { createChartDrawing } from './chart-source.ts'
import { openSqliteFile } from './sqlite-file.ts'

/** A thread for charts: judging a session again holds up no alarm. */
const serve = (port: NonNullable<typeof parentPort>, { file, headsFolder, busyTimeoutMs }: ChartSettings): void => {
  const database = openSqliteFile(file, busyTimeoutMs)
  const drawing = createChartDrawing(database, headsFolder)
  const answer = (message: FromCharts): void => port.postMessage(message)
  port.on('message', (message: ToCharts) => {
    if (message.kind === 'close') {
      database.close()
      port.close()
      return
    }
    const { id, sessionId } = message
    try {
      if (message.kind === 'build') answer({ kind: 'built', id, chart: drawing.build(sessionId) })
      else if (message.kind === 'carry')
        answer({ kind: 'carried', id, answer: drawing.carryAfterwards(sessionId, message.act, message.now) })
      else if (message.kind === 'verify') answer({ kind: 'verified', id, faults: drawing.verify(sessionId) })
      else answer({ kind: 'judged', id, answer: drawing.judgeAgain(sessionId, message.base, message.changes) })
    } catch (error) {
      answer({ kind: 'failed', id, reason: error instanceof Error ? (error.stack ?? error.message) : 'unknown' })
    }
  })
}

if (parentPort !== null) serve(parentPort, workerData as ChartSettings)
