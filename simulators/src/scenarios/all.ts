import type { Scenario } from '../scenario.ts'
import { DESATURATION } from './desaturation.ts'
import { HYPER_RESPONDER } from './hyper-responder.ts'
import { SLOW_RECOVERY } from './slow-recovery.ts'
import { UNEVENTFUL } from './uneventful.ts'
import { UNPLUGGED } from './unplugged.ts'
import { VASOVAGAL } from './vasovagal.ts'

/** In the order in which the chairs of a room take them. */
export const SCENARIOS: readonly Scenario[] = [UNEVENTFUL, HYPER_RESPONDER, UNPLUGGED, SLOW_RECOVERY, DESATURATION, VASOVAGAL]
