import { moveDisplayClock, takePatch } from '@chairside/client/model/room-store.ts'
import type { ChairPicture } from '@chairside/shared/picture'
import { act } from '@testing-library/react'
import { Profiler } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { numeric, setOf } from './support/chair-fixture.ts'
import { renderRoom } from './support/render-app.tsx'
import { manyChairs, NOW, roomOf } from './support/room-fixture.ts'

/** How often anything of a tile was drawn, by chair. */
const { drawn } = vi.hoisted(() => ({ drawn: new Map<string, number>() }))

vi.mock(import('@chairside/client/views/board/tile.tsx'), async (original) => {
  const { Tile } = await original()
  const counted = ({ chair }: { readonly chair: ChairPicture }) => (
    <Profiler id={chair.chairId} onRender={(id) => drawn.set(id, (drawn.get(id) ?? 0) + 1)}>
      <Tile chair={chair} />
    </Profiler>
  )
  return { Tile: counted as unknown as typeof Tile }
})

const chairs = manyChairs(NOW, 24)
const change = (number: number, changed: readonly ({ readonly chairId: ChairPicture['chairId'] } & Partial<ChairPicture>)[]) => ({
  epoch: 'epoch-1',
  number,
  chairs: changed,
})
const chairAt = (index: number): ChairPicture => {
  const chair = chairs[index]
  if (chair === undefined) throw new Error(`There is no chair at ${index}.`)
  return chair
}

describe('what is drawn anew', () => {
  beforeEach(() => drawn.clear())

  it('a reading draws the tile of its chair and no other', () => {
    const { store } = renderRoom(roomOf(NOW, chairs))
    expect(drawn.size).toBe(24)
    drawn.clear()
    const { chairId, numerics } = chairAt(8)
    act(() => void takePatch(store, change(2, [{ chairId, numerics: { ...numerics, hr: numeric(91, NOW) } }])))
    expect([...drawn]).toEqual([[chairId, 1]])
  })

  it('a set that raises an alarm draws the tile of its chair and no other', () => {
    const { store } = renderRoom(roomOf(NOW, chairs))
    drawn.clear()
    const { chairId, cuff } = chairAt(0)
    const alarms = chairAt(2).alarms
    act(() => void takePatch(store, change(2, [{ chairId, cuff: { ...cuff, latest: setOf(NOW, 186, 101) }, alarms }])))
    expect([...drawn]).toEqual([[chairId, 1]])
  })

  it('readings of several chairs in one patch draw each of their tiles once', () => {
    const { store } = renderRoom(roomOf(NOW, chairs))
    drawn.clear()
    const changed = [3, 7, 9].map((index) => ({
      chairId: chairAt(index).chairId,
      numerics: { ...chairAt(index).numerics, spo2: numeric(96, NOW) },
    }))
    act(() => void takePatch(store, change(2, changed)))
    expect([...drawn.keys()].sort()).toEqual(changed.map(({ chairId }) => chairId).sort())
    expect([...drawn.values()].every((count) => count === 1)).toBe(true)
  })

  it('within a second of the room’s clock nothing is drawn that did not change', () => {
    const { store } = renderRoom(roomOf(NOW, chairs))
    drawn.clear()
    act(() => moveDisplayClock(store, 900))
    expect(drawn.size).toBe(0)
  })
})
