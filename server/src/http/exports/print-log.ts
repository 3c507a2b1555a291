import type { Entry } from '@chairside/shared/entry'
import type { FactOf } from '@chairside/shared/fact'
import { PERSONAL_LIMITS, type PersonalLimits } from '@chairside/shared/personal-limits'
import type { EventPicture } from '@chairside/shared/picture'
import { scoreOf } from '@chairside/shared/scores'
import type { TimelineItem } from '@chairside/shared/timeline'
import { VITALS } from '@chairside/shared/vital'
import type { Saying } from './print-words.ts'

/** What was entered, in one short line. */
export const entryWords = (entry: Entry, { words, say }: Saying): string => {
  const { entry: said, criterion } = words
  const yesNo = (value: boolean): string => (value ? said.yes : said.no).toLowerCase()
  switch (entry.kind) {
    case 'sedation':
      return `${said.sedation} ${entry.moaas}`
    case 'orientation':
      return `${criterion.D8} ${entry.correct}/4`
    case 'dissociation':
      return entry.scale === '0-10'
        ? `${criterion.D9} ${entry.value}/10`
        : say(said.cadssSaid, { value: entry.value, highest: entry.highestItem })
    case 'gait':
      return `${said.gaitSteady}: ${yesNo(entry.steady)}${entry.dizzy ? `, ${said.gaitDizzy.toLowerCase()}` : ''}`
    case 'nausea':
      return `${said.nausea}: ${said[entry.level]}`
    case 'pain':
      return `${said.pain}: ${yesNo(entry.newModerateOrSevere)}`
    case 'safety':
      return `${said.safety}: ${yesNo(entry.concern)}`
    case 'iv-out':
      return said['iv-out']
    case 'escort':
      return `${criterion.D15}: ${yesNo(entry.present)}${entry.name === '' ? '' : `, ${entry.name}`}`
    case 'instructions':
      return `${criterion.D16}: ${yesNo(entry.understood)}`
    case 'aldrete':
      return `${said.aldrete} ${scoreOf(entry)?.value}`
    case 'padss':
      return `${said.padss} ${scoreOf(entry)?.value}`
    case 'oxygen':
      return entry.on ? said.oxygenOn : said.oxygenOff
    case 'medication':
      return `${entry.name} ${entry.dose}`.trim()
    case 'note':
      return entry.text
    case 'symptom':
      return `${words.symptom[entry.symptom]}, ${words.severity[entry.severity]}`
    case 'position':
      return words.position[entry.position]
    case 'intervention':
      return words.intervention[entry.intervention]
    case 'drug-account':
      return say(said.drugAccount, { lot: entry.lot, drawn: entry.drawnMg, wasted: entry.wastedMg, witness: entry.witness })
    case 'drug-drawn':
      return say(said['drug-drawn'], { lot: entry.lot, mg: entry.drawnMg })
    case 'drug-wasted':
      return say(said['drug-wasted'], { mg: entry.wastedMg, witness: entry.witness })
    case 'step':
      return entry.name
    case 'rass':
      return `RASS ${entry.value > 0 ? '+' : ''}${entry.value}`
    case 'nausea-score':
      return `${said.nausea} ${entry.value}/10`
    case 'pain-score':
      return `${said.painScore} ${entry.value}/10`
    case 'anxiety-score':
      return `${said.anxietyScore} ${entry.value}/10`
  }
}

const BY_HAND = ['hr', 'spo2', 'rr', 'temp'] as const

const handWords = (reading: FactOf<'vitals-entered'>['reading'], { words, number }: Saying): string =>
  [
    ...(reading.sys === undefined || reading.dia === undefined ? [] : [`${reading.sys}/${reading.dia} ${VITALS.sys.unit}`]),
    ...BY_HAND.flatMap((vital) => (reading[vital] === undefined ? [] : [`${words.vital[vital]} ${number(reading[vital], 1)}`])),
  ].join(', ')

const phaseWords = ({ from, to, early }: FactOf<'phase-changed'>, { words }: Saying): string => {
  const { log } = words
  if (to === 'infusing') return from === 'paused' ? log.resumed : log.started
  if (to === 'baseline') return log.baseline
  if (to === 'paused') return log.paused
  if (to === 'recovering') return early ? log.stoppedEarly : log.complete
  return words.phase[to]
}

const limitWords = (limits: PersonalLimits, { words, number }: Saying): string =>
  PERSONAL_LIMITS.flatMap((name) => (limits[name] === undefined ? [] : [`${words.limit[name]} ${number(limits[name], 1)}`])).join(', ')

/** What was done or judged, in one short line. `labels`: what monitors are called, by their id. */
export const logWords = (
  item: TimelineItem,
  events: readonly EventPicture[],
  labels: ReadonlyMap<string, { readonly label: string }>,
  saying: Saying,
): string => {
  const { words, say, number, clock } = saying
  const { log } = words
  switch (item.kind) {
    case 'monitor-bound':
    case 'monitor-released':
      return say(log[item.kind], { source: labels.get(item.sourceId)?.label ?? item.sourceId })
    case 'wrong-patient-resolved':
    case 'cannulated':
    case 'answer-reviewed':
    case 'planned-end-reached':
    case 'help-called':
    case 'help-ended':
    case 'measure-asked':
    case 'measure-unanswered':
    case 'countersigned':
      return log[item.kind]
    case 'holds-overridden':
      return say(log['holds-overridden'], { holds: item.holds.map(saying.data.hold).join(', ') })
    case 'phase-changed':
      return phaseWords(item, saying)
    case 'rate-changed':
      return say(log['rate-changed'], { rate: number(item.rateMlPerHour, 1) })
    case 'vitals-entered':
      return say(log['vitals-entered'], { values: handWords(item.reading, saying) })
    case 'excursion-opened':
      return say(item.confirmed ? log.opened : log.openedUnconfirmed, {
        side: words.side[item.side],
        level: words.level[item.level].toLowerCase(),
        set: `${item.sys}/${item.dia}`,
      })
    case 'excursion-confirmed':
      return say(log['excursion-confirmed'], { side: words.side[item.side] })
    case 'excursion-level':
      return say(log['excursion-level'], { side: words.side[item.side], level: words.level[item.level].toLowerCase() })
    case 'excursion-closed':
      return say(log['excursion-closed'], { side: words.side[item.side], ending: words.ending[item.ending] })
    case 'alarm-acknowledged':
      return item.plan === null ? log.acknowledged : say(log.acknowledgedWith, { plan: words.plan[item.plan] })
    case 'sound-paused':
      return say(log['sound-paused'], { seconds: item.pauseMs / 1_000 })
    case 'off-monitor-began':
      return say(log['off-monitor-began'], { reason: words.off.reason[item.reason], until: clock(item.untilAt) })
    case 'off-monitor-ended':
      return say(log['off-monitor-ended'], { because: log.because[item.because] })
    case 'set-marked':
      return say(item.artefact ? log.marked : log.markTaken, { time: clock(item.readAt) })
    case 'entry-corrected': {
      const corrected = events.find(({ factSeq }) => factSeq === item.corrects)
      return say(log.corrected, { what: corrected === undefined ? '' : entryWords(corrected.entry, saying) })
    }
    case 'person-confirmed':
      return say(log['person-confirmed'], { name: item.person.name, purpose: purposeWords(item.purpose, saying) })
    case 'infusion-time-amended':
      return say(log['infusion-time-amended'], { from: clock(item.statedAt), to: clock(item.happenedAt) })
    case 'responsible-changed':
      return say(words.handover.log[item.how], { from: item.from.name })
    case 'handover-offered':
      return item.note === null ? words.handover.log.offered : say(words.handover.log.offeredWith, { note: item.note })
    case 'handover-withdrawn':
      return words.handover.log.withdrawn
    case 'personal-limits-set':
      return item.limits === null ? log.limitsBack : say(log.limitsSet, { list: limitWords(item.limits, saying) })
  }
}

const purposeWords = (purpose: FactOf<'person-confirmed'>['purpose'], { words }: Saying): string => words.log.purpose[purpose]
