import type { ChairId } from '@chairside/shared/identity'
import type { RoomPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import { RECENT_MS } from '@chairside/shared/wave-wire'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { createPlayhead } from '../../model/playhead.ts'
import { chairsOf } from '../../model/selectors.ts'
import { PX_PER_MM, speedOf } from '../../model/wave-scale.ts'
import { useCovered, useServices } from '../common/services.tsx'
import { fitCanvas, inksOf, type WaveInks } from '../common/wave-canvas.ts'
import { createSweep } from '../common/wave-sweep.ts'
import { type Survey, surveyBoard, type TraceWord } from './board-survey.ts'

interface Props {
  readonly shown: readonly ChairId[]
  readonly columns: number
}

const SPEED = 25
const LINE_PX = 1.3
/** Where the tiles stand, and what is lost, is looked up so often; only the newest samples are drawn each frame. */
const SURVEY_EVERY_MS = 500
const CALM = '(prefers-reduced-motion: reduce)'
const CALM_STEP_MS = 1_000
/** A long board on a fine screen is drawn more coarsely before its canvas takes more memory than this. */
const MOST_PIXELS = 12_000_000

const sessionsOf = (picture: RoomPicture | null): string =>
  picture?.chairs.map(({ chairId, session }) => `${chairId} ${session?.sessionId ?? ''}`).join(' ') ?? ''

const createLoop = () => ({
  playhead: createPlayhead(),
  sweep: createSweep(),
  since: new Map<string, Moment>(),
  survey: null as Survey | null,
  surveyedAtMs: Number.NEGATIVE_INFINITY,
  look: '',
  told: '',
  // Asked for once: it goes on telling what is preferred now.
  calm: window.matchMedia(CALM),
  picture: null as RoomPicture | null,
  sessions: '',
  at: 0,
  inks: null as WaveInks | null,
})

/** The traces of all tiles of this page, on one canvas over them, drawn by one loop past React, which hears only of what is lost. */
export const BoardTraces = ({ shown, columns }: Props) => {
  const { t } = useTranslation()
  const { waves, store, device } = useServices()
  const covered = useCovered()
  const wanted = useStore(device, ({ traces }) => traces)
  const stage = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [words, setWords] = useState<readonly TraceWord[]>([])
  const [loop] = useState(createLoop)

  /** Over the tiles, however far they can be scrolled. */
  const fit = (target: HTMLCanvasElement, context: CanvasRenderingContext2D): boolean => {
    const grid = stage.current?.parentElement?.querySelector<HTMLElement>('.board-grid')
    if (grid == null) return false
    const [width, height] = [`${grid.offsetWidth}px`, `${grid.offsetHeight}px`]
    if (target.style.width !== width) target.style.width = width
    if (target.style.height !== height) target.style.height = height
    const place = stage.current
    if (place !== null) {
      const [left, top] = [`${grid.offsetLeft}px`, `${grid.offsetTop}px`]
      if (place.style.left !== left) place.style.left = left
      if (place.style.top !== top) place.style.top = top
    }
    return fitCanvas(target, context, MOST_PIXELS)
  }

  const frame = useEffectEvent((): void => {
    const base = waves.roomBase()
    const target = canvas.current
    const around = stage.current
    const context = target?.getContext('2d') ?? null
    if (base === null || target === null || around === null || covered) return
    const nowMs = waves.elapsedMs()
    const moved = loop.playhead.moveTo(nowMs, base)
    const at = loop.calm.matches ? Math.floor(moved.at / CALM_STEP_MS) * CALM_STEP_MS : moved.at
    // Somebody else sits there now: not one more sample of the last patient on that tile (S4).
    const { picture } = store.getState()
    const sessions = picture === loop.picture ? loop.sessions : sessionsOf(picture)
    const isMoved = sessions !== loop.sessions
    loop.picture = picture
    loop.sessions = sessions
    const isBack = loop.survey?.lost.some(({ trace }) => trace !== null && trace.heard * trace.stepMs >= at)
    let anew = moved.jumped
    if (anew || isMoved || isBack === true || loop.survey === null || nowMs - loop.surveyedAtMs >= SURVEY_EVERY_MS) {
      loop.surveyedAtMs = nowMs
      const resized = context !== null && fit(target, context)
      const before = loop.survey?.shape
      loop.survey = surveyBoard({
        stage: around,
        chairs: chairsOf(store.getState()),
        waves,
        wanted,
        at,
        speed: base.speed,
        since: loop.since,
      })
      const look = document.documentElement.dataset.mantineColorScheme ?? ''
      anew ||= resized || before !== loop.survey.shape || look !== loop.look
      loop.look = look
      const told = JSON.stringify(loop.survey.words)
      if (told !== loop.told) setWords(loop.survey.words)
      loop.told = told
      if (anew || loop.inks === null) loop.inks = inksOf(target)
    }
    if (context === null || loop.inks === null || (!anew && at === loop.at)) return
    loop.at = at
    loop.sweep.draw(context, { lanes: loop.survey.lanes, speed: SPEED, inks: loop.inks, linePx: LINE_PX }, at, anew)
  })

  // The slowest lane of a tile of this width holds so much.
  const widthMs = (window.innerWidth / columns / (speedOf('resp', SPEED) * PX_PER_MM)) * 1_000
  const pastMs = Math.min(RECENT_MS, Math.ceil(widthMs / 5_000) * 5_000)
  const ids = shown.join(' ')
  useEffect(() => {
    const leaves = ids === '' ? [] : ids.split(' ').map((chairId) => waves.watch(chairId as ChairId, pastMs))
    return () => {
      for (const leave of leaves) leave()
    }
  }, [waves, ids, pastMs])
  useEffect(() => waves.frames(() => frame()), [waves])
  // What was covered has gone by meanwhile.
  useEffect(() => {
    if (!covered) loop.survey = null
  }, [covered, loop])

  const nameOf = ({ channel, ofAll }: TraceWord): string => (ofAll ? t('traceOption.title') : t(`wave.channel.${channel}`))
  const whyOf = ({ channel, why }: TraceWord): string =>
    why === 'none'
      ? t('traceOption.none')
      : why === 'off'
        ? t(`wave.lost.off.${channel}`)
        : why === null
          ? ''
          : t(`traceOption.lost.${why}`)
  return (
    <div className="board-traces" ref={stage} data-covered={covered}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('traceOption.label', { channels: wanted.map((channel) => t(`wave.channel.${channel}`)).join(', ') })}
      />
      <ul>
        {words.map((word) => (
          <li
            key={`${word.chairId} ${word.channel} ${word.why === null}`}
            className={word.why === null ? 'trace-name' : 'trace-lost'}
            aria-hidden={word.why === null}
            style={{ left: word.left, top: word.top }}
          >
            {word.why !== null && (
              <span className="visually-hidden">
                {t('strip.chair', { chair: word.chairId })}, {nameOf(word)}:{' '}
              </span>
            )}
            {word.why === null ? nameOf(word) : whyOf(word)}
          </li>
        ))}
      </ul>
    </div>
  )
}
