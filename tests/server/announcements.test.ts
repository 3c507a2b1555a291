import { emptyChair } from '@chairside/server/domain/chair'
import { pictureOf } from '@chairside/server/domain/picture-of'
import { createAnnouncements } from '@chairside/server/realtime/announcements'
import { alarmIdSchema, chairIdSchema } from '@chairside/shared/identity'
import { applyPatch, type ChairPicture, type RoomPatch, type RoomPicture } from '@chairside/shared/picture'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createManualClock } from '../support/server-clock.ts'

const chairIds = ['1', '2', '3'].map((id) => chairIdSchema.parse(id))

const begin = () => {
  const clock = createManualClock()
  const listeners = new Set<(patch: RoomPatch) => void>()
  const announcements = createAnnouncements({
    clock,
    epoch: 'e-1',
    clinic: { name: 'Clinic', timeZone: 'UTC', simulated: true },
    send: (patch) => {
      for (const hear of listeners) hear(patch)
    },
  })
  const truth = new Map<string, ChairPicture>(chairIds.map((id) => [id, pictureOf(emptyChair(id))]))
  announcements.begin({ chairs: [...truth.values()], sources: () => [], notRecording: false })
  return { clock, listeners, announcements, truth }
}

const withHeartRate = (chair: ChairPicture, value: number): ChairPicture => ({
  ...chair,
  numerics: { hr: { value, at: value, periodMs: 1_000, flagged: false, rejected: false } },
})

test('P1: numerics of one tick are one patch, an urgent change is told at once and alone', () => {
  const { clock, listeners, announcements, truth } = begin()
  const patches: RoomPatch[] = []
  listeners.add((patch) => patches.push(patch))
  const [first, second] = chairIds.map((id) => truth.get(id)) as [ChairPicture, ChairPicture]
  for (const value of [60, 61, 62]) announcements.chairChanged(first, withHeartRate(first, value), false)
  announcements.chairChanged(second, withHeartRate(second, 80), true)
  expect(patches.map((patch) => [patch.number, patch.chairs.map((chair) => chair.chairId)])).toEqual([[1, ['2']]])
  clock.pass(100)
  expect(patches[1]).toMatchObject({ number: 2, chairs: [{ chairId: '1', numerics: { hr: { value: 62 } } }] })
  expect(Object.keys(patches[1]?.chairs[0] ?? {})).toEqual(['chairId', 'numerics'])
  clock.pass(10_000)
  expect(patches).toHaveLength(2)
})

test('P2: every state of the alarms is told at once, however many numbers are coalesced between', () => {
  const { listeners, announcements, truth } = begin()
  const states: (readonly string[])[] = []
  listeners.add((patch) => {
    for (const { alarms } of patch.chairs) if (alarms !== undefined) states.push(alarms.map((alarm) => `${alarm.cause} ${alarm.condition}`))
  })
  let chair = truth.get('1')
  if (chair === undefined) throw new Error('no chair')
  const alarm = {
    id: alarmIdSchema.parse('A1'),
    cause: 'spo2-desat',
    kind: 'physiological',
    priority: 'high',
    acknowledgement: null,
    beganAt: 1,
    endedAt: null,
    latched: true,
    text: 'SpO2 82 < 85',
    unconfirmed: false,
    announcedAt: 1,
    escalation: 0,
    presentedAs: 'high',
  } as const
  for (const alarms of [[{ ...alarm, condition: 'present' as const }], [{ ...alarm, condition: 'ended' as const }], []]) {
    for (let value = 80; value < 90; value += 1) announcements.chairChanged(chair, withHeartRate(chair, value), false)
    const after: ChairPicture = { ...withHeartRate(chair, 90), alarms }
    announcements.chairChanged(chair, after, true)
    chair = after
  }
  expect(states).toEqual([['spo2-desat present'], ['spo2-desat ended'], []])
})

/** A screen that may lose patches, and asks for a new snapshot when one does not follow. */
const openScreen = ({ announcements, listeners }: ReturnType<typeof begin>) => {
  let picture: RoomPicture = announcements.snapshot()
  let deaf = false
  listeners.add((patch) => {
    if (!deaf) picture = applyPatch(picture, patch) ?? announcements.snapshot()
  })
  return {
    picture: () => picture,
    beat: () => {
      if (announcements.position().number !== picture.number) picture = announcements.snapshot()
    },
    setDeaf: (now: boolean) => {
      deaf = now
    },
  }
}

test('P1: whatever is changed, told, lost and resynced in between, every screen ends with the room as it is', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('change' as const), chair: fc.nat(2), value: fc.nat(200), urgent: fc.boolean() }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(150) }),
    fc.record({ kind: fc.constant('open' as const) }),
    fc.record({ kind: fc.constant('deaf' as const), screen: fc.nat(3), deaf: fc.boolean() }),
    fc.record({ kind: fc.constant('recording' as const), notRecording: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const room = begin()
      const screens = [openScreen(room)]
      let notRecording = false
      for (const one of steps) {
        if (one.kind === 'pass') room.clock.pass(one.ms)
        else if (one.kind === 'open') screens.push(openScreen(room))
        else if (one.kind === 'deaf') screens[one.screen]?.setDeaf(one.deaf)
        else if (one.kind === 'recording') {
          notRecording = one.notRecording
          room.announcements.recordingChanged(notRecording)
        } else {
          const id = chairIds[one.chair] ?? chairIds[0]
          const before = room.truth.get(id ?? '')
          if (before === undefined) continue
          const after = withHeartRate(before, one.value)
          room.truth.set(before.chairId, after)
          room.announcements.chairChanged(before, after, one.urgent)
        }
      }
      room.clock.pass(100)
      for (const screen of screens) {
        screen.beat()
        expect(screen.picture().chairs).toEqual([...room.truth.values()])
        expect(screen.picture().notRecording).toBe(notRecording)
      }
    }),
  )
})
