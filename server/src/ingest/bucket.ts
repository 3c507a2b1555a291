import type { SourceId } from '@chairside/shared/identity'
import type { Clock } from '../ports/clock.ts'

/** What a source may still send. It fills with wall time: asked for each message, it takes no timer and no promise. */
export interface Buckets {
  /** Takes so much of it; false: there is not enough, and nothing was taken. */
  allows(sourceId: SourceId, cost?: number): boolean
  forget(sourceId: SourceId): void
}

interface Bucket {
  left: number
  filledAtMs: number
}

/** `perSecond` for each source, of which it may have saved up to `full`. */
export const createBuckets = (perSecond: number, full: number, clock: Pick<Clock, 'monotonicMs'>): Buckets => {
  const buckets = new Map<SourceId, Bucket>()
  return {
    allows: (sourceId, cost = 1) => {
      const nowMs = clock.monotonicMs()
      let bucket = buckets.get(sourceId)
      if (bucket === undefined) {
        bucket = { left: full, filledAtMs: nowMs }
        buckets.set(sourceId, bucket)
      }
      bucket.left = Math.min(full, bucket.left + ((nowMs - bucket.filledAtMs) / 1_000) * perSecond)
      bucket.filledAtMs = nowMs
      if (bucket.left < cost) return false
      bucket.left -= cost
      return true
    },
    forget: (sourceId) => {
      buckets.delete(sourceId)
    },
  }
}
