import { describe, expect, it } from 'vitest'
import { acknowledge, fastHeart, highPressure, lines } from '../support/alarm-lines.ts'
import { inBaseline, minutes, quiet, unsupervised, ZERO } from '../support/judge-harness.ts'

describe('A6: reminders', () => {
  it.each([
    [10 + 120, ['0 raised', '10 acknowledged']],
    [10 + 120.001, ['0 raised', '10 acknowledged', '130 reminded']],
    [10 + 240, ['0 raised', '10 acknowledged', '130 reminded']],
    [10 + 240.001, ['0 raised', '10 acknowledged', '130 reminded', '250 reminded']],
  ])('A6: an acknowledged high alarm that persists is reminded of every 2 min (%d s)', (second, stated) => {
    const example = highPressure()
    acknowledge(example, 10, 'bp-high')
    example.tick(second)
    expect(lines(example, 'bp-high')).toEqual(stated)
  })

  it('A6: a reminder is to be heard, and leaves the acknowledgement', () => {
    const example = highPressure()
    acknowledge(example, 10, 'bp-high')
    example.tick(131)
    expect(example.alarm('bp-high')).toMatchObject({ announcedAt: ZERO + 130_000, acknowledgement: { at: ZERO + 10_000 }, escalation: 0 })
  })

  it.each([
    [20 + 300, 0],
    [20 + 300.001, 1],
    [20 + 600, 1],
    [20 + 600.001, 2],
  ])('A6: a medium one every 5 min (%d s)', (second, count) => {
    const example = fastHeart(20)
    acknowledge(example, 20, 'hr-high')
    for (let at = 25; at < second; at += 5) example.numerics(at, { hr: 125 })
    example.tick(second)
    expect(lines(example, 'hr-high').filter((line) => line.endsWith('reminded'))).toHaveLength(count)
  })

  it('A6: a medium technical one too: what is missing must not be forgotten', () => {
    const example = inBaseline()
    example.numerics(0, { spo2: 97 })
    example.tick(11)
    acknowledge(example, 20, 'source-silent', null)
    example.tick(321)
    expect(lines(example, 'source-silent')).toEqual(['10 raised', '20 acknowledged', '320 reminded'])
  })

  it('A6: a low one is never reminded of', () => {
    const example = quiet()
    example.set(0, 120, 48)
    example.set(60, 120, 48)
    acknowledge(example, 70, 'bp-low', null)
    example.tick(minutes(30))
    expect(lines(example, 'bp-low')).toEqual(['0 raised', '70 acknowledged'])
  })

  it('A6: one that eased to low is not reminded of any more', () => {
    const example = quiet()
    example.set(0, 89, 48)
    example.set(60, 89, 48)
    acknowledge(example, 70, 'bp-low')
    example.set(120, 120, 48)
    expect(example.alarm('bp-low')).toMatchObject({ priority: 'low', acknowledgement: { plan: 'at-bedside' } })
    example.tick(minutes(30))
    expect(lines(example, 'bp-low').filter((line) => line.endsWith('reminded'))).toEqual([])
  })

  it.each(['watching', 'recheck'] as const)('A6: planned as %s, it is reminded of when the next set is due', (plan) => {
    const example = highPressure()
    // After a critical set the next is due in 1 min.
    acknowledge(example, 10, 'bp-high', plan)
    example.tick(60)
    expect(lines(example, 'bp-high')).toEqual(['0 raised', '10 acknowledged'])
    example.tick(60.001)
    expect(lines(example, 'bp-high')).toEqual(['0 raised', '10 acknowledged', '60 reminded'])
  })

  it('A6: a set in time that is normal leaves nothing to be reminded of; one that is not does', () => {
    const normal = highPressure()
    acknowledge(normal, 10, 'bp-high', 'watching')
    normal.set(60, 120, 80)
    normal.tick(61)
    expect(lines(normal, 'bp-high')).toEqual(['0 raised', '10 acknowledged', '60 ended'])
    const high = highPressure()
    acknowledge(high, 10, 'bp-high', 'watching')
    high.set(60, 186, 85)
    high.tick(61)
    expect(lines(high, 'bp-high')).toEqual(['0 raised', '10 acknowledged', '60 reminded'])
  })

  it('A6: who watches is reminded again at the set after it, or after the ordinary wait where none is to come', () => {
    const example = highPressure()
    acknowledge(example, 10, 'bp-high', 'watching')
    example.set(55, 186, 85)
    // The set at 55 s asked for another at 115 s.
    example.tick(116)
    expect(lines(example, 'bp-high').slice(2)).toEqual(['60 reminded', '115 reminded'])
    example.tick(115 + 121)
    expect(lines(example, 'bp-high').slice(4)).toEqual(['235 reminded'])
  })

  it('A6: who watches where no set is due waits the ordinary time', () => {
    const example = inBaseline({ profile: unsupervised })
    example.stream(0, 5, { spo2: 80 })
    expect(example.picture.cuff.nextDueAt).toBeNull()
    acknowledge(example, 10, 'spo2-desat', 'watching')
    for (let second = 10; second <= 125; second += 5) example.numerics(second, { spo2: 80 })
    example.tick(130)
    expect(lines(example, 'spo2-desat')).toEqual(['5 raised', '10 acknowledged'])
    example.tick(130.001)
    expect(lines(example, 'spo2-desat')).toEqual(['5 raised', '10 acknowledged', '130 reminded'])
  })

  it('A6: what rises after it was acknowledged escalates and is not reminded of', () => {
    const example = fastHeart(20)
    acknowledge(example, 20, 'hr-high')
    example.stream(21, 26, { hr: 150 })
    example.stream(27, 57, { hr: 150 })
    expect(lines(example, 'hr-high')).toEqual(['15 raised', '20 acknowledged', '26 priority high', '56 escalated 1 high'])
  })
})
