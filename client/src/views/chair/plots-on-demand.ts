import { useEffect, useState } from 'react'

type Plots = typeof import('./trend-plots.tsx')

let loaded: Plots | null = null
let loading: Promise<Plots> | null = null

/** Fetches the plots' code, which is large, once; rejects if it can't be had. A failed attempt is forgotten: the next one asks again. */
export const loadPlots = (): Promise<Plots> => {
  loading ??= import('./trend-plots.tsx').then(
    (plots) => {
      loaded = plots
      return plots
    },
    (problem: unknown) => {
      loading = null
      throw problem
    },
  )
  return loading
}

/**
 * The plots as soon as their code is here: at once if it was fetched before. No `lazy`: a suspended view is held back by React
 * for 300 ms, however fast the code came. Asks again whenever the server is back.
 */
export const usePlots = (connected: boolean): Plots | 'loading' | 'failed' => {
  const [plots, setPlots] = useState<Plots | 'loading' | 'failed'>(() => loaded ?? 'loading')
  const absent = typeof plots === 'string'
  useEffect(() => {
    if (!absent || !connected) return
    let over = false
    const take = (found: Plots | 'failed'): void => {
      if (!over) setPlots(found)
    }
    loadPlots().then(take, () => take('failed'))
    return () => {
      over = true
    }
  }, [absent, connected])
  return plots
}
