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
    const { id } = message
    try {
      if (message.kind === 'build') answer({ kind: 'built', id, chart: drawing.build(message.sessionId) })
      else if (message.kind === 'carry')
        answer({ kind: 'carried', id, answer: drawing.carryAfterwards(message.sessionId, message.act, message.now) })
      else if (message.kind === 'verify') answer({ kind: 'verified', id, faults: drawing.verify(message.sessionId) })
      else if (message.kind === 'review') answer({ kind: 'reviewed', id, answer: drawing.alarms.review(...message.asked) })
      else if (message.kind === 'episodes') answer({ kind: 'listed', id, answer: drawing.alarms.episodes(...message.asked) })
      else if (message.kind === 'sessions-in') answer({ kind: 'found', id, answer: drawing.alarms.sessionsIn(...message.asked) })
      else if (message.kind === 'weigh') answer({ kind: 'weighed', id, answer: drawing.weigh(...message.asked) })
      else if (message.kind === 'copy') answer({ kind: 'copied', id, copy: drawing.copy(message.sessionId) })
      else answer({ kind: 'judged', id, answer: drawing.judgeAgain(message.sessionId, message.base, message.changes) })
    } catch (error) {
      answer({ kind: 'failed', id, reason: error instanceof Error ? (error.stack ?? error.message) : 'unknown' })
    }
  })
}

if (parentPort !== null) serve(parentPort, workerData as ChartSettings)
