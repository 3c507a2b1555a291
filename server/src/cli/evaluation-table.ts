import { alarmCount, type LoadKind, type LoadLine, perHour } from '../domain/alarm-load.ts'
import type { ExpertCounts, TargetCounts } from './evaluation-agreement.ts'
import { type GroupReport, type Report, type RuleEffect, TARGET_NAMES } from './evaluation-report.ts'

type Cell = string | number

/** Numbers stand right, words left; every column is as wide as its widest cell. */
const tableLines = (head: readonly string[], rows: readonly (readonly Cell[])[]): readonly string[] => {
  const widths = head.map((title, index) => Math.max(title.length, ...rows.map((row) => String(row[index] ?? '').length)))
  const isNumeric = head.map((_, index) => rows.every((row) => /^(?:[-\d.]+ ?%?|–|\d+ of \d+)?$/.test(String(row[index] ?? ''))))
  const text = (row: readonly Cell[]): string =>
    row
      .map((cell, index) => (isNumeric[index] ? String(cell).padStart(widths[index] ?? 0) : String(cell).padEnd(widths[index] ?? 0)))
      .join('  ')
  return [text(head), ...rows.map(text)].map((line) => `  ${line.trimEnd()}`)
}

const hours = (ms: number): string => (ms / 3_600_000).toFixed(1)
const seconds = (ms: number): number => Math.round(ms / 1_000)
const rate = (count: number, spanMs: number): string => perHour(count, spanMs).toFixed(2)
const percent = (part: number): string => `${(100 * part).toFixed(1)} %`
const of = (found: number, all: number): string => (all === 0 ? '–' : `${found} of ${all}`)

interface LoadTable {
  readonly title: string
  readonly kinds: readonly LoadKind[]
  readonly head: readonly string[]
  readonly row: (line: LoadLine, spanMs: number) => readonly Cell[]
}

const counted = ({ count, presentMs }: LoadLine, spanMs: number): readonly Cell[] => [count, rate(count, spanMs), seconds(presentMs)]

const LOAD_TABLES: readonly LoadTable[] = [
  {
    title: 'alarms, one per vital and side, by the highest priority',
    kinds: ['vital-alarm', 'technical-alarm', 'prompt-alarm'],
    head: ['about', 'name', 'priority', 'n', 'n/h', 'seconds'],
    row: (line, spanMs) => [line.kind.replace('-alarm', ''), line.name, line.detail, ...counted(line, spanMs)],
  },
  {
    title: 'repeats of alarms',
    kinds: ['repeat'],
    head: ['name', 'because', 'n', 'n/h'],
    row: ({ name, detail, count }, spanMs) => [name, detail, count, rate(count, spanMs)],
  },
  {
    title: 'conditions',
    kinds: ['condition'],
    head: ['name', 'priority', 'n', 'n/h', 'seconds'],
    row: (line, spanMs) => [line.name, line.detail, ...counted(line, spanMs)],
  },
  {
    title: 'excursions',
    kinds: ['excursion'],
    head: ['name', 'peak and ending', 'n', 'n/h', 'seconds'],
    row: (line, spanMs) => [line.name, line.detail, ...counted(line, spanMs)],
  },
  {
    title: 'artefacts',
    kinds: ['held-back', 'rejected', 'verify'],
    head: ['what', 'name', 'reason', 'n', 'n/h', 'seconds', 'readings'],
    row: (line, spanMs) => [line.kind, line.name, line.detail, ...counted(line, spanMs), line.readings],
  },
]

const byName = (a: LoadLine, b: LoadLine): number =>
  a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name) || a.detail.localeCompare(b.detail)

const loadLines = ({ load }: GroupReport): readonly string[] =>
  LOAD_TABLES.flatMap(({ title, kinds, head, row }) => {
    const lines = load.lines.filter(({ kind }) => kinds.includes(kind)).sort(byName)
    if (lines.length === 0) return []
    return [
      ` ${title}`,
      ...tableLines(
        head,
        lines.map((line) => row(line, load.spanMs)),
      ),
    ]
  })

const targetRow = (name: string, counts: TargetCounts): readonly Cell[] => {
  const { runs, runsFound, deviceAlarms, deviceAlarmsFound, deviceFlags, deviceFlagsFound, responses, responsesFound } = counts
  const delay = runsFound === 0 ? '–' : (counts.delayMs / runsFound / 1_000).toFixed(1)
  const falseAlarms = counts.watchedMs === 0 ? '–' : rate(counts.watchedFalse, counts.watchedMs)
  return [
    name,
    of(runsFound, runs),
    delay,
    of(deviceAlarmsFound, deviceAlarms),
    of(deviceFlagsFound, deviceFlags),
    of(responsesFound, responses),
    falseAlarms,
    of(counts.watchedFalse, counts.watchedAlarms),
    of(counts.watchedFalseByValues, counts.watchedFalse),
    of(counts.alarmsCalledTechnical, counts.alarms),
  ]
}

const targetLines = (group: GroupReport): readonly string[] => {
  const rows = TARGET_NAMES.filter((name) => Object.values(group.targets[name]).some((value) => value > 0)).map((name) =>
    targetRow(name, group.targets[name]),
  )
  if (rows.length === 0) return []
  const head = ['', 'by values', 'delay s', 'device', 'device flag', 'staff acted', 'false/h', 'false', 'borne out', 'called technical']
  return [' agreement: found by the values, the device, staff; false where a device watched', ...tableLines(head, rows)]
}

const expertRow = (verdict: string, counts: ExpertCounts): readonly Cell[] => [
  verdict,
  counts.recordings,
  counts.rateAlarms,
  rate(counts.rateAlarms, counts.spanMs),
  of(counts.rateAtLabel, counts.recordings),
  of(counts.rateAlarmsContradicted, counts.rateAlarmsWithPulse),
  counts.pressureAlarms,
  rate(counts.pressureAlarms, counts.spanMs),
  of(counts.pressureAtLabel, counts.recordings),
]

const expertLines = (group: GroupReport): readonly string[] => {
  const { experts } = group
  const rows = [
    ...(experts.true === null ? [] : [expertRow('true', experts.true)]),
    ...(experts.false === null ? [] : [expertRow('false', experts.false)]),
  ]
  if (rows.length === 0) return []
  const head = ['experts', 'recordings', 'rate alarms', 'n/h', 'at the label', 'pulse in limits', 'low pressure', 'n/h', 'at the label']
  return [' alarms of heart rate and of low pressure by the verdict of experts', ...tableLines(head, rows)]
}

const ruleRow = (effect: RuleEffect): readonly Cell[] => [
  effect.inForce ? '' : '(off)',
  effect.rule,
  effect.without.alarms,
  effect.with.alarms,
  percent(effect.shareHeldBack),
  percent(effect.shareOfTimeHeldBack),
  of(effect.without.eventsFound, effect.without.events),
  of(effect.with.eventsFound, effect.with.events),
  effect.with.eventsFound === 0 ? '–' : ((effect.with.delayMs - effect.without.delayMs) / effect.with.eventsFound / 1_000).toFixed(1),
]

const changesNothing = (effect: RuleEffect): boolean => Object.keys(effect.with).every((key) => effect.with[key] === effect.without[key])

const ruleLines = ({ rules }: GroupReport): readonly string[] => {
  const rows = rules.filter((effect) => !changesNothing(effect)).map(ruleRow)
  const head = ['', 'rule', 'alarms without', 'with', 'held back', 'of time', 'events without', 'with', 'later by s']
  const idle = rules.filter(changesNothing).map(({ rule }) => rule)
  return [
    ...(rows.length === 0
      ? []
      : [' medium and high alarms held back by each rule that can be switched, and its cost', ...tableLines(head, rows)]),
    ...(idle.length === 0 ? [] : [`  without effect here: ${idle.join(', ')}`]),
  ]
}

const groupLines = (group: GroupReport): readonly string[] => [
  '',
  `${group.name}: ${group.recordings} recordings, ${hours(group.load.spanMs)} h`,
  ...loadLines(group),
  ...targetLines(group),
  ...expertLines(group),
  ...ruleLines(group),
]

const shortRow = (group: GroupReport): readonly Cell[] => {
  const { load } = group
  const { medium, high } = load.inAlarmMs.vital
  const all = (kind: LoadKind): number => load.lines.filter((line) => line.kind === kind).reduce((sum, { count }) => sum + count, 0)
  return [
    group.name,
    group.recordings,
    hours(load.spanMs),
    rate(alarmCount(load, 'vital', 'high'), load.spanMs),
    rate(alarmCount(load, 'vital', 'medium'), load.spanMs),
    rate(all('excursion'), load.spanMs),
    seconds(medium + high),
    rate(alarmCount(load, 'technical', 'medium'), load.spanMs),
  ]
}

const SHORT_HEAD = ['dataset', 'n', 'hours', 'high/h', 'medium+high/h', 'excursions/h', 'seconds in alarm', 'technical medium+high/h']

const missedLines = (report: Report): readonly string[] =>
  report.recordings.flatMap(({ name, targets }) =>
    TARGET_NAMES.flatMap((target) =>
      targets[target].missed.map(
        ({ by, fromMs, untilMs }) => `  not found: ${target} by ${by}, ${name}, ${seconds(fromMs)} to ${seconds(untilMs)} s`,
      ),
    ),
  )

const VERDICTS = { true: 'met', false: 'MISSED', null: 'not tested' } as const

/** The report for people: a short table, the aims, then every dataset at length. */
export const textOfReport = (report: Report): string => {
  const groups = [...report.datasets, report.overall]
  const aims = report.aims.map(({ aim, found, met }) => [VERDICTS[`${met}`], aim, found])
  const lines = [
    `judge version ${report.judgeVersion}; alarms about vitals, each acknowledged at once`,
    ...tableLines(SHORT_HEAD, groups.map(shortRow)),
    '',
    'aims',
    ...tableLines(['', '', ''], aims).slice(1),
    ...missedLines(report),
    ...groups.flatMap(groupLines),
    ...(report.unreadable.length === 0 ? [] : ['', `${report.unreadable.length} unreadable`]),
  ]
  return `${lines.join('\n')}\n`
}
