/** What a scenario adds to or forces on a patient for a while. Numbers named `to...` are reached, others are added. */
export interface ScenarioEvent {
  readonly after: 'check-in' | 'cannulation' | 'infusion-start' | 'infusion-end'
  readonly delayMin: number
  readonly lastsSec: number
  /** How long the change takes to come and, after `lastsSec`, to go. */
  readonly rampSec: number
  readonly toSys?: number
  readonly toDia?: number
  readonly toHr?: number
  readonly toSpo2?: number
  readonly toRr?: number
}

/** Between these two lengths; the seed decides. */
export interface UnplugEvent {
  readonly after: ScenarioEvent['after']
  readonly delayMin: number
  readonly shortestSec: number
  readonly longestSec: number
}

/** A story for one session, as data. */
export interface Scenario {
  readonly id: string
  readonly title: string
  /** Replaces what the population would give. */
  readonly patient: {
    readonly baselineSys?: number
    readonly baselineDia?: number
    readonly baselineHr?: number
    /** Peak rise at the standard dose, mmHg. */
    readonly gainSys?: number
    readonly gainDia?: number
    readonly gainHr?: number
  }
  readonly events: readonly ScenarioEvent[]
  readonly unplug: UnplugEvent | null
  /** 2: dissociation takes twice as long to leave. */
  readonly recoverySlowedBy: number
}
