import type { ChairId } from '@chairside/shared/identity'
import { useEffect, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { pagesOf } from '../../model/board-order.ts'
import { useTellPages } from '../common/on-page.tsx'

export interface BoardPages {
  readonly pages: readonly (readonly ChairId[])[]
  /** From 0. */
  readonly page: number
  readonly turnTo: (page: number) => void
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** The pages of the board; which one is shown stands in the address, so that a reload, or a second wall, keeps its own. */
export const useBoardPages = (ids: readonly ChairId[]): BoardPages => {
  const [search, setSearch] = useSearchParams()
  const pages = useMemo(() => pagesOf(ids), [ids])
  const asked = Number(search.get('page') ?? '1')
  const page = Number.isInteger(asked) ? Math.min(pages.length, Math.max(1, asked)) - 1 : 0

  const turnTo = (next: number): void =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before)
        if (next === 0) after.delete('page')
        else after.set('page', String(next + 1))
        return after
      },
      { replace: true },
    )

  useTellPages({ pages, page })

  useEffect(() => {
    if (pages.length < 2) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || isTyping(event.target)) return
      const step = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0
      const next = page + step
      if (step === 0 || next < 0 || next >= pages.length) return
      event.preventDefault()
      turnTo(next)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })

  return { pages, page, turnTo }
}
