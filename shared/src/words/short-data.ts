import type { EvidencePart } from '../evidence.ts'
import { type Hold, isGateItem } from '../session.ts'
import { isVitalId, VITALS, type VitalId } from '../vital.ts'
import type { enClinicalWords } from './en-clinical.ts'
import { enDataWords } from './en-data.ts'
import { filled, type WordsIn } from './words-in.ts'

type Clinical = Pick<typeof enClinicalWords, 'cause' | 'symptom' | 'vital' | 'hold' | 'gateOpen'>

/** The parts of a language's catalogue that short data are said by. */
export type ShortDataWords = WordsIn<Clinical & typeof enDataWords>

/** Says what the judge states as short data: codes by the words of a language, numbers with its mark, everything else as it came. */
export interface ShortData {
  /** `HR 134.5 > 120`: the vital by its label, the numbers as they are written. */
  value(text: string): string
  /** What an alarm's text names: a symptom, a vital, or a value with its limit. */
  subject(text: string): string
  /** L1: what a criterion rests on; empty where there is nothing. */
  evidence(parts: readonly EvidencePart[]): string
  /** S2: a question of the gate; one of the clinic's own in the clinic's words. */
  question(words: string): string
  /** S2: what holds a start, as what is the case. */
  hold(hold: Hold): string
  /** What a protocol is called; one of the clinic's own as the clinic calls it. */
  protocol(name: string): string
}

/** Which key of the English words a text is; undefined: none. */
const keyOf = <Key extends string>(words: Readonly<Record<Key, string>>, text: string): Key | undefined =>
  (Object.keys(words) as Key[]).find((key) => words[key] === text)
const vitalOf = (label: string): VitalId | undefined => (Object.keys(VITALS) as VitalId[]).find((id) => VITALS[id].label === label)

/** Data with their numbers as a language writes them: `77.5 kg`, in Spanish `77,5 kg`. */
export const withMark = (text: string, mark: string): string => text.replace(/(\d)\.(\d)/g, `$1${mark}$2`)

export const shortDataIn = (words: ShortDataWords, mark: string): ShortData => {
  const written = (value: number): string => String(value).replace('.', mark)
  const value = (text: string): string => {
    const [label = '', ...rest] = text.split(' ')
    const vital = vitalOf(label)
    return withMark(vital === undefined ? text : [words.vital[vital], ...rest].join(' '), mark)
  }
  const part = (one: EvidencePart): string => {
    if (one.code === 'alarm') return words.cause[one.cause]
    if (one.code === 'symptom') return `${words.symptom[one.symptom]}, ${words.severity[one.severity]}`
    return filled(words.evidence[one.code], one, written)
  }
  const question = (text: string): string => {
    const key = keyOf(enDataWords.question, text)
    return key === undefined ? text : words.question[key]
  }
  return {
    value,
    subject: (text) => {
      if (isVitalId(text)) return words.vital[text]
      return text in words.symptom ? words.symptom[text as keyof typeof words.symptom] : value(text)
    },
    evidence: (parts) => parts.map(part).join(', '),
    question,
    hold: ({ id, detail }) => {
      if (isGateItem(detail)) return words.gateOpen[detail]
      return id === 'gate' ? filled(words.gateOpen.yes, { question: question(detail) }, written) : `${words.hold[id]}: ${value(detail)}`
    },
    protocol: (name) => {
      const { first } = enDataWords.protocolName
      const isFirst = name.endsWith(first)
      const key = keyOf(enDataWords.protocolName, isFirst ? name.slice(0, -first.length) : name)
      return key === undefined ? name : `${words.protocolName[key]}${isFirst ? words.protocolName.first : ''}`
    },
  }
}
