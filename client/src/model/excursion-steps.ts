import { type ClinicLists, EXCURSION_LEVELS, type ExcursionTask } from '@chairside/shared/clinic-lists'
import type { Entry } from '@chairside/shared/entry'
import type { Excursion } from '@chairside/shared/excursion'
import type { ChairPicture } from '@chairside/shared/picture'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import { type StandingEntry, standingEntries } from './standing-entries.ts'

/** A task of the card, with what the record holds of it since the excursion opened, newest first. */
export interface ExcursionTaskState {
  readonly task: ExcursionTask
  readonly done: readonly StandingEntry[]
  /** By when it is to be done; null: no time, or it is done. */
  readonly dueAt: Moment | null
}

/** Whether an entry is what this step asks for. A recheck and the pump are no entries. */
const isOf = (step: ExcursionTask['step'], entry: Entry): boolean => {
  if (typeof step === 'object') return entry.kind === 'step' && entry.name.toLocaleLowerCase('en') === step.name.toLocaleLowerCase('en')
  if (step === 'reposition-cuff') return entry.kind === 'intervention' && entry.intervention === 'reposition-cuff'
  if (step === 'legs-raised') return entry.kind === 'position' && entry.position === 'legs-raised'
  if (step === 'call-physician')
    return entry.kind === 'intervention' && (entry.intervention === 'physician-called' || entry.intervention === 'physician-at-chair')
  return step === 'medication' && entry.kind === 'medication'
}

const rankOf = (level: Excursion['level']): number => (level === 'advisory' ? -1 : EXCURSION_LEVELS.indexOf(level))

const isReached = ({ from }: ExcursionTask, level: Excursion['level']): boolean => from === undefined || rankOf(level) >= rankOf(from)

/** The tasks of the clinic for this excursion at its present level, in the clinic's order. */
export const excursionTasks = (lists: ClinicLists, chair: ChairPicture, excursion: Excursion): readonly ExcursionTaskState[] => {
  const since = standingEntries(chair.events)
    .filter(({ at }) => at >= excursion.openedAt)
    .toReversed()
  return lists.excursion[excursion.side]
    .filter((task) => isReached(task, excursion.level))
    .map((task) => {
      const done = since.filter(({ entry }) => isOf(task.step, entry))
      const isOpen = done.length === 0 && task.withinMin !== undefined
      return { task, done, dueAt: isOpen ? excursion.openedAt + (task.withinMin ?? 0) * MINUTE_MS : null }
    })
}

/** Excursions that no set has closed yet; the graver first. */
export const openExcursions = (chair: ChairPicture): readonly Excursion[] => chair.excursions.filter(({ ending }) => ending === null)

/** `184/104` of the worst values, which may come from two sets. */
export const peakText = ({ peak }: Excursion): string => `${peak.sys?.value ?? '–'}/${peak.dia?.value ?? '–'}`
