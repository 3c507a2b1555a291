import { type Symptom, WARNING_SIGNS } from '@chairside/shared/entry'
import { type Level, levelRank } from '@chairside/shared/excursion'
import type { EventPicture } from '@chairside/shared/picture'
import { effectiveEntries } from './effective-entries.ts'
import type { Session } from './session-state.ts'

export interface WarningSign {
  /** The entry that says it. */
  readonly factSeq: number
  readonly symptom: Symptom
  readonly severity: 'mild' | 'moderate' | 'severe'
}

/** X12: the warning signs that were entered and not taken back by a correction. Nothing else says that one is over. */
export const standingSigns = (events: readonly EventPicture[]): readonly WarningSign[] =>
  effectiveEntries(events).flatMap(({ entry, factSeq }) =>
    entry.kind === 'symptom' && WARNING_SIGNS.has(entry.symptom) ? [{ factSeq, symptom: entry.symptom, severity: entry.severity }] : [],
  )

const WARNING = levelRank('warning')

/** X12: warning or above together with a warning sign is emergency. */
export const withSigns = <Given extends Level | null>(session: Session, level: Given): Given | 'emergency' => {
  if (!session.protocol.symptoms.warningSigns || levelRank(level) < WARNING) return level
  return standingSigns(session.events).length > 0 ? 'emergency' : level
}
