import { SECOND_MS } from '@chairside/shared/time'
import { type ClockFaults, TRUE_CLOCK } from '../devices/device-clock.ts'
import type { DeliveryFaults, FaultPlan } from './fault-plan.ts'

/** A plan whose own seconds count from that second of the joined one. */
export interface PlanPart {
  readonly plan: FaultPlan
  readonly fromSec: number
}

const NOTHING: DeliveryFaults = { drop: false, truncate: false, reorder: false, delaySec: 0, copies: 0 }

/** Several plans as one; which they are may change while it is used. */
export const joinedPlan = (parts: () => readonly PlanPart[]): FaultPlan => ({
  isEmpty: false,
  delivery: (firstSeq, attempt, sinceSec) =>
    parts()
      .map(({ plan, fromSec }) => plan.delivery(firstSeq, attempt, sinceSec - fromSec))
      .reduce(
        (all, one) => ({
          drop: all.drop || one.drop,
          truncate: all.truncate || one.truncate,
          reorder: all.reorder || one.reorder,
          delaySec: all.delaySec + one.delaySec,
          copies: all.copies + one.copies,
        }),
        NOTHING,
      ),
  link: (sinceSec) => {
    const links = parts().map(({ plan, fromSec }) => plan.link(sinceSec - fromSec))
    return {
      halfOpen: links.some(({ halfOpen }) => halfOpen),
      wrongPatient: links.some(({ wrongPatient }) => wrongPatient),
      reconnects: links.reduce((sum, { reconnects }) => sum + reconnects, 0),
    }
  },
  clock: (sinceSec, startedAt): ClockFaults => {
    const clocks = parts().map(({ plan, fromSec }) => plan.clock(sinceSec - fromSec, startedAt + fromSec * SECOND_MS))
    if (clocks.length === 0) return TRUE_CLOCK
    return { drifts: clocks.flatMap(({ drifts }) => drifts), jumps: clocks.flatMap(({ jumps }) => jumps) }
  },
})
