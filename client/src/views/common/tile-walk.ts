/** Keys that walk over the board. */
export const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const
export type Arrow = (typeof ARROWS)[number]
export const isArrow = (key: string): key is Arrow => ARROWS.some((arrow) => arrow === key)

const linksOf = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('.board .tile-link')].filter((link) => link.closest('[hidden]') === null)

/** The nearest tile of the row above or below, by where the tiles stand. */
const inNextRow = (links: readonly HTMLElement[], from: HTMLElement, step: 1 | -1): HTMLElement | undefined => {
  const here = from.getBoundingClientRect()
  const beyond = links
    .map((link) => ({ link, box: link.getBoundingClientRect() }))
    .filter(({ box }) => (box.top - here.top) * step > 1)
    .sort((a, b) => (a.box.top - b.box.top) * step || Math.abs(a.box.left - here.left) - Math.abs(b.box.left - here.left))
  return beyond[0]?.link
}

/** Moves the focus to the next tile in this direction; to the first one where none had it. False: there is no board here. */
export const walkTiles = (key: Arrow): boolean => {
  const links = linksOf()
  const [first] = links
  if (first === undefined) return false
  const tile = document.activeElement?.closest('.tile')
  const from = links.find((link) => tile?.contains(link) === true)
  const at = from === undefined ? -1 : links.indexOf(from)
  const next =
    from === undefined
      ? first
      : key === 'ArrowLeft' || key === 'ArrowRight'
        ? links[at + (key === 'ArrowRight' ? 1 : -1)]
        : inNextRow(links, from, key === 'ArrowDown' ? 1 : -1)
  next?.focus()
  return true
}

/** The chair whose tile has the focus. */
export const focusedChair = (): string | null => document.activeElement?.closest('.tile')?.getAttribute('data-chair') ?? null

/** The button that answers the worst alarm of this chair, on its tile or its page. */
export const acknowledgeButton = (chairId: string): HTMLButtonElement | null =>
  document.querySelector<HTMLButtonElement>(`.tile[data-chair="${CSS.escape(chairId)}"] .acknowledge`) ??
  document.querySelector<HTMLButtonElement>('.chair-page .acknowledge')
