/** What each sign-in saw last, so that the same sight again is not another look in the audit (R2). */
export interface Looks {
  /** Whether `seen` differs from what this sign-in saw of `what` before; remembers it. */
  isNew(tokenHash: string, what: string, seen: string): boolean
  /** The sign-in ended. */
  forget(tokenHash: string): void
}

export const createLooks = (): Looks => {
  const bySignIn = new Map<string, Map<string, string>>()
  return {
    isNew: (tokenHash, what, seen) => {
      const looks = bySignIn.get(tokenHash) ?? new Map<string, string>()
      bySignIn.set(tokenHash, looks)
      if (looks.get(what) === seen) return false
      looks.set(what, seen)
      return true
    },
    forget: (tokenHash) => {
      bySignIn.delete(tokenHash)
    },
  }
}
