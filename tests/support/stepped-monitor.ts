import type { SourceEntry } from '@chairside/server/domain/chair-input'
import type { VitalValues } from '@chairside/shared/vital'
import { at, type Example } from './judge-harness.ts'

/** A monitor with a clock of its own, whose messages can be held up, lost, kept for later and sent again. Seconds are true ones. */
export class SteppedMonitor {
  /** What its clock shows more than the true time, in seconds. */
  aheadS = 0
  private seq = 0
  private readonly example: Example

  constructor(example: Example) {
    this.example = example
  }

  /** Measured at a true second and stamped by the monitor's clock of this moment. */
  measured(second: number, values: VitalValues): SourceEntry {
    this.seq += 1
    return { kind: 'numerics', seq: this.seq, at: at(second + this.aheadS), values, off: [], unmapped: [] }
  }

  cuff(second: number, sys: number, dia: number): SourceEntry {
    this.seq += 1
    return { kind: 'set', seq: this.seq, at: at(second + this.aheadS), sys, dia, map: null, pulse: null }
  }

  /** Sent at a second, received at another: what the network added is the difference. */
  send(entries: readonly SourceEntry[], sent: number, received = sent): void {
    this.example.deliver(received, entries, at(sent + this.aheadS))
  }

  /** Once a second, both ends included, each measured, sent and received at once. */
  stream(from: number, to: number, values: VitalValues): void {
    for (let second = from; second <= to; second += 1) this.send([this.measured(second, values)], second)
  }

  /** Restarted: it counts from 1 again. */
  restart(): void {
    this.seq = 0
  }
}
