import type { ChairId } from '@chairside/shared/identity'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

/** Which chairs the board shows now, page by page. */
export interface ShownPages {
  readonly pages: readonly (readonly ChairId[])[]
  readonly page: number
}

interface OnPage {
  readonly shown: ShownPages | null
  readonly show: (shown: ShownPages | null) => void
}

const Context = createContext<OnPage>({ shown: null, show: () => undefined })

export const OnPageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [shown, show] = useState<ShownPages | null>(null)
  const value = useMemo(() => ({ shown, show }), [shown])
  return <Context value={value}>{children}</Context>
}

/** The page on which a chair stands, from 1, if that is not the page that is shown; null: it is in view, or there is no board. */
export const useOffPage = (): ((chairId: ChairId) => number | null) => {
  const { shown } = useContext(Context)
  return (chairId) => {
    if (shown === null || shown.pages.length < 2) return null
    const page = shown.pages.findIndex((ids) => ids.includes(chairId))
    return page === -1 || page === shown.page ? null : page + 1
  }
}

/** Tells what stands around the board which chairs are in view. */
export const useTellPages = ({ pages, page }: ShownPages): void => {
  const { show } = useContext(Context)
  useEffect(() => {
    show({ pages, page })
    return () => show(null)
  }, [show, pages, page])
}
