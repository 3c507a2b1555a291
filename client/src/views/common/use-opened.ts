import { useState } from 'react'

/** Which of several boxes stands open. What is no longer offered is closed for good: it does not open by itself when it is offered again. */
export const useOpened = <Name extends string>(offered: readonly Name[]) => {
  const [opened, setOpened] = useState<Name | null>(null)
  const gone = opened !== null && !offered.includes(opened)
  if (gone) setOpened(null)
  return {
    opened: gone ? null : opened,
    toggle: (name: Name): void => setOpened(opened === name ? null : name),
    close: (): void => setOpened(null),
  }
}
