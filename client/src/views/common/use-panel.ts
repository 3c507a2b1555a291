import { type RefObject, useEffect, useId, useRef, useState } from 'react'

interface Panel<Root extends HTMLElement> {
  readonly open: boolean
  readonly toggle: () => void
  readonly close: () => void
  readonly id: string
  /** Around the button and what it opens. */
  readonly root: RefObject<Root | null>
  readonly button: RefObject<HTMLButtonElement | null>
}

/** A panel that a button opens; Escape, or a touch elsewhere, closes it. */
export const usePanel = <Root extends HTMLElement>(): Panel<Root> => {
  const [open, setOpen] = useState(false)
  const root = useRef<Root>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    if (!open) return
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && root.current?.contains(event.target) === false) setOpen(false)
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('keydown', onKey)
    }
  }, [open])
  return { open, toggle: () => setOpen(!open), close: () => setOpen(false), id, root, button }
}
