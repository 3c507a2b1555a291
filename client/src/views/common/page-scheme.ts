import { useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

type Scheme = 'light' | 'dark'

const KEY = 'chairside-chart-scheme'
const ATTRIBUTE = 'data-mantine-color-scheme'

/** The colours of a page that has its own, beside those of the live screens; null: none such is shown. */
const pageScheme = createStore<{ readonly scheme: Scheme | null }>(() => ({ scheme: null }))

const kept = (): Scheme => {
  try {
    return localStorage.getItem(KEY) === 'dark' ? 'dark' : 'light'
  } catch {
    // A browser that keeps nothing shows charts light.
    return 'light'
  }
}

const keep = (scheme: Scheme): void => {
  try {
    localStorage.setItem(KEY, scheme)
  } catch {
    return
  }
}

/** Charts are light unless a person chose otherwise; the live screens keep what they have. */
export const useChartScheme = (): void => {
  const { colorScheme } = useMantineColorScheme()
  const scheme = useStore(pageScheme, (state) => state.scheme)
  useEffect(() => {
    pageScheme.setState({ scheme: kept() })
    return () => pageScheme.setState({ scheme: null })
  }, [])
  useEffect(() => {
    if (scheme === null) return
    document.documentElement.setAttribute(ATTRIBUTE, scheme)
    return () => document.documentElement.setAttribute(ATTRIBUTE, colorScheme === 'light' ? 'light' : 'dark')
  }, [scheme, colorScheme])
}

/** What the page is shown in, and the way to the other. */
export const useScheme = (): { readonly dark: boolean; readonly turn: () => void } => {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const scheme = useStore(pageScheme, (state) => state.scheme)
  if (scheme === null) {
    const dark = colorScheme !== 'light'
    return { dark, turn: () => setColorScheme(dark ? 'light' : 'dark') }
  }
  const other: Scheme = scheme === 'dark' ? 'light' : 'dark'
  return {
    dark: scheme === 'dark',
    turn: () => {
      keep(other)
      pageScheme.setState({ scheme: other })
    },
  }
}
