import { SECOND_MS } from '@chairside/shared/time'
import { type ClockFaults, TRUE_CLOCK } from '../devices/device-clock.ts'
import { indexedChanceOf } from '../random.ts'
import { type FaultKind, type FaultSpec, isLasting, SLOT_SEC } from './fault-spec.ts'

/** What befalls one sending of a delivery. */
export interface DeliveryFaults {
  readonly drop: boolean
  readonly truncate: boolean
  readonly reorder: boolean
  readonly delaySec: number
  /** Beside the one that was meant. */
  readonly copies: number
}

/** What lasts at a moment. */
interface LinkFaults {
  readonly halfOpen: boolean
  readonly wrongPatient: boolean
  /** How often the monitor should have come and gone by now. */
  readonly reconnects: number
}

/** The faults of one monitor. Seconds count from the beginning of its simulation, in room time. */
export interface FaultPlan {
  /**
   * `firstSeq` is the lowest number in the delivery and `attempt` how often that number was sent before: by these the seed decides,
   * so that it does not matter what else was under way. A fault for a single delivery befalls the first one that asks at its time.
   */
  delivery(firstSeq: number, attempt: number, sinceSec: number): DeliveryFaults
  link(sinceSec: number): LinkFaults
  /** Of the monitor's clock, as far as it is decided by then; `startedAt` is the moment of second 0. */
  clock(sinceSec: number, startedAt: number): ClockFaults
  readonly isEmpty: boolean
}

export const createFaultPlan = (faults: readonly FaultSpec[], seed: string): FaultPlan => {
  const chances = faults.map(({ kind }, index) => indexedChanceOf(`${seed}/fault/${kind}/${index}`))
  const served = new Set<FaultSpec>()
  const begun = new Map<FaultSpec, { upToSlot: number; readonly seconds: number[] }>()

  const rolls = (fault: FaultSpec, index: number, lane: number): boolean =>
    (chances[faults.indexOf(fault)]?.uniformAt(index, lane) ?? 1) < (fault.rate ?? 0)

  const befalls = (fault: FaultSpec, firstSeq: number, attempt: number, sinceSec: number): boolean => {
    const from = fault.atSec ?? 0
    if (sinceSec < from) return false
    if (fault.rate !== null) return sinceSec < from + (fault.lastsSec ?? Number.POSITIVE_INFINITY) && rolls(fault, firstSeq, attempt)
    if (fault.lastsSec !== null) return sinceSec < from + fault.lastsSec
    if (served.has(fault)) return false
    served.add(fault)
    return true
  }

  /** The seconds up to now at which something lasting began. */
  const beginnings = (fault: FaultSpec, sinceSec: number): readonly number[] => {
    if (fault.rate === null) return fault.atSec !== null && sinceSec >= fault.atSec ? [fault.atSec] : []
    let known = begun.get(fault)
    if (known === undefined) {
      known = { upToSlot: 0, seconds: [] }
      begun.set(fault, known)
    }
    const from = fault.atSec ?? 0
    for (; from + known.upToSlot * SLOT_SEC <= sinceSec; known.upToSlot += 1)
      if (rolls(fault, known.upToSlot, 0)) known.seconds.push(from + known.upToSlot * SLOT_SEC)
    return known.seconds.filter((second) => second <= sinceSec)
  }
  const lasting = (kind: FaultKind): readonly FaultSpec[] => faults.filter((fault) => fault.kind === kind)
  const endOf = (fault: FaultSpec, begin: number): number => begin + (fault.lastsSec ?? 0)
  const isOn = (kind: FaultKind, sinceSec: number): boolean =>
    lasting(kind).some((fault) => beginnings(fault, sinceSec).some((begin) => sinceSec < endOf(fault, begin)))

  return {
    isEmpty: faults.length === 0,
    delivery: (firstSeq, attempt, sinceSec) => {
      const now = faults.filter((fault) => !isLasting(fault.kind) && befalls(fault, firstSeq, attempt, sinceSec))
      const has = (kind: FaultKind): boolean => now.some((fault) => fault.kind === kind)
      const amount = (kind: FaultKind): number => now.reduce((sum, fault) => (fault.kind === kind ? sum + fault.amount : sum), 0)
      return {
        drop: has('drop'),
        truncate: has('truncate'),
        reorder: has('reorder'),
        delaySec: amount('delay'),
        copies: (has('duplicate') ? 1 : 0) + Math.round(amount('flood')),
      }
    },
    link: (sinceSec) => ({
      halfOpen: isOn('half-open', sinceSec),
      wrongPatient: isOn('wrong-patient', sinceSec),
      reconnects: lasting('reconnect-storm').reduce(
        (sum, fault) =>
          beginnings(fault, sinceSec).reduce(
            (all, begin) => all + Math.ceil(fault.amount * (Math.min(sinceSec, endOf(fault, begin)) - begin)),
            sum,
          ),
        0,
      ),
    }),
    clock: (sinceSec, startedAt) => {
      const [skews, drifts] = [lasting('skew'), lasting('drift')]
      if (skews.length + drifts.length === 0) return TRUE_CLOCK
      const momentOf = (second: number): number => startedAt + second * SECOND_MS
      const jumps = skews.flatMap((fault) =>
        beginnings(fault, sinceSec).flatMap((begin) => {
          const jump = { at: momentOf(begin), byMs: fault.amount * SECOND_MS }
          const back = endOf(fault, begin)
          return Number.isFinite(back) ? [jump, { at: momentOf(back), byMs: -jump.byMs }] : [jump]
        }),
      )
      const drifting = drifts.flatMap((fault) =>
        beginnings(fault, sinceSec).map((begin) => ({
          fromAt: momentOf(begin),
          toAt: momentOf(endOf(fault, begin)),
          ppm: fault.amount,
        })),
      )
      return { drifts: drifting, jumps }
    },
  }
}
