import { storyFaultOf } from './faults/fault-spec.ts'
import {
  type Expectation,
  type FaultEvent,
  type Scenario,
  type ScenarioEvent,
  type ScenarioPatient,
  type StaffStep,
  TROUBLES,
  type TroubleEvent,
  type UnplugEvent,
} from './scenario.ts'
import { expectationIn } from './scenario-claims.ts'
import { fault, headAndTail, LineFault, momentIn, numberIn, oneOf, secondsOf, stretchIn, timingIn } from './scenario-grammar.ts'

/** What is wrong with a file: one line for each mistake, `FILE:LINE: reason`. */
export class ScenarioFault extends Error {}

/** Key of the file, field, bounds. */
const PATIENT_NUMBERS = {
  age: ['ageYears', 18, 90],
  'baseline-sys': ['baselineSys', 80, 200],
  'baseline-dia': ['baselineDia', 40, 120],
  'baseline-hr': ['baselineHr', 35, 130],
  'baseline-spo2': ['baselineSpo2', 80, 100],
  'baseline-rr': ['baselineRr', 6, 30],
  'gain-sys': ['gainSys', -30, 90],
  'gain-dia': ['gainDia', -20, 60],
  'gain-hr': ['gainHr', -30, 60],
  nausea: ['nausea', 0, 1],
} as const satisfies Readonly<Record<string, readonly [keyof ScenarioPatient, number, number]>>
const PATIENT_TRAITS = {
  hypertensive: 'hypertensive',
  'beta-blocked': 'betaBlocked',
  music: 'music',
} as const satisfies Readonly<Record<string, keyof ScenarioPatient>>

/** Vital of the file, field that is reached, field that is added, bounds of what is reached. */
const EFFECTS = {
  sys: ['toSys', 'addSys', 40, 270],
  dia: ['toDia', 'addDia', 20, 210],
  hr: ['toHr', 'addHr', 0, 220],
  spo2: ['toSpo2', null, 30, 100],
  rr: ['toRr', null, 0, 60],
} as const satisfies Readonly<Record<string, readonly [keyof ScenarioEvent, keyof ScenarioEvent | null, number, number]>>
const MOST_ADDED = 100

const isKey = <Table extends object>(table: Table, key: string): key is Table extends Table ? keyof Table & string : never =>
  Object.hasOwn(table, key)

const patientIn = (given: string): ScenarioPatient => {
  const patient: Record<string, number | boolean> = {}
  for (const part of given.split(',').map((one) => one.trim())) {
    const [key = '', value, ...more] = part.split(/\s+/)
    if (more.length > 0) fault(`"${more.join(' ')}" is too much; a comma parts what is said of the patient`)
    if (isKey(PATIENT_TRAITS, key)) {
      if (value !== undefined && value !== 'no') fault(`after "${key}" only "no" may stand`)
      patient[PATIENT_TRAITS[key]] = value !== 'no'
    } else if (isKey(PATIENT_NUMBERS, key)) {
      const [field, low, high] = PATIENT_NUMBERS[key]
      patient[field] = numberIn(key, value ?? '', low, high)
    } else oneOf('What is said of the patient', [...Object.keys(PATIENT_NUMBERS), ...Object.keys(PATIENT_TRAITS)], key)
  }
  return patient
}

const eventIn = (given: string): ScenarioEvent => {
  const [head, tail] = headAndTail(given)
  const { untilPause, ...timing } = timingIn(head)
  const effects: Record<string, number | true> = {}
  for (const part of tail.split(',').map((one) => one.trim())) {
    const [name = '', value = '', ...more] = part.split(/\s+/)
    if (more.length > 0) fault(`"${more.join(' ')}" is too much; a comma parts what happens`)
    if (name === 'vomits' || name === 'pain') {
      if (value !== '') fault(`after "${name}" nothing may stand`)
      effects[name] = true
    } else if (isKey(EFFECTS, name)) {
      const [to, add, low, high] = EFFECTS[name]
      if (!/^[+-]/.test(value)) effects[to] = numberIn(name, value, low, high)
      else if (add === null) fault(`${name} can only be brought to a value, as in "${name} ${high}"`)
      else effects[add] = numberIn(name, value, -MOST_ADDED, MOST_ADDED)
    } else oneOf('What happens', [...Object.keys(EFFECTS), 'vomits', 'pain'], name)
  }
  const isLasting = Object.keys(effects).some((name) => name !== 'vomits')
  if (isLasting && Number.isNaN(timing.lastsSec)) fault('how long it lasts is missing: "for 75 s", "for good" or "until pause"')
  const lastsSec = Number.isNaN(timing.lastsSec) ? 0 : timing.lastsSec
  return { ...timing, lastsSec, ...(untilPause ? { untilPause } : {}), ...effects }
}

const troubleIn = (given: string): TroubleEvent => {
  const [head, tail] = headAndTail(given)
  const { after, delayMin, lastsSec } = stretchIn(head)
  if (lastsSec === null) return fault('how long it lasts is missing: "for 75 s" or "for good"')
  return { after, delayMin, lastsSec, trouble: oneOf('A trouble', TROUBLES, tail) }
}

const faultIn = (given: string): FaultEvent => {
  const [head, tail] = headAndTail(given)
  const { after, delayMin, lastsSec } = stretchIn(head)
  const spec = storyFaultOf(tail, lastsSec)
  return typeof spec === 'string' ? fault(`${tail}: ${spec}`) : { after, delayMin, spec }
}

const unplugIn = (given: string): UnplugEvent => {
  const [, moment, shortest, longest = shortest, unit] = /^(.+),\s*for\s+([\d.]+)(?:-([\d.]+))?\s*(s|min)$/.exec(given) ?? []
  if (moment === undefined || shortest === undefined || unit === undefined)
    return fault('must be such as "infusion-start + 18 min, for 45-90 s"')
  const [shortestSec, longestSec] = [secondsOf('"for"', `${shortest} ${unit}`), secondsOf('"for"', `${longest} ${unit}`)]
  if (longestSec < (shortestSec ?? 0)) fault('the longest time is shorter than the shortest')
  return { ...momentIn(moment), shortestSec, longestSec }
}

const DEEDS = ['pause', 'resume', 'stop-early', 'give'] as const
const GROUPS = ['benzodiazepine', 'iv-antihypertensive', 'antiemetic'] as const

const staffIn = (given: string): StaffStep => {
  const [head, tail] = headAndTail(given)
  const moment = momentIn(head)
  const [deed = '', ...words] = tail.split(/\s+/)
  const does = oneOf('What staff do', DEEDS, deed)
  if (does !== 'give') {
    if (words.length > 0) fault(`after "${does}" nothing may stand`)
    return { ...moment, does }
  }
  const [group = '', name = '', ...dose] = words
  const step = { ...moment, does, group: oneOf('A drug', GROUPS, group), name, dose: dose.join(' ') }
  if (name === '' || dose.length === 0) fault('a drug has a name and a dose, as in "give antiemetic Ondansetron 4 mg"')
  return step
}

interface Draft {
  title: string | null
  patient: ScenarioPatient
  recoverySlowedBy: number
  unplug: UnplugEvent | null
  readonly events: ScenarioEvent[]
  readonly troubles: TroubleEvent[]
  readonly faults: FaultEvent[]
  readonly staff: StaffStep[]
  readonly expectations: Expectation[]
}

const once = <Value>(before: Value | null, keyword: string, value: Value): Value =>
  before === null ? value : fault(`"${keyword}" stands here a second time`)

/** What each line begins with, and what it does to the draft. */
const KEYWORDS: Readonly<Record<string, (draft: Draft, rest: string, line: number) => void>> = {
  title: (draft, rest) => {
    draft.title = once(draft.title, 'title', rest)
  },
  patient: (draft, rest) => {
    draft.patient = { ...draft.patient, ...patientIn(rest) }
  },
  recovery: (draft, rest) => {
    const [, times] = /^slowed-by\s+(\S+)$/.exec(rest) ?? fault('must be such as "slowed-by 2"')
    draft.recoverySlowedBy = numberIn('slowed-by', times ?? '', 1, 5)
  },
  event: (draft, rest) => {
    draft.events.push(eventIn(rest))
  },
  trouble: (draft, rest) => {
    draft.troubles.push(troubleIn(rest))
  },
  fault: (draft, rest) => {
    draft.faults.push(faultIn(rest))
  },
  unplug: (draft, rest) => {
    draft.unplug = once(draft.unplug, 'unplug', unplugIn(rest))
  },
  staff: (draft, rest) => {
    draft.staff.push(staffIn(rest))
  },
  must: (draft, rest, line) => {
    draft.expectations.push(expectationIn(rest, true, line))
  },
  'must-not': (draft, rest, line) => {
    draft.expectations.push(expectationIn(rest, false, line))
  },
}

/**
 * Reads a scenario. `name` is that of the file, for the report of mistakes; its base name without number and ending is the id.
 * Throws a `ScenarioFault` that lists every mistake with its line.
 */
export const parseScenario = (text: string, name: string): Scenario => {
  const draft: Draft = {
    title: null,
    patient: {},
    recoverySlowedBy: 1,
    unplug: null,
    events: [],
    troubles: [],
    faults: [],
    staff: [],
    expectations: [],
  }
  const faults: string[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/#.*$/, '').trim()
    if (line === '') continue
    const [keyword = ''] = line.split(/\s+/)
    const rest = line.slice(keyword.length).trim()
    try {
      const read = KEYWORDS[oneOf('A line', Object.keys(KEYWORDS), keyword)]
      if (rest === '') fault(`after "${keyword}" nothing stands`)
      read?.(draft, rest, index + 1)
    } catch (error) {
      if (!(error instanceof LineFault)) throw error
      faults.push(`${name}:${index + 1}: ${error.message}.`)
    }
  }
  const { title, ...rest } = draft
  if (title === null) faults.push(`${name}:1: a line "title" is missing.`)
  if (title === null || faults.length > 0) throw new ScenarioFault(faults.join('\n'))
  return { id: idOf(name), title, ...rest }
}

const idOf = (name: string): string => (name.split('/').at(-1) ?? name).replace(/\.[^.]*$/, '').replace(/^\d+-/, '')
