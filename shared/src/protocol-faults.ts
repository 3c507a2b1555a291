import type { z } from 'zod'
import { PRIORITIES } from './alarm.ts'
import { PERSONAL_LIMITS } from './personal-limits.ts'
import { orderFaults, type ProtocolFault } from './protocol-order.ts'
import { atPath, numberAt } from './protocol-path.ts'
import { protocolSchema } from './protocol-rules.ts'

const KINDS: Readonly<Record<string, string>> = { int: 'a whole number', record: 'a section', object: 'a section', array: 'a list' }

const shown = (value: unknown): string => (typeof value === 'number' || typeof value === 'string' ? String(value) : typeof value)

const wordsOf = (issue: z.core.$ZodIssue, given: unknown): string => {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `is shorter than ${String(issue.minimum)}`
        : `${shown(given)} is below ${String(issue.minimum)}, the lowest that is allowed`
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `is longer than ${String(issue.maximum)}`
        : `${shown(given)} is above ${String(issue.maximum)}, the highest that is allowed`
    case 'invalid_type':
      return given === undefined ? 'is missing' : `must be ${KINDS[issue.expected] ?? `a ${issue.expected}`}`
    case 'invalid_value':
      return `${shown(given)} is none of ${issue.values.map(String).join(', ')}`
    case 'invalid_format':
      return `${shown(given)} is not of the form ask.some-words`
    default:
      return issue.message
  }
}

/** Faults of shape and range, each by its path. An unknown rule is a fault of its own. */
const shapeFaults = (value: unknown): readonly ProtocolFault[] => {
  const parsed = protocolSchema.safeParse(value)
  if (parsed.success) return []
  return parsed.error.issues.flatMap((issue): readonly ProtocolFault[] => {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is no rule of a protocol' }))
    const given = path.reduce<unknown>((part, key) => (part === null || part === undefined ? part : (part as never)[key]), value)
    return [{ path: path.join('.') || 'protocol', message: wordsOf(issue, given) }]
  })
}

/** A group of T makes one alarm, the highest present: the further limit may not be the lesser one (T4). */
const GROUPED = [
  ['spo2-low', 'spo2-desat'],
  ['hr-high', 'hr-extreme-high'],
  ['hr-low', 'hr-extreme-low'],
  ['hr-extreme-low', 'no-pulse'],
  ['rr-low', 'apnoea'],
] as const

const priorityFaults = (value: unknown): readonly ProtocolFault[] =>
  GROUPED.flatMap(([nearer, further]) => {
    const rank = (condition: string) => (PRIORITIES as readonly unknown[]).indexOf(atPath(value, `limits.${condition}.priority`))
    if (rank(nearer) <= rank(further) || rank(further) < 0) return []
    const message = `${PRIORITIES[rank(further)]} is below ${PRIORITIES[rank(nearer)]}, that of ${nearer}`
    return [{ path: `limits.${further}.priority`, message }]
  })

/** T2: where the clearing bands of both sides overlap, no value clears both. */
const bandFaults = (value: unknown): readonly ProtocolFault[] =>
  (['hr', 'rr', 'etco2'] as const).flatMap((vital) => {
    const of = (side: 'low' | 'high', what: 'limit' | 'hysteresis') => numberAt(value, `limits.${vital}-${side}.${what}`)
    const [low, lowBand, high, highBand] = [of('low', 'limit'), of('low', 'hysteresis'), of('high', 'limit'), of('high', 'hysteresis')]
    if (low === null || lowBand === null || high === null || highBand === null) return []
    if (low >= high || low + lowBand <= high - highBand) return []
    return [{ path: `limits.${vital}-low.hysteresis`, message: `clears at ${low + lowBand}, above where ${vital}-high clears` }]
  })

const delayFaults = (value: unknown): readonly ProtocolFault[] => {
  const faults: ProtocolFault[] = []
  const recheck = numberAt(value, 'cuff.recheckAfterWarningMs')
  const late = numberAt(value, 'cuff.recheckWarningOverdueLowMs')
  const overdue = numberAt(value, 'cuff.recheckOverdueMs')
  if (recheck !== null && late !== null && overdue !== null && recheck < overdue && recheck + late > overdue)
    faults.push({ path: 'cuff.recheckWarningOverdueLowMs', message: `is reached at ${recheck + late}, after recheckOverdueMs ${overdue}` })
  const steps = atPath(value, 'escalation.highMs')
  if (Array.isArray(steps))
    steps.forEach((step: unknown, index) => {
      const before: unknown = steps[index - 1]
      if (typeof step === 'number' && typeof before === 'number' && step <= before)
        faults.push({ path: `escalation.highMs.${index}`, message: `${step} does not come after ${before}` })
    })
  return faults
}

/**
 * X13: what a physician may choose from. It need not hold the protocol's own number: a protocol that moves one limit is no contradiction
 * for what else is offered, and a limit that is off is simply not there to be replaced.
 */
const personalFaults = (value: unknown): readonly ProtocolFault[] =>
  PERSONAL_LIMITS.flatMap((name): readonly ProtocolFault[] => {
    const path = `personal.${name}`
    const low = numberAt(value, `${path}.low`)
    const high = numberAt(value, `${path}.high`)
    if (low === null || high === null) return []
    return low > high ? [{ path: `${path}.low`, message: `${low} is above high ${high}` }] : []
  })

const questionFaults = (value: unknown): readonly ProtocolFault[] => {
  const questions = atPath(value, 'gate.questions')
  if (!Array.isArray(questions)) return []
  const ids = questions.map((question: unknown) => atPath(question, 'id'))
  return ids.flatMap((id, index) =>
    typeof id === 'string' && ids.indexOf(id) < index ? [{ path: `gate.questions.${index}.id`, message: `${id} is asked twice` }] : [],
  )
}

/**
 * Every fault of what should be a protocol, by path: shape, numbers outside what is allowed, and numbers that contradict each other.
 * None: it may be judged by, whole.
 */
export const protocolFaults = (value: unknown): readonly ProtocolFault[] => [
  ...shapeFaults(value),
  ...orderFaults(value),
  ...priorityFaults(value),
  ...bandFaults(value),
  ...delayFaults(value),
  ...personalFaults(value),
  ...questionFaults(value),
]
