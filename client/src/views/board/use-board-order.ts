import type { ChairId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { orderOf } from '../../model/board-order.ts'
import type { BoardOrder } from '../../model/device.ts'
import { useRoom, useServices } from '../common/services.tsx'

/** A screen that nobody touched for so long may move its tiles: no finger is on its way to one. */
export const IDLE_MS = 30_000
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

export interface ShownOrder {
  readonly ids: readonly ChairId[]
  /** The order that is shown is no longer what it says it is. */
  readonly outdated: boolean
  /** Room time of the last sorting; null: by place. */
  readonly sortedAt: Moment | null
  /** It was sorted by itself, without anybody asking. */
  readonly byItself: boolean
  readonly sortNow: () => void
}

interface Taken {
  readonly ids: readonly ChairId[]
  readonly order: BoardOrder
  readonly at: Moment
  readonly byItself: boolean
}

const isSame = (a: readonly ChairId[], b: readonly ChairId[]): boolean => a.length === b.length && a.every((id, index) => id === b[index])
const hasSameChairs = (a: readonly ChairId[], b: readonly ChairId[]): boolean => a.length === b.length && a.every((id) => b.includes(id))

/** Whether somebody is at a tile just now: has the focus there, or an open choice. */
const isAtTile = (): boolean => document.activeElement?.closest('.board-grid') != null || document.querySelector('.tile-plans') !== null

/** The order in which the chairs stand. Places never change by themselves; worst first only when it is asked for, or nobody is here. */
export const useBoardOrder = (): ShownOrder => {
  const { store, device } = useServices()
  const order = useStore(device, (preferences) => preferences.order)
  const wanted = useRoom(useShallow(orderOf(order)))
  const touchedAtMs = useRef(Number.NEGATIVE_INFINITY)
  const [taken, setTaken] = useState<Taken>(() => ({ ids: wanted, order, at: store.getState().now, byItself: false }))

  const take = (byItself: boolean): Taken => ({ ids: wanted, order, at: store.getState().now, byItself })
  // Asked for, or another room: at once.
  const shown = taken.order === order && hasSameChairs(taken.ids, wanted) ? taken : take(false)
  if (shown !== taken) setTaken(shown)
  const outdated = !isSame(shown.ids, wanted)

  useEffect(() => {
    const touched = (): void => {
      touchedAtMs.current = store.getState().shownAtMs
    }
    for (const touch of TOUCHES) document.addEventListener(touch, touched, { capture: true, passive: true })
    return () => {
      for (const touch of TOUCHES) document.removeEventListener(touch, touched, { capture: true })
    }
  }, [store])

  const shownAtMs = useRoom((state) => (outdated ? state.shownAtMs : 0))
  useEffect(() => {
    if (!outdated || shownAtMs - touchedAtMs.current < IDLE_MS || isAtTile()) return
    setTaken({ ids: wanted, order, at: store.getState().now, byItself: true })
  }, [outdated, shownAtMs, wanted, order, store])

  return {
    ids: shown.ids,
    outdated,
    sortedAt: order === 'place' ? null : shown.at,
    byItself: shown.byItself,
    sortNow: () => setTaken(take(false)),
  }
}
