import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sourceIdSchema } from '@chairside/shared/identity'
import { LOCK_AFTER, type LockAfter } from '@chairside/shared/screen-lock'
import { MINUTE_MS } from '@chairside/shared/time'
import { z } from 'zod'
import type { LogLevel } from './log.ts'
import { type Practice, readPractice } from './read-practice.ts'

export interface DemoDevice {
  readonly sourceId: z.output<typeof sourceIdSchema>
  readonly label: string
  readonly token: string
}

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly chairs: number
  readonly clinic: string
  readonly timeZone: string
  /** Origins allowed beside the server's own, e.g. of a proxy. */
  readonly origins: readonly string[]
  readonly mode: 'clinic' | 'demo'
  readonly speed: number
  /** Where room time begins, in demo mode alone; null: now. A record that reaches further always wins. */
  readonly roomStart: number | null
  /** The built client; null: where it lies beside the built server. */
  readonly clientDir: string | null
  readonly logLevel: LogLevel
  /** How long waves are kept after they were traced; numbers and facts stay. */
  readonly waveDays: number
  readonly practice: Practice
  /** How long a screen may stand untouched before it locks, by where it stands. */
  readonly lockAfter: LockAfter
  readonly demo: { readonly password: string; readonly devices: readonly DemoDevice[] } | null
}

export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly faults: readonly string[] }

const PREFIX = 'CHAIRSIDE_'
/** Read by tests alone, never by the server. */
const NOT_OURS = new Set(['CHAIRSIDE_CORPUS'])

/** What one board shows at a glance; simulated rooms may be larger, to be measured. */
const MOST_CHAIRS = 24
const MOST_SIMULATED_CHAIRS = 1_000

const whole = (low: number, high: number) => z.coerce.number().int().min(low).max(high)

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text

const parsedJson = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' })
    return z.NEVER
  }
})

const demoDevices = parsedJson.pipe(
  z
    .array(z.strictObject({ sourceId: sourceIdSchema, label: z.string().min(1).max(60), token: z.string().min(16).max(200) }))
    .max(MOST_SIMULATED_CHAIRS),
)

const variables = z.strictObject({
  CHAIRSIDE_PORT: whole(0, 65_535).default(8420),
  CHAIRSIDE_HOST: z.string().min(1).default('127.0.0.1'),
  CHAIRSIDE_DATA_DIR: z.string().min(1).default('./data'),
  CHAIRSIDE_CHAIRS: whole(1, MOST_SIMULATED_CHAIRS).default(6),
  CHAIRSIDE_CLINIC: z.string().min(1).max(80).default('Chairside'),
  CHAIRSIDE_TIME_ZONE: z.string().refine(isTimeZone, 'is not a time zone').default('UTC'),
  CHAIRSIDE_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((origins) => origins.every(isOrigin), 'must be origins such as https://host, parted by commas')
    .default([]),
  CHAIRSIDE_MODE: z.enum(['clinic', 'demo']).default('clinic'),
  CHAIRSIDE_SPEED: z.coerce.number().min(1).max(1_000).default(1),
  CHAIRSIDE_ROOM_START: z.coerce.number().int().min(0).max(8.64e15).optional(),
  CHAIRSIDE_CLIENT_DIR: z.string().min(1).optional(),
  CHAIRSIDE_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  CHAIRSIDE_WAVE_DAYS: whole(1, 3_650).default(30),
  CHAIRSIDE_LOCK_DESK_MIN: whole(1, 240).default(LOCK_AFTER.deskMs / MINUTE_MS),
  CHAIRSIDE_LOCK_CHAIRSIDE_MIN: whole(1, 240).default(LOCK_AFTER.chairsideMs / MINUTE_MS),
  CHAIRSIDE_PROFILE: z.string().optional(),
  CHAIRSIDE_PROTOCOL_FILE: z.string().min(1).optional(),
  CHAIRSIDE_FIRST_INFUSION_PROTOCOL_FILE: z.string().min(1).optional(),
  CHAIRSIDE_LISTS_FILE: z.string().min(1).optional(),
  CHAIRSIDE_COURSE_FILE: z.string().min(1).optional(),
  CHAIRSIDE_DEMO_PASSWORD: z.string().min(8, 'must have 8 characters or more').max(256).optional(),
  CHAIRSIDE_DEMO_DEVICE_TOKENS: demoDevices.optional(),
})

const SECRETS = new Set(['CHAIRSIDE_DEMO_PASSWORD', 'CHAIRSIDE_DEMO_DEVICE_TOKENS'])

/** Rules that bind two variables; each is judged on what was given, whether or not the rest is right. */
const crossFaults = (given: Readonly<Record<string, string>>): readonly string[] => {
  const faults: string[] = []
  const isDemo = given.CHAIRSIDE_MODE === 'demo'
  if (!isDemo && Number(given.CHAIRSIDE_SPEED ?? 1) > 1) faults.push('CHAIRSIDE_SPEED above 1 needs CHAIRSIDE_MODE=demo')
  if (!isDemo && given.CHAIRSIDE_ROOM_START !== undefined) faults.push('CHAIRSIDE_ROOM_START needs CHAIRSIDE_MODE=demo')
  if (isDemo && given.CHAIRSIDE_DEMO_PASSWORD === undefined) faults.push('CHAIRSIDE_DEMO_PASSWORD is needed in demo mode')
  if (!isDemo && Number(given.CHAIRSIDE_CHAIRS ?? 1) > MOST_CHAIRS)
    faults.push(`CHAIRSIDE_CHAIRS: a clinic's room has ${MOST_CHAIRS} at most`)
  for (const name of SECRETS)
    if (!isDemo && given[name] !== undefined) faults.push(`${name} is for demo mode alone: a clinic has no demo accounts`)
  return faults
}

/** The configuration of the environment's `CHAIRSIDE_*` variables, or every fault at once. An unknown variable is a fault. */
export const readConfig = (
  environment: Readonly<Record<string, string | undefined>>,
  readText: (file: string) => string = (file) => readFileSync(file, 'utf8'),
): ConfigResult => {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment))
    if (name.startsWith(PREFIX) && !NOT_OURS.has(name) && value !== undefined) given[name] = value
  const parsed = variables.safeParse(given)
  const practice = readPractice(given, readText)
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap(faultOf)),
    ...crossFaults(given),
    ...(practice.ok ? [] : practice.faults),
  ]
  if (!parsed.success || !practice.ok || faults.length > 0) return { ok: false, faults }
  const values = parsed.data
  return {
    ok: true,
    config: {
      port: values.CHAIRSIDE_PORT,
      host: values.CHAIRSIDE_HOST,
      dataDir: resolve(values.CHAIRSIDE_DATA_DIR),
      chairs: values.CHAIRSIDE_CHAIRS,
      clinic: values.CHAIRSIDE_CLINIC,
      timeZone: values.CHAIRSIDE_TIME_ZONE,
      origins: values.CHAIRSIDE_ORIGINS,
      mode: values.CHAIRSIDE_MODE,
      speed: values.CHAIRSIDE_SPEED,
      roomStart: values.CHAIRSIDE_ROOM_START ?? null,
      clientDir: values.CHAIRSIDE_CLIENT_DIR === undefined ? null : resolve(values.CHAIRSIDE_CLIENT_DIR),
      logLevel: values.CHAIRSIDE_LOG,
      waveDays: values.CHAIRSIDE_WAVE_DAYS,
      practice: practice.practice,
      lockAfter: { deskMs: values.CHAIRSIDE_LOCK_DESK_MIN * MINUTE_MS, chairsideMs: values.CHAIRSIDE_LOCK_CHAIRSIDE_MIN * MINUTE_MS },
      demo:
        values.CHAIRSIDE_DEMO_PASSWORD === undefined
          ? null
          : { password: values.CHAIRSIDE_DEMO_PASSWORD, devices: values.CHAIRSIDE_DEMO_DEVICE_TOKENS ?? [] },
    },
  }
}

const faultOf = (issue: z.core.$ZodIssue): readonly string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => `${key} is not a setting of this server`)
    : [`${String(issue.path[0])}: ${issue.message}`]
