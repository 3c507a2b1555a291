import type { Fact } from '@chairside/shared/fact'
import type { ChairId } from '@chairside/shared/identity'
import type { Problem } from '@chairside/shared/reply'
import type { ChairInput } from './chair-input.ts'

/** Raised with every change of what the judge states for the same inputs. */
export const JUDGE_VERSION = 1

/** All that the judge knows of one chair: plain immutable data. */
export interface Chair {
  readonly chairId: ChairId
}

export interface Advance {
  readonly chair: Chair
  readonly facts: readonly Fact[]
  /** An act that makes no sense now is refused with its reason, and changes nothing (S1). */
  readonly problem: Problem | null
}

/** A chair with nobody in it. */
export const emptyChair = (chairId: ChairId): Chair => ({ chairId })

/** The one door of the judge. Pure: no clock, no socket, no file, no chance. Inputs come in the order of `takenAt`. */
export const advance = (chair: Chair, _input: ChairInput): Advance => ({ chair, facts: [], problem: null })
