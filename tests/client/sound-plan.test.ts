import { type Burst, NOTHING_HEARD, planSound, type SoundMemory, type SoundRoom } from '@chairside/client/model/alarm-sound.ts'
import { burstLengthMs } from '@chairside/client/model/sound-pattern.ts'
import type { ChairPicture } from '@chairside/shared/picture'
import { describe, expect, it } from 'vitest'
import { announced, answered, chairWith, ROOM_START, soundRoom } from './support/sound-fixture.ts'

/** A station that was there before anything happened. */
const listening = (): SoundMemory => planSound(NOTHING_HEARD, soundRoom([], 0), 0, true).memory

interface Heard extends Burst {
  readonly cutAtMs?: number
}

/**
 * Lets a station listen from `fromMs` to `untilMs`, asked every `stepMs`, and tells what it heard: each burst that began, and when it
 * was cut if it was.
 */
const hear = (
  memory: SoundMemory,
  roomAt: (atMs: number) => SoundRoom,
  untilMs: number,
  { fromMs = 0, stepMs = 100, audible = (_atMs: number): boolean => true } = {},
): readonly Heard[] => {
  const heard: Heard[] = []
  let known = memory
  let last: readonly Burst[] = []
  for (let atMs = fromMs; atMs <= untilMs; atMs += stepMs) {
    const begun = last.filter((burst) => burst.atMs < atMs && !heard.some((one) => one.key === burst.key && one.atMs === burst.atMs))
    heard.push(...begun)
    const plan = planSound(known, roomAt(atMs), atMs, audible(atMs))
    const current = heard.at(-1)
    if (current !== undefined && current.cutAtMs === undefined && current.atMs + burstLengthMs(current.pattern) > atMs) {
      const kept = plan.bursts.some((burst) => burst.key === current.key && burst.atMs === current.atMs)
      if (!kept) heard[heard.length - 1] = { ...current, cutAtMs: atMs }
    }
    known = plan.memory
    last = plan.bursts
  }
  return heard
}

const live =
  (chairsAt: (atMs: number) => readonly ChairPicture[], more: Partial<SoundRoom> = {}) =>
  (atMs: number): SoundRoom =>
    soundRoom(chairsAt(atMs), atMs, more)

const timesOf = (heard: readonly Heard[]): readonly number[] => heard.map((burst) => burst.atMs)
const saidOf = (heard: readonly Heard[]): readonly string[] => heard.map((burst) => `${burst.atMs} ${burst.pattern}`)

describe('what a station hears of one alarm', () => {
  it('A8: a high alarm sounds at once and then every 10 s, a medium one every 25 s, a low one every 30 s', () => {
    for (const [priority, everyMs] of [
      ['high', 10_000],
      ['medium', 25_000],
      ['low', 30_000],
    ] as const) {
      const chairs = [chairWith('1', [announced('A1', priority, 1_000)])]
      const heard = hear(
        listening(),
        live((atMs) => (atMs < 1_000 ? [] : chairs)),
        65_000,
      )
      expect(saidOf(heard)).toEqual(
        Array.from({ length: Math.floor(64_000 / everyMs) + 1 }, (_, index) => `${1_000 + index * everyMs} ${priority}`),
      )
    }
  })

  it('A8: is put on the clock so far ahead that a tab that sleeps for a minute misses nothing', () => {
    const chairs = [chairWith('1', [announced('A1', 'high', 0)])]
    // Asked once and never again: all the bursts until the link itself would be doubted are there.
    const asked = planSound(listening(), soundRoom(chairs, 0, { answeredAtMs: 65_000 }), 0, true)
    expect(timesOf(asked.bursts).filter((atMs) => atMs < 70_000)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000])
    // Asked every 100 ms or once in 20 s: the same is heard.
    const often = hear(listening(), (atMs) => soundRoom(chairs, atMs), 60_500)
    const seldom = hear(listening(), (atMs) => soundRoom(chairs, atMs, { answeredAtMs: atMs + 20_000 }), 60_500, { stepMs: 20_000 })
    expect(timesOf(seldom)).toEqual(timesOf(often).filter((atMs) => atMs < 60_000))
  })

  it('A4: an acknowledgement ends it at once, in the middle of a burst', () => {
    const alarm = announced('A1', 'high', 0)
    const heard = hear(
      listening(),
      live((atMs) => [chairWith('1', [atMs < 11_000 ? alarm : answered(alarm, 11_000)])]),
      60_000,
    )
    expect(heard).toEqual([
      { key: 'session-1 A1', pattern: 'high', atMs: 0 },
      { key: 'session-1 A1', pattern: 'high', atMs: 10_000, cutAtMs: 11_000 },
    ])
  })

  it('A3: a latched alarm whose condition ended goes on until it is acknowledged', () => {
    const ended = announced('A1', 'high', 0, { condition: 'ended', endedAt: ROOM_START + 3_000, latched: true })
    expect(
      timesOf(
        hear(
          listening(),
          live(() => [chairWith('1', [ended])]),
          25_000,
        ),
      ),
    ).toEqual([0, 10_000, 20_000])
  })

  it('A6: a reminder of an acknowledged alarm sounds once, and the next one once more', () => {
    const alarm = answered(announced('A1', 'high', 0), 5_000)
    const heard = hear(
      listening(),
      live((atMs) => [chairWith('1', [atMs < 20_000 ? alarm : { ...alarm, announcedAt: ROOM_START + (atMs < 60_000 ? 20_000 : 60_000) }])]),
      90_000,
    )
    expect(saidOf(heard)).toEqual(['20000 high', '60000 high'])
  })

  it('A8, A6: a screen at a chair sounds for that chair, and for another one only once nobody answered there', () => {
    const alarm = announced('A1', 'high', 0)
    const escalated = { ...alarm, escalation: 1, announcedAt: ROOM_START + 30_000 }
    const ofChair = (chairId: string, onlyChair: string) =>
      saidOf(
        hear(
          listening(),
          (atMs) => soundRoom([chairWith('7', []), chairWith(chairId, [atMs < 30_500 ? alarm : escalated])], atMs, { onlyChair }),
          32_000,
        ),
      )
    expect(ofChair('3', '7')).toEqual(['30500 escalated'])
    expect(ofChair('3', '3')).toEqual(['0 high', '10000 high', '20000 high', '30000 high', '30500 escalated'])
  })

  it('A8: a screen at a chair that the room no longer has sounds for every chair', () => {
    const room = (atMs: number) => soundRoom([chairWith('3', [announced('A1', 'high', 0)])], atMs, { onlyChair: '19' })
    expect(saidOf(hear(listening(), room, 5_000))).toEqual(['0 high'])
  })

  it('A6: an unanswered high alarm gets louder at once when it escalates', () => {
    const alarm = announced('A1', 'high', 0)
    const escalated = { ...alarm, escalation: 1, announcedAt: ROOM_START + 30_000 }
    const heard = hear(
      listening(),
      live((atMs) => [chairWith('1', [atMs < 30_500 ? alarm : escalated])]),
      52_000,
    )
    expect(saidOf(heard)).toEqual([
      '0 high',
      '10000 high',
      '20000 high',
      '30000 high',
      '30500 escalated',
      '40500 escalated',
      '50500 escalated',
    ])
    expect(heard[3]?.cutAtMs).toBe(30_500)
  })

  it('A6: a medium alarm that waited is repeated, and at last heard as a loud high one', () => {
    const alarm = announced('A1', 'medium', 0)
    const repeated = { ...alarm, escalation: 1, announcedAt: ROOM_START + 40_000 }
    const raised = { ...alarm, escalation: 2, presentedAs: 'high' as const, announcedAt: ROOM_START + 60_000 }
    const heard = hear(
      listening(),
      live((atMs) => [chairWith('1', [atMs < 40_000 ? alarm : atMs < 60_000 ? repeated : raised])]),
      72_000,
    )
    expect(saidOf(heard)).toEqual(['0 medium', '25000 medium', '40000 medium', '60000 escalated', '70000 escalated'])
  })

  it('X10: an alarm that eases is silent about it and goes on as the lower one', () => {
    const alarm = announced('A1', 'high', 0)
    const eased = { ...alarm, priority: 'medium' as const, presentedAs: 'medium' as const }
    const heard = hear(
      listening(),
      live((atMs) => [chairWith('1', [atMs < 15_000 ? alarm : eased])]),
      60_000,
    )
    expect(saidOf(heard)).toEqual(['0 high', '10000 high', '25000 medium', '50000 medium'])
  })

  it('a session that has ended is silent', () => {
    const chair = chairWith('1', [announced('A1', 'high', 0)])
    const ended = { ...chair, session: chair.session === null ? null : { ...chair.session, phase: 'discharged' as const } }
    expect(
      hear(
        listening(),
        live(() => [ended]),
        30_000,
      ),
    ).toEqual([])
  })

  it('at 60x the bursts keep their natural length and distance', () => {
    const base = { roomNow: ROOM_START, atMs: 0, speed: 60 }
    const chairs = [chairWith('1', [announced('A1', 'high', 60_000)])]
    const heard = hear(
      listening(),
      live((atMs) => (atMs < 1_000 ? [] : chairs), { base }),
      35_000,
    )
    expect(saidOf(heard)).toEqual(['1000 high', '11000 high', '21000 high', '31000 high'])
  })
})

describe('one voice for many chairs', () => {
  it('A9: of many alarms only the highest sounds', () => {
    const chairs = [
      chairWith('1', [announced('A1', 'low', 0), announced('A2', 'medium', 0), announced('A3', 'medium', 0)]),
      chairWith('2', [announced('A1', 'high', 0)]),
      chairWith('3', [announced('A1', 'medium', 0)]),
    ]
    const heard = hear(
      listening(),
      live(() => chairs),
      60_000,
    )
    expect(new Set(heard.map((burst) => burst.key))).toEqual(new Set(['session-2 A1']))
    expect(heard).toHaveLength(6)
  })

  it('of equals what was announced last has the voice, and waits until the burst before is over', () => {
    const first = chairWith('1', [announced('A1', 'high', 0)])
    const second = chairWith('2', [announced('A1', 'high', 1_000)])
    const heard = hear(
      listening(),
      live((atMs) => (atMs < 1_000 ? [first] : [first, second])),
      20_000,
    )
    expect(heard.every((burst) => burst.cutAtMs === undefined)).toBe(true)
    expect(heard.map((burst) => burst.key)).toEqual(['session-1 A1', 'session-2 A1', 'session-2 A1'])
    expect(heard[1]?.atMs).toBeGreaterThanOrEqual(burstLengthMs('high'))
    expect(heard[1]?.atMs).toBeLessThan(burstLengthMs('high') + 1_000)
  })

  it('a higher alarm cuts a lower one off', () => {
    const medium = chairWith('1', [announced('A1', 'medium', 0)])
    const high = chairWith('2', [announced('A1', 'high', 500)])
    const heard = hear(
      listening(),
      live((atMs) => (atMs < 500 ? [medium] : [medium, high])),
      9_000,
    )
    expect(heard).toEqual([
      { key: 'session-1 A1', pattern: 'medium', atMs: 0, cutAtMs: 500 },
      { key: 'session-2 A1', pattern: 'high', atMs: 500 },
    ])
  })

  it('what was announced behind a higher alarm is heard as soon as that one is answered', () => {
    const high = announced('A1', 'high', 0)
    const medium = chairWith('2', [announced('A1', 'medium', 2_000)])
    const heard = hear(
      listening(),
      live((atMs) => [chairWith('1', [atMs < 6_000 ? high : answered(high, 6_000)]), ...(atMs < 2_000 ? [] : [medium])]),
      35_000,
    )
    expect(saidOf(heard)).toEqual(['0 high', '6000 medium', '31000 medium'])
  })

  it('no two bursts of a plan ever overlap', () => {
    const chairs = [
      chairWith('1', [announced('A1', 'high', 0, { escalation: 1 })], 12_000),
      chairWith('2', [announced('A1', 'medium', 0)], 4_000),
      chairWith('3', [announced('A1', 'low', 0), answered(announced('A2', 'high', 0), -1)]),
    ]
    const { bursts } = planSound(listening(), soundRoom(chairs, 0), 0, true)
    expect(bursts.length).toBeGreaterThan(3)
    bursts.slice(1).forEach((burst, index) => {
      const former = bursts[index] as Burst
      expect(burst.atMs).toBeGreaterThan(former.atMs + burstLengthMs(former.pattern))
    })
  })
})

describe('what is no news', () => {
  it('A9: an alarm that stood there when the page came begins nothing, and goes on in the rhythm that it has', () => {
    for (const [priority, next] of [
      ['high', [20_000, 30_000, 40_000]],
      ['medium', [25_000]],
      ['low', [30_000]],
    ] as const) {
      const chairs = [chairWith('1', [announced('A1', priority, 0)])]
      const heard = hear(NOTHING_HEARD, (atMs) => soundRoom(chairs, atMs), 45_000, { fromMs: 12_000 })
      expect(timesOf(heard)).toEqual(next)
    }
  })

  it('A9: an answered alarm, and a reminder that sounded before the page came, stay silent', () => {
    const reminded = { ...answered(announced('A1', 'high', 0), 1_000), announcedAt: ROOM_START + 5_000 }
    const chairs = [chairWith('1', [reminded, answered(announced('A2', 'medium', 0), 1_000)])]
    expect(hear(NOTHING_HEARD, (atMs) => soundRoom(chairs, atMs), 90_000, { fromMs: 6_000 })).toEqual([])
  })

  it('A9: after an outage only what was announced meanwhile is news', () => {
    const known = announced('A1', 'medium', 0)
    const during = chairWith('2', [announced('A1', 'medium', 15_000)])
    const back = (atMs: number): SoundRoom => soundRoom(atMs < 20_000 ? [chairWith('1', [known])] : [chairWith('1', [known]), during], atMs)
    expect(saidOf(hear(listening(), back, 30_000))).toEqual(['0 medium', '20000 medium'])
    const nothingNew = hear(listening(), (atMs) => soundRoom([chairWith('1', [known])], atMs), 30_000)
    expect(saidOf(nothingNew)).toEqual(['0 medium', '25000 medium'])
  })

  it('A9: who signs in at a screen that was there before hears nothing anew', () => {
    const chairs = [chairWith('1', [announced('A1', 'medium', 0)])]
    const signedOut = planSound(listening(), soundRoom([], 5_000, { base: null, answeredAtMs: null }), 5_000, true).memory
    expect(timesOf(hear(signedOut, (atMs) => soundRoom(chairs, atMs), 30_000, { fromMs: 6_000 }))).toEqual([25_000])
  })

  it('A8: what is announced while the browser is silent is heard as soon as it is not', () => {
    const chairs = [chairWith('1', [announced('A1', 'medium', 1_000)])]
    const heard = hear(listening(), (atMs) => soundRoom(atMs < 1_000 ? [] : chairs, atMs), 40_000, { audible: (atMs) => atMs >= 9_000 })
    expect(timesOf(heard)).toEqual([9_000, 34_000])
  })
})

describe('pauses', () => {
  it('A5: a paused chair is silent at once and until the pause is over; the others are not', () => {
    const medium = chairWith('2', [announced('A1', 'medium', 5_000)])
    const high = announced('A1', 'high', 0)
    const heard = hear(
      listening(),
      live((atMs) => [chairWith('1', [high], atMs < 1_000 || atMs >= 61_000 ? null : 61_000), ...(atMs < 5_000 ? [] : [medium])]),
      72_000,
    )
    expect(saidOf(heard)).toEqual(['0 high', '5000 medium', '30000 medium', '55000 medium', '70000 high'])
    expect(heard[0]?.cutAtMs).toBe(1_000)
  })

  it('A5: the end of a pause is on the clock beforehand, though no message came', () => {
    const chairs = [chairWith('1', [announced('A1', 'high', 0)], 15_000)]
    const { bursts } = planSound(listening(), soundRoom(chairs, 1_000, { answeredAtMs: 30_000 }), 1_000, true)
    expect(bursts[0]).toEqual({ key: 'session-1 A1', pattern: 'high', atMs: 15_000 })
  })

  it('A5: in a fast room a pause lasts by the wall', () => {
    const base = { roomNow: ROOM_START, atMs: 0, speed: 60 }
    const chairs = [chairWith('1', [announced('A1', 'high', 0)], 60 * 60_000)]
    const { bursts } = planSound(listening(), soundRoom(chairs, 0, { base, answeredAtMs: 60_000 }), 0, true)
    expect(bursts[0]?.atMs).toBe(60_000)
  })

  it('A5: a new alarm at a chair whose pause the server ended sounds at once', () => {
    const old = announced('A1', 'medium', 0)
    const heard = hear(
      listening(),
      live((atMs) => [atMs < 10_000 ? chairWith('1', [old], 60_000) : chairWith('1', [old, announced('A2', 'medium', 10_000)])]),
      30_000,
    )
    expect(saidOf(heard)).toEqual(['10000 medium'])
    expect(heard[0]?.key).toBe('session-1 A2')
  })
})

describe('where sound is carried', () => {
  it('A8: a station that is silent by choice hears no alarm', () => {
    const chairs = [chairWith('1', [announced('A1', 'high', 0), announced('A2', 'low', 0)])]
    expect(
      hear(
        listening(),
        live(() => chairs, { carries: false, notRecording: true }),
        60_000,
      ),
    ).toEqual([])
  })

  it('A6: but what escalated is heard at all stations', () => {
    const alarm = announced('A1', 'high', 0)
    const heard = hear(
      listening(),
      live((atMs) => [chairWith('1', [atMs < 30_000 ? alarm : { ...alarm, escalation: 1, announcedAt: ROOM_START + 30_000 }])], {
        carries: false,
      }),
      45_000,
    )
    expect(saidOf(heard)).toEqual(['30000 escalated', '40000 escalated'])
  })

  it('A8: a station that begins to carry sound goes on in the rhythm of the room', () => {
    const chairs = [chairWith('1', [announced('A1', 'high', 0)])]
    const heard = hear(listening(), (atMs) => soundRoom(chairs, atMs, { carries: atMs >= 12_000 }), 35_000)
    expect(timesOf(heard)).toEqual([20_000, 30_000])
  })
})

describe('what the screen says of itself', () => {
  const cutOff =
    (chairs: readonly ChairPicture[], more: Partial<SoundRoom> = {}) =>
    (atMs: number) =>
      soundRoom(chairs, atMs, { answeredAtMs: Math.min(atMs, 2_000), ...more })

  it('G7: sounds 10 s after the last answered ping, again and again, and stops when it is live', () => {
    const heard = hear(listening(), cutOff([]), 65_000)
    expect(saidOf(heard)).toEqual(['12000 not-live', '37000 not-live', '62000 not-live'])
    const back = hear(listening(), (atMs) => soundRoom([], atMs, { answeredAtMs: atMs < 20_000 ? 0 : atMs }), 65_000)
    expect(saidOf(back)).toEqual(['10000 not-live'])
  })

  it('G7: is on the clock beforehand, so that a sleeping tab says it in time', () => {
    const { bursts } = planSound(listening(), soundRoom([], 0, { answeredAtMs: 0 }), 0, true)
    expect(saidOf(bursts)).toEqual(['10000 not-live', '35000 not-live', '60000 not-live'])
  })

  it('G7: replaces the alarms that it no longer knows, no less urgent than they were', () => {
    const high = [chairWith('1', [announced('A1', 'high', 0)])]
    expect(saidOf(hear(listening(), cutOff(high), 35_000))).toEqual([
      '0 high',
      '10000 high',
      '13980 not-live-urgent',
      '23980 not-live-urgent',
      '33980 not-live-urgent',
    ])
    const medium = [chairWith('1', [announced('A1', 'medium', 0)])]
    expect(saidOf(hear(listening(), cutOff(medium), 36_000))).toEqual(['0 medium', '12000 not-live'])
  })

  it('G7: not at a station that carries no sound', () => {
    expect(hear(listening(), cutOff([], { carries: false }), 40_000)).toEqual([])
  })

  it('G7: a session that the server ended is told of for 2 min', () => {
    const heard = hear(listening(), (atMs) => soundRoom([], atMs, { base: null, answeredAtMs: null, endedAtMs: 1_000 }), 200_000, {
      fromMs: 1_000,
    })
    expect(timesOf(heard)).toEqual([1_000, 26_000, 51_000, 76_000, 101_000])
  })

  it('G6: a record that fails is heard when it begins and every 2 min; alarms go before it', () => {
    const heard = hear(
      listening(),
      live(() => [], { notRecording: true }),
      250_000,
    )
    expect(saidOf(heard)).toEqual(['0 high', '120000 high', '240000 high'])
    const chair = { ...chairWith('1', []), notRecording: true }
    expect(
      hear(
        listening(),
        live(() => [chair]),
        5_000,
      ),
    ).toHaveLength(1)
    const louder = hear(
      listening(),
      live(() => [chairWith('1', [announced('A1', 'medium', 0)])], { notRecording: true }),
      30_000,
    )
    expect(saidOf(louder)).toEqual(['0 high', '3980 medium', '28980 medium'])
  })

  it('nothing sounds before there is a picture', () => {
    expect(planSound(NOTHING_HEARD, soundRoom([], 60_000, { base: null, answeredAtMs: null }), 60_000, true).bursts).toEqual([])
  })
})
