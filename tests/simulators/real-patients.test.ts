import type { ChairPicture } from '@chairside/shared/picture'
import { createRoomTime, machineClock } from '@chairside/simulators/clock'
import type { ChairRecorder, SessionAbout } from '@chairside/simulators/recordings/recording-folder'
import { createSimulatedChair, type SimulatedChair } from '@chairside/simulators/simulated-chair'
import { afterEach, expect, it } from 'vitest'
import { chairWith, NOW, sessionIn } from './chair-picture.ts'
import { openFakeDoor } from './fake-door.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const IDENTIFIER = 'MRN-7781'

/** A simulated monitor at a chair, and what was written to disk of it. */
const recorded = async (): Promise<{ readonly chair: SimulatedChair; readonly taken: SessionAbout[]; readonly left: () => number }> => {
  const door = await openFakeDoor()
  cleanups.push(door.kill)
  const taken: SessionAbout[] = []
  let left = 0
  const recorder: ChairRecorder = {
    take: (about) => void taken.push(about),
    leave: () => {
      left += 1
    },
  }
  const chair = createSimulatedChair({
    url: door.url,
    seed: '1',
    number: 1,
    device: { sourceId: 'm1', label: 'Monitor 1', token: 'a-token-of-sixteen-or-more' },
    clock: machineClock,
    roomTime: createRoomTime(machineClock),
    effectMmHg: 16,
    scenario: null,
    faults: [],
    sendsWaves: false,
    recording: { recorder, waves: false },
    onRoomClock: () => undefined,
    onProblem: () => undefined,
  })
  cleanups.push(() => chair.device.close())
  return { chair, taken, left: () => left }
}

const seatOf = (simulated: boolean): ChairPicture =>
  chairWith(
    sessionIn('baseline', { simulated, patient: { identifier: IDENTIFIER, name: 'A. Person', infusionNumber: 1, courseLength: 6 } }),
  )

it('S5: a session that is not marked as simulated is neither played nor recorded nor steered', async () => {
  const { chair, taken, left } = await recorded()
  chair.live(NOW, seatOf(false), null)
  chair.live(NOW + 60_000, seatOf(false), null)
  expect(chair.story).toBeNull()
  expect(chair.findings()).toBeNull()
  expect(chair.device.waiting).toBe(0)
  expect(taken).toEqual([])
  expect(left()).toBe(2)
  expect(chair.steer({ kind: 'force', force: 'raise bp' })).toBe(false)
  expect(chair.seen).toMatchObject({ phase: null, scenario: null, forced: false })
})

it('S5: a real patient after a simulated one is not played on with the story of the first', async () => {
  const { chair, taken } = await recorded()
  chair.live(NOW, chairWith(sessionIn('baseline')), null)
  expect(chair.seen).toMatchObject({ phase: 'baseline' })
  const [before, waiting] = [taken.length, chair.device.waiting]
  expect([before, waiting > 0]).toEqual([1, true])
  chair.live(NOW + 60_000, seatOf(false), null)
  expect([taken.length, chair.device.waiting]).toEqual([before, waiting])
  expect(chair.story).toBeNull()
})

it('no identifier that somebody typed is in a seed, and so in no file', async () => {
  const { chair, taken } = await recorded()
  chair.live(NOW, seatOf(true), null)
  expect(taken).toHaveLength(1)
  expect(JSON.stringify(taken)).not.toContain(IDENTIFIER)
})
