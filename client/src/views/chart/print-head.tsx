import './print-chart.css'
import { dayOf } from '@chairside/shared/clinic-day'
import type { SessionChart } from '@chairside/shared/session-chart'
import { type RefObject, useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { dayWords } from '../common/day-words.ts'
import { clockOf, zoneOf } from '../common/format.ts'
import { useNow, useRoom, useServices, useTimeZone } from '../common/services.tsx'

/** What a page of A4 or Letter holds across inside its margins, in CSS pixels. */
const PAPER_PX = 672
const SCHEME = 'data-mantine-color-scheme'

/** What a style holds for the time of a print, and how it is taken back. */
const styled = (element: HTMLElement, styles: Readonly<Record<string, string>>): (() => void) => {
  for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value)
  return () => {
    for (const name of Object.keys(styles)) element.style.removeProperty(name)
  }
}

/** Paper is light, each page names whose it is, and the plot is the picture of the screen, as much smaller as the page is. */
const toPaper = (page: HTMLElement, whose: string): (() => void) => {
  const root = document.documentElement
  const scheme = root.getAttribute(SCHEME)
  root.setAttribute(SCHEME, 'light')
  const back = [styled(root, { '--print-whose': JSON.stringify(whose) })]
  const plot = page.querySelector<HTMLElement>('.record-plot')
  if (plot !== null && plot.offsetWidth > 0) {
    for (const lane of plot.querySelectorAll<HTMLElement>('.record-pressure, .record-saturation'))
      back.push(styled(lane, { height: `${lane.offsetHeight}px` }))
    const wide = plot.offsetWidth
    back.push(styled(plot, { width: `${wide}px`, zoom: String(Math.min(1, PAPER_PX / wide)) }))
  }
  return () => {
    if (scheme !== null) root.setAttribute(SCHEME, scheme)
    for (const undo of back) undo()
  }
}

/**
 * Printing a chart: by our own button it waits until the server noted it; by the browser's menu, which waits for nobody, the server is told
 * as it happens (R2). `print` resolves false where it was not noted, and then nothing is printed.
 */
export const usePrintedChart = (
  sessionId: string,
  whose: string,
  page: RefObject<HTMLElement | null>,
): { readonly print: () => Promise<boolean> } => {
  const { printed } = useServices()
  const isTold = useRef(false)
  useEffect(() => {
    let back: (() => void) | null = null
    const before = (): void => {
      if (!isTold.current) void printed({ sheet: 'chart', sessionId: sessionId as SessionChart['sessionId'] })
      isTold.current = false
      back ??= page.current === null ? null : toPaper(page.current, whose)
    }
    const after = (): void => {
      back?.()
      back = null
    }
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
      after()
    }
  }, [printed, sessionId, whose, page])
  const print = useCallback(async (): Promise<boolean> => {
    const noted = await printed({ sheet: 'chart', sessionId: sessionId as SessionChart['sessionId'] })
    if (!noted) return false
    isTold.current = true
    window.print()
    return true
  }, [printed, sessionId])
  return { print }
}

/** Stands on paper alone: whose clinic, whose chart, who prints it when and in which zone, and that it is not signed or not real. */
export const PrintHead = ({ chart }: { readonly chart: SessionChart }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const now = useNow()
  const clinic = useRoom((state) => state.picture?.clinic.name ?? '')
  const who = useRoom((state) => (typeof state.person === 'string' ? '' : state.person.name))
  const when = `${dayWords(dayOf(now, timeZone))}, ${clockOf(now, timeZone)} ${zoneOf(now, timeZone)}${zoneOf(now, timeZone) === timeZone ? '' : ` (${timeZone})`}`
  return (
    <header className="print-head">
      <p>
        <b>{clinic}</b>
        <span>{t('chartExport.printed', { when, who })}</span>
      </p>
      {chart.signatures.length === 0 && <p className="print-mark">{t('chartExport.unsigned')}</p>}
      {chart.simulated && <p className="print-mark">{t('sheet.simulated')}</p>}
    </header>
  )
}
