import { createIdleWatch } from '@chairside/client/feed/idle-watch.ts'
import { createRoomStore, linkOpened, setLocked, takePerson, takeSnapshot } from '@chairside/client/model/room-store.ts'
import type { StationKind } from '@chairside/client/model/sound-state.ts'
import { LOCK_AFTER, type LockCause } from '@chairside/shared/screen-lock'
import type { Role } from '@chairside/shared/staff'
import { MINUTE_MS } from '@chairside/shared/time'
import { describe, expect, it } from 'vitest'
import { createHandClock } from './support/hand-clock.ts'
import { NOW, roomOf, sixChairs } from './support/room-fixture.ts'

const begin = (kind: StationKind = 'desk', role: Role = 'nurse') => {
  const store = createRoomStore()
  const clock = createHandClock()
  const locks: LockCause[] = []
  const said = { awake: 0, reachable: true }
  const watch = createIdleWatch({
    store,
    clock,
    station: () => kind,
    staff: {
      lock: async (because) => {
        locks.push(because)
        return said.reachable ? { ok: true, value: null } : { ok: false, why: 'unreachable' }
      },
      awake: async () => {
        said.awake += 1
        return { ok: true, value: null }
      },
    },
  })
  const room = roomOf(NOW, sixChairs(NOW))
  linkOpened(store, 0)
  takePerson(store, { staffId: 's1', name: 'N. Ortega', role, demo: false })
  takeSnapshot(store, { ...room, clinic: { ...room.clinic, lockAfter: LOCK_AFTER } }, 0)
  return { store, clock, locks, said, watch, locked: () => store.getState().locked }
}

describe('the idle lock', () => {
  it('locks a desk after 5 minutes without a touch, a chairside after 15', () => {
    const desk = begin()
    desk.clock.advance(4 * MINUTE_MS)
    desk.watch.touched()
    desk.clock.advance(5 * MINUTE_MS - 1_000)
    expect(desk.locked()).toBe(false)
    desk.clock.advance(1_000)
    expect(desk.locked()).toBe(true)
    expect(desk.locks).toEqual(['idle'])
    const chairside = begin('chairside')
    chairside.clock.advance(15 * MINUTE_MS - 1_000)
    expect(chairside.locked()).toBe(false)
    chairside.clock.advance(1_000)
    expect(chairside.locked()).toBe(true)
  })

  it('locks by hand at once, and tells the server until it hears it', async () => {
    const { clock, watch, locks, said, locked } = begin()
    said.reachable = false
    watch.lockNow()
    expect(locked()).toBe(true)
    await Promise.resolve()
    await Promise.resolve()
    said.reachable = true
    clock.advance(5_000)
    await Promise.resolve()
    await Promise.resolve()
    clock.advance(60_000)
    expect(locks).toEqual(['by-hand', 'by-hand'])
  })

  it('locks no wall without a person, and nothing where the clinic set no time', () => {
    const wall = begin('wall', 'viewer')
    wall.clock.advance(60 * MINUTE_MS)
    wall.watch.lockNow()
    expect(wall.locked()).toBe(false)
  })

  it('a machine that slept wakes locked, whoever touches it', () => {
    const { store, locked } = begin()
    let elapsed = 0
    const sleeper = createIdleWatch({
      store,
      clock: { elapsedMs: () => elapsed, every: () => () => undefined, after: () => () => undefined, frames: () => () => undefined },
      station: () => 'desk',
      staff: { lock: async () => ({ ok: true, value: null }), awake: async () => ({ ok: true, value: null }) },
    })
    elapsed = 60 * MINUTE_MS
    sleeper.touched()
    expect(locked()).toBe(true)
  })

  it('tells the server once a minute that somebody is here, and not while it is locked', () => {
    const { store, clock, watch, said } = begin()
    for (let second = 0; second < 120; second += 1) {
      watch.touched()
      clock.advance(1_000)
    }
    expect(said.awake).toBe(2)
    setLocked(store, true)
    clock.advance(MINUTE_MS)
    watch.touched()
    expect(said.awake).toBe(2)
  })
})
