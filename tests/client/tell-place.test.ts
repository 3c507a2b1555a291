import { tellPlace } from '@chairside/client/feed/tell-place.ts'
import { chooseChair, chooseOrder, createDeviceStore } from '@chairside/client/model/device.ts'
import type { StationKind } from '@chairside/client/model/sound-state.ts'
import { expect, it } from 'vitest'

/** A station as the sound keeps it. */
const newStation = () => {
  const heard: (() => void)[] = []
  let state: { readonly station: { readonly kind: StationKind; readonly carries: boolean } } = { station: { kind: 'desk', carries: true } }
  return {
    getState: () => state,
    subscribe: (listener: () => void) => {
      heard.push(listener)
      return () => undefined
    },
    become: (kind: StationKind) => {
      state = { station: { kind, carries: false } }
      for (const listener of heard) listener()
    },
  }
}

it('R2: a screen tells where it stands at first and after each change, and nothing twice', () => {
  const sound = newStation()
  const device = createDeviceStore({ read: () => null, write: () => undefined })
  const told: string[] = []
  tellPlace(sound, device, (cookie) => told.push(cookie.split(';')[0] ?? ''))
  chooseOrder(device, 'worst-first')
  sound.become('chairside')
  chooseChair(device, '3')
  sound.become('wall')
  expect(told).toEqual(['desk', 'chairside', 'chairside-3', 'wall'].map((place) => `chairside_place=${place}`))
})
