import type { AlarmId } from './identity.ts'
import type { Moment } from './time.ts'

/** A person of the staff, as others see them. */
export interface StaffMember {
  readonly staffId: string
  readonly name: string
}

/** Whom an alarm that nobody answered calls: who is responsible first, then the second person or a physician, then everybody (A6). */
export type Called = 'responsible' | 'second-or-physician' | 'everybody'

export interface AlarmCall {
  readonly alarmId: AlarmId
  readonly calls: Called
}

/** What one offers to the next, with a word of their own. */
export interface HandoverOffer extends StaffMember {
  readonly at: Moment
  readonly note: string | null
}

/** Who answers for a chair. */
export interface StaffingPicture {
  readonly responsible: StaffMember & { readonly since: Moment }
  /** Who checked the pump as the second person; null: nobody yet. */
  readonly second: StaffMember | null
  readonly offer: HandoverOffer | null
  /** The alarms that wait for an answer, each with whom it calls by now. */
  readonly calls: readonly AlarmCall[]
}

/** Whether one of the chair's alarms calls this person now. */
export const callsOf = (
  { responsible, second, calls }: StaffingPicture,
  me: { readonly staffId: string; readonly role: string },
): readonly AlarmId[] =>
  calls.flatMap(({ alarmId, calls: called }) => {
    const isMine = responsible.staffId === me.staffId
    const isSecond = second?.staffId === me.staffId || me.role === 'physician'
    return isMine || called === 'everybody' || (called === 'second-or-physician' && isSecond) ? [alarmId] : []
  })
