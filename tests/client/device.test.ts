import { createDeviceKeep } from '@chairside/client/feed/device-keep.ts'
import {
  chooseChair,
  chooseNaming,
  chooseOrder,
  createDeviceStore,
  NEW_DEVICE,
  namingAt,
  readPreferences,
  shownName,
} from '@chairside/client/model/device.ts'
import { describe, expect, it } from 'vitest'

const memory = (kept: Record<string, string> = {}) => ({
  kept,
  getItem: (key: string) => kept[key] ?? null,
  setItem: (key: string, value: string) => {
    kept[key] = value
  },
})

describe('what a device remembers', () => {
  it('keeps every choice at once, for the next page', () => {
    const storage = memory()
    const store = createDeviceStore(createDeviceKeep(() => storage))
    chooseNaming(store, 'desk', 'name')
    chooseOrder(store, 'worst-first')
    chooseChair(store, '7')
    const again = createDeviceStore(createDeviceKeep(() => storage)).getState()
    expect(again).toEqual({ naming: { desk: 'name' }, order: 'worst-first', chairId: '7', traces: [] })
  })

  it('begins with the least on a wall, whatever the desk shows', () => {
    const store = createDeviceStore({ read: () => null, write: () => undefined })
    chooseNaming(store, 'desk', 'name')
    expect(namingAt(store.getState(), 'desk')).toBe('name')
    expect(namingAt(store.getState(), 'wall')).toBe('chair')
    expect(namingAt(store.getState(), 'chairside')).toBe('initials')
  })

  it.each([
    ['nothing', null],
    ['no text of ours', 'wall silent'],
    ['half a text', '{"order":"worst-first"'],
    ['a list', '["place"]'],
    ['null', 'null'],
    ['values of other kinds', '{"naming":{"wall":"everything","desk":3},"order":"alphabetic","chairId":4}'],
    ['a naming that is no object', '{"naming":"name"}'],
    ['a chair that is no name of one', `{"chairId":"${'9'.repeat(200)}"}`],
  ])('ignores what is damaged: %s', (_what, text) => {
    expect(readPreferences(text)).toEqual(NEW_DEVICE)
  })

  it('keeps the sound parts of what is damaged in part', () => {
    expect(readPreferences('{"naming":{"wall":"name","desk":"chair"},"order":7,"chairId":""}')).toEqual({
      naming: { wall: 'name', desk: 'chair' },
      order: 'place',
      chairId: null,
      traces: [],
    })
  })

  it('works where storage is forbidden', () => {
    const store = createDeviceStore(
      createDeviceKeep(() => {
        throw new Error('SecurityError')
      }),
    )
    chooseOrder(store, 'worst-first')
    expect(store.getState().order).toBe('worst-first')
  })

  it('names a patient as far as it may', () => {
    expect(shownName('name', ' Ana Kovac ')).toBe('Ana Kovac')
    expect(shownName('initials', 'Ana Kovac')).toBe('A. K.')
    expect(shownName('chair', 'Ana Kovac')).toBe('')
  })
})
