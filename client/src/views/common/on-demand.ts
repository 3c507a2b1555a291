import { useEffect, useState } from 'react'

export interface OnDemand<Module> {
  /** Fetches the code once; rejects if it can't be had. A failed attempt is forgotten: the next one asks again. */
  load(): Promise<Module>
  /**
   * The code as soon as it is here: at once if it was fetched before. No `lazy`: a suspended view is held back by React for 300 ms however
   * fast the code came, and a failed one for good. Asks again whenever the server is back (`connected`), or `attempt` is another one.
   */
  useCode(connected: boolean, attempt?: number): Module | 'loading' | 'failed'
}

/** Code that comes later than the first screen. */
export const onDemand = <Module extends object>(fetchCode: () => Promise<Module>): OnDemand<Module> => {
  let loaded: Module | null = null
  let loading: Promise<Module> | null = null
  const load = (): Promise<Module> => {
    loading ??= fetchCode().then(
      (found) => {
        loaded = found
        return found
      },
      (problem: unknown) => {
        loading = null
        throw problem
      },
    )
    return loading
  }
  const useCode = (connected: boolean, attempt = 0): Module | 'loading' | 'failed' => {
    const [found, setFound] = useState<Module | 'loading' | 'failed'>(() => loaded ?? 'loading')
    const absent = typeof found === 'string'
    // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another question.
    useEffect(() => {
      if (!absent || !connected) return
      let over = false
      const take = (answer: Module | 'failed'): void => {
        if (!over) setFound(answer)
      }
      load().then(take, () => take('failed'))
      return () => {
        over = true
      }
    }, [absent, connected, attempt])
    return found
  }
  return { load, useCode }
}
