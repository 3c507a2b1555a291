import { pino } from 'pino'
import type { Log } from '../ports/log.ts'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'

/** One JSON object a line on standard output. Cookies, tokens and passwords are blotted out wherever they might slip in. */
export const createLog = (level: LogLevel): Log => {
  const logger = pino({
    level,
    base: null,
    redact: { paths: ['*.cookie', '*.token', '*.password', '*.patient', 'cookie', 'token', 'password', 'patient'], censor: '***' },
  })
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  }
}
