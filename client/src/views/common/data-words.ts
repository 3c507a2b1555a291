import { type ContinuousVital, VITALS, type VitalId } from '@chairside/shared/vital'
import { useTranslation } from 'react-i18next'
import { en } from '../../words/en.ts'
import { dataWords } from '../../words/numbers.ts'
import { readerOf } from '../../words/read-data.ts'

const readEvidence = readerOf(en.evidence)
const readRefusal = readerOf(en.refusal)
const readQuestion = readerOf(en.question)
const readProtocol = readerOf(en.protocolName)

/** Every name that some words take data by; what others take in is passed over. */
const NO_EVIDENCE = { value: '', minutes: '', done: '', of: '' }
const NO_REFUSAL = { value: '', low: '', high: '', other: '' }
const written = (data: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, dataWords(value)]))

const isCause = (text: string): text is keyof typeof en.cause => text in en.cause
const isSymptom = (text: string): text is keyof typeof en.symptom => text in en.symptom
const isLimit = (text: string): text is keyof typeof en.limit => text in en.limit
const isLevel = (text: string): text is keyof typeof en.level => text in en.level
const vitalWithLabel = (label: string): VitalId | undefined => (Object.keys(VITALS) as VitalId[]).find((id) => VITALS[id].label === label)

/** The short label of a vital at the bedside. */
export const useVitalLabel = (): ((vital: ContinuousVital | VitalId) => string) => {
  const { t } = useTranslation()
  return (vital) => t(`vital.${vital}`)
}

/** A2: `HR 134 > 120`: vital, value and limit. The vital by its label, the numbers as they are written here. */
export const useValueWords = (): ((text: string) => string) => {
  const { t } = useTranslation()
  return (text) => {
    const [label = '', ...rest] = text.split(' ')
    const vital = vitalWithLabel(label)
    return dataWords(vital === undefined ? text : [t(`vital.${vital}`), ...rest].join(' '))
  }
}

/** What a criterion rests on (L1): each part that is words in words, each that is numbers as it is. */
export const useEvidenceWords = (): ((evidence: string) => string) => {
  const { t } = useTranslation()
  const part = (text: string): string => {
    if (isCause(text)) return t(`cause.${text}`)
    if (isSymptom(text)) return t(`symptom.${text}`)
    const read = readEvidence(text)
    if (read === null) return dataWords(text)
    return t(`evidence.${read.key}`, { ...NO_EVIDENCE, ...written(read.data) })
  }
  return (evidence) => evidence.split(', ').map(part).join(', ')
}

/** S2: a question of the gate; one of the clinic's own in the clinic's words. */
export const useQuestionWords = (): ((words: string) => string) => {
  const { t } = useTranslation()
  return (words) => {
    const read = readQuestion(words)
    return read === null ? words : t(`question.${read.key}`)
  }
}

/** What a protocol is called; one of the clinic's own as the clinic calls it. */
export const useProtocolName = (): ((name: string) => string) => {
  const { t } = useTranslation()
  return (name) => {
    const isFirst = name.endsWith(en.protocolName.first)
    const read = readProtocol(isFirst ? name.slice(0, -en.protocolName.first.length) : name)
    return read === null ? name : `${t(`protocolName.${read.key}`)}${isFirst ? t('protocolName.first') : ''}`
  }
}

/** X13: why a limit of the patient's own is refused: `sysHighWarning: 190 is outside 130 to 180`. */
export const useRefusalWords = (): ((detail: string) => string) => {
  const { t } = useTranslation()
  /** What the other limit is called in the judge's line. */
  const called = (text: string): string => {
    if (isLevel(text)) return t(`level.${text}`).toLowerCase()
    if (isCause(text)) return t(`cause.${text}`)
    const own = `leave${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
    if (isLimit(own)) return t(`limit.${own}`)
    return text === 'the high warning' ? t('limit.sysHighWarning') : ''
  }
  return (detail) => {
    const [name = '', ...rest] = detail.split(': ')
    if (!isLimit(name)) return detail
    const line = rest.join(': ')
    const read = readRefusal(line)
    if (read === null) return `${t(`limit.${name}`)}: ${dataWords(line)}`
    const { called: other = '', ...data } = read.data
    const said = t(`refusal.${read.key}`, { ...NO_REFUSAL, ...written(data), called: called(other) })
    return `${t(`limit.${name}`)}: ${said.replace('  ', ' ')}`
  }
}
