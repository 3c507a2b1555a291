import { carriedBy, effectiveEntries } from '@chairside/server/domain/effective-entries'
import { type Entry, MEDICATION_GROUPS, type MedicationGroup } from '@chairside/shared/entry'
import type { EventPicture } from '@chairside/shared/picture'
import { describe, expect, it } from 'vitest'
import { NURSE } from '../support/judge-harness.ts'

const event = (at: number, entry: Entry, corrected?: Entry | null): EventPicture => ({
  at,
  by: NURSE.name,
  entry,
  factSeq: at,
  correction: corrected === undefined ? null : { entry: corrected, by: NURSE.name, at: at + 1, reason: 'a slip' },
})
const oxygen = (on: boolean): Entry => ({ kind: 'oxygen', on })
const drug = (group: MedicationGroup): Entry => ({ kind: 'medication', name: 'a drug', group, dose: '1 mg' })
const NOTE: Entry = { kind: 'note', text: 'calm' }

describe('R1: entries as they stand after their corrections', () => {
  it('R1: a corrected one reads as corrected, at its own time; a withdrawn one is not there', () => {
    const first = event(1, NOTE)
    const corrected = event(2, oxygen(true), oxygen(false))
    expect(effectiveEntries([first, corrected, event(3, oxygen(true), null), event(4, NOTE)])).toEqual([
      first,
      { ...corrected, entry: oxygen(false) },
      event(4, NOTE),
    ])
  })

  it('R1: where nothing was corrected they are the very same list, which is asked for at each reading', () => {
    const events = [event(1, NOTE), event(2, oxygen(true))]
    expect(effectiveEntries(events)).toBe(events)
    expect(effectiveEntries([event(1, NOTE, null)])).toEqual([])
    expect(effectiveEntries([event(1, NOTE), event(2, NOTE, null)])).toEqual([event(1, NOTE)])
  })
})

describe('D2, D6: what later rules read from the entries', () => {
  const NOTHING = { rescues: [], oxygenOn: false, oxygenOffSince: null }
  const carried = (...events: readonly EventPicture[]) => carriedBy(events)

  it('V8: nothing entered is nothing given', () => {
    expect(carried()).toEqual(NOTHING)
    expect(carried(event(1, NOTE), event(2, { kind: 'sedation', moaas: 5 }))).toEqual(NOTHING)
  })

  it('D2: each time at which a drug was given that lengthens the stay, and no other drug', () => {
    const given = MEDICATION_GROUPS.map((group, index) => event(index + 1, drug(group)))
    expect(carried(...given, event(9, drug('benzodiazepine')))).toEqual({ ...NOTHING, rescues: [1, 2, 9] })
    expect(MEDICATION_GROUPS.slice(0, 2)).toEqual(['benzodiazepine', 'iv-antihypertensive'])
  })

  it('R1: as corrected: withdrawn, it was not given; of another group, it counts by that', () => {
    expect(carried(event(1, drug('benzodiazepine'), null)).rescues).toEqual([])
    expect(carried(event(1, drug('benzodiazepine'), drug('other'))).rescues).toEqual([])
    expect(carried(event(1, drug('other'), drug('benzodiazepine'))).rescues).toEqual([1])
  })

  it('D5: whether oxygen runs, and since when it does not', () => {
    expect(carried(event(1, oxygen(true)))).toEqual({ ...NOTHING, oxygenOn: true })
    expect(carried(event(1, oxygen(true)), event(5, oxygen(false)))).toEqual({ ...NOTHING, oxygenOffSince: 5 })
    expect(carried(event(1, oxygen(true)), event(5, NOTE), event(6, drug('other')))).toEqual({ ...NOTHING, oxygenOn: true })
  })

  it('D5: said again, it is off since it was taken off; that it is off where it never ran says nothing', () => {
    expect(carried(event(1, oxygen(false)))).toEqual(NOTHING)
    expect(carried(event(1, oxygen(true)), event(5, oxygen(false)), event(8, oxygen(false))).oxygenOffSince).toBe(5)
    expect(carried(event(1, oxygen(true)), event(5, oxygen(false)), event(8, oxygen(true)))).toEqual({
      ...NOTHING,
      oxygenOn: true,
      oxygenOffSince: 5,
    })
    expect(carried(...[true, false, true, false].map((on, index) => event(index + 1, oxygen(on)))).oxygenOffSince).toBe(4)
    expect(carried(event(1, oxygen(true)), event(2, oxygen(true)), event(5, oxygen(false))).oxygenOffSince).toBe(5)
  })
})
