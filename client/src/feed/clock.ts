/** The only time a screen has: monotonic, of the wall, never scaled. */
export interface ScreenClock {
  /** Milliseconds since the page began; goes on while the machine sleeps. */
  elapsedMs(): number
  /** Calls until the returned function is called. */
  every(intervalMs: number, run: () => void): () => void
  after(delayMs: number, run: () => void): () => void
  /** Calls before each frame that the browser draws, and not while nobody sees the page; until the returned function is called. */
  frames(run: () => void): () => void
}
