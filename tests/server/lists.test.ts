import { profilePicture } from '@chairside/server/app/profile-picture'
import { readConfig } from '@chairside/server/config/read-config'
import { LISTED_AT_MOST, USUAL_LISTS } from '@chairside/shared/clinic-lists'
import { describe, expect, test } from 'vitest'

const read = (lists: unknown) => {
  const text = typeof lists === 'string' ? lists : JSON.stringify(lists)
  return readConfig({ CHAIRSIDE_LISTS_FILE: 'lists.json' }, () => text)
}
const faultsOf = (lists: unknown): readonly string[] => {
  const result = read(lists)
  return result.ok ? [] : result.faults
}
const listsOf = (lists: unknown) => {
  const result = read(lists)
  if (!result.ok) throw new Error(result.faults.join('\n'))
  return profilePicture(result.config.practice).lists ?? USUAL_LISTS
}
const AT = 'CHAIRSIDE_LISTS_FILE: lists.json:'

describe("the clinic's lists", () => {
  test('screens are told the usual lists where the clinic wrote none', () => {
    const result = readConfig({})
    if (!result.ok) throw new Error(result.faults.join('\n'))
    expect(profilePicture(result.config.practice).lists).toEqual(USUAL_LISTS)
  })

  test('a list that is written stands for the whole list; what is left out stays', () => {
    const medications = [{ name: 'Ondansetron', group: 'antiemetic', dose: '4 mg IV' }]
    const steps = ['reassure', { name: 'Dim the light' }]
    const lists = listsOf({ medications, steps, instructions: { telephone: '555 0100', paragraphs: [{ en: 'Rest.', es: 'Descanse.' }] } })
    expect(lists).toEqual({
      medications,
      steps,
      excursion: USUAL_LISTS.excursion,
      instructions: { telephone: '555 0100', telephoneAtNight: null, paragraphs: [{ en: 'Rest.', es: 'Descanse.' }] },
    })
    expect(listsOf({ steps }).medications).toEqual(USUAL_LISTS.medications)
  })

  test('every fault is told by its path, and none of it is used', () => {
    const faults = faultsOf({
      medications: [
        { name: '', group: 'antiemetic' },
        { name: 'X', group: 'vitamin' },
      ],
      steps: ['dance'],
      instructions: { telephone: 5 },
      colours: [],
    })
    for (const path of ['medications.0.name', 'medications.1.group', 'steps.0', 'instructions.telephone'])
      expect(faults.some((fault) => fault.startsWith(`${AT} ${path}:`))).toBe(true)
    expect(faults.some((fault) => fault.includes('colours'))).toBe(true)
  })

  test('a list has a bound, and nothing twice', () => {
    const many = Array.from({ length: LISTED_AT_MOST + 1 }, (_, index) => ({ name: `Drug ${index}`, group: 'other' }))
    expect(faultsOf({ medications: many })).toHaveLength(1)
    expect(faultsOf({ medications: many.slice(1) })).toEqual([])
    expect(faultsOf({ steps: [{ name: 'Light' }, { name: 'light' }] })).toEqual([`${AT} steps.1: light is in the list twice`])
  })

  test("X7: the tasks of an excursion are the clinic's, by side; one side may be left as it is", () => {
    const high = [{ step: 'recheck' }, { step: { name: 'Check the line' }, withinMin: 2 }, { step: 'medication', from: 'critical' }]
    expect(listsOf({ excursion: { high } }).excursion).toEqual({ high, low: USUAL_LISTS.excursion.low })
  })

  test('X6: a card of tasks without a recheck is refused, since only a reading closes an excursion', () => {
    const missing = 'the recheck is missing: an excursion is closed by a reading alone'
    expect(faultsOf({ excursion: { high: [{ step: 'medication' }] } })).toEqual([`${AT} excursion.high: ${missing}`])
    expect(faultsOf({ excursion: { low: [{ step: 'recheck', from: 'emergency' }] } })).toEqual([`${AT} excursion.low: ${missing}`])
    expect(faultsOf({ excursion: { low: [{ step: 'recheck' }, { step: 'recheck' }] } })).toHaveLength(1)
    expect(faultsOf({ excursion: { low: [{ step: 'recheck', withinMin: 2 }] } })).toHaveLength(1)
    expect(faultsOf({ excursion: { high: [{ step: 'recheck' }, { step: 'medication', withinMin: 0 }] } })).toHaveLength(1)
    expect(faultsOf({ excursion: { high: [{ step: 'recheck' }, { step: 'medication', withinMin: 61 }] } })).toHaveLength(1)
  })

  test('a file that is no JSON is said to be none', () => {
    expect(faultsOf('{')).toEqual(['CHAIRSIDE_LISTS_FILE: lists.json is not JSON'])
  })
})
