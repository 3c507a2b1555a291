import { type Example, type ExampleOptions, inBaseline, minutes, NURSE, unsupervised } from './judge-harness.ts'

/** The end of an infusion that ran as ordered, in seconds of the harness. */
export const END = minutes(40)
/** When all that is clinical was found good. */
export const READY = END + minutes(31)

/** In the phase `baseline`, with nothing that would hold a nurse's start at ZERO. */
export const startable = (options: ExampleOptions = {}): Example => {
  const example = inBaseline({ profile: unsupervised, ...options })
  example.set(-minutes(5), 120, 80)
  example.set(-minutes(2), 120, 80)
  example.numerics(-1, { hr: 72, spo2: 98, rr: 14 })
  return example
}

interface Course extends ExampleOptions {
  /** Stopped early, for a reason. */
  readonly early?: boolean
  /** What happens after minute 30. */
  readonly during?: (example: Example) => void
}

/** Infused for 40 min as ordered, then watched until READY; started by a nurse, without any hold. */
export const infused = ({ early = false, during, ...options }: Course = {}): Example => {
  const example = startable(options)
  example.mustAct(0, { kind: 'start-infusion', overrideReason: null }, NURSE)
  for (let minute = 5; minute <= 40; minute += 5) {
    example.set(minutes(minute), 124, 80)
    if (minute === 30) during?.(example)
  }
  example.mustAct(END, { kind: 'stop-infusion', early, reason: early ? 'patient asked' : null }, NURSE)
  for (let minute = 45; minute <= 65; minute += 5) example.set(minutes(minute), 122, 80)
  for (let second = END + minutes(24); second <= READY; second += 1) example.numerics(second, { hr: 72, spo2: 98, rr: 14 })
  example.set(READY, 121, 79)
  return example
}
