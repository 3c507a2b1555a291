import type { ChairPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import type { Course, GivenDrug, RescueGroup } from './course.ts'

const RESCUES: ReadonlySet<string> = new Set<RescueGroup>(['benzodiazepine', 'iv-antihypertensive', 'antiemetic'])
const isRescue = (group: string): group is RescueGroup => RESCUES.has(group)

/** What staff charted as given, corrections included. */
const givenIn = (picture: ChairPicture): readonly GivenDrug[] =>
  picture.events.flatMap(({ at, entry, correction }) => {
    const valid = correction === null ? entry : correction.entry
    return valid?.kind === 'medication' && isRescue(valid.group) ? [{ at, group: valid.group }] : []
  })

/** What the session's infusion and staff did to the patient, as the physiology takes it. */
export const courseOf = (picture: ChairPicture, cannulatedAt: Moment | null): Course => ({
  checkedInAt: picture.session?.checkedInAt ?? 0,
  cannulatedAt,
  pump: (picture.infusion?.stretches ?? []).map(({ fromAt, toAt, rateMlPerHour }) => ({
    fromAt,
    toAt,
    rateMgPerMin: (rateMlPerHour * (picture.infusion?.concentrationMgPerMl ?? 0)) / 60,
  })),
  infusionEndedAt: picture.infusion?.endedAt ?? null,
  given: givenIn(picture),
})

/** How long after a set of the schedule was due staff press the button. */
const PASSED_AFTER_MS = 75_000

/** By when staff want another set; null: none is due. A recheck is wanted on time, another set only where the cuff let it pass. */
export const setAskedAtOf = ({ nextDueAt, dueBecause }: ChairPicture['cuff']): Moment | null =>
  nextDueAt === null || dueBecause === 'recheck' ? nextDueAt : nextDueAt + PASSED_AFTER_MS
