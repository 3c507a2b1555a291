import { RateLimiterMemory } from 'rate-limiter-flexible'

export interface Throttle {
  /** False: too much of it in this period. */
  allows(key: string): Promise<boolean>
}

/** At most `points` a `seconds` of wall time for each key. */
export const createThrottle = (points: number, seconds: number): Throttle => {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return {
    allows: async (key) => {
      try {
        await limiter.consume(key)
        return true
      } catch {
        return false
      }
    },
  }
}
