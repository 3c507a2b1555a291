/** The only time a screen has: monotonic, of the wall, never scaled. */
export interface ScreenClock {
  /** Milliseconds since the page began; goes on while the machine sleeps. */
  elapsedMs(): number
  /** Calls until the returned function is called. */
  every(intervalMs: number, run: () => void): () => void
  after(delayMs: number, run: () => void): () => void
}
