import { livenessOf, STARTING_LINK } from '@chairside/client/model/liveness.ts'
import { linkLost, linkOpened, takePatch, takePong, takeSnapshot, watchLink } from '@chairside/client/model/room-store.ts'
import { act, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderRoom } from './support/render-app.tsx'
import { NOW, roomOf } from './support/room-fixture.ts'

const link = { ...STARTING_LINK, connected: true, answeredAtMs: 0 }

describe('the liveness of a screen', () => {
  it('G7: is not live from 5 s without an answered ping and covered from 10 s, by time stamps', () => {
    expect(livenessOf(link, true, 4_999)).toBe('live')
    expect(livenessOf(link, true, 5_000)).toBe('not-live')
    expect(livenessOf(link, true, 9_999)).toBe('not-live')
    expect(livenessOf(link, true, 10_000)).toBe('covered')
  })

  it('G7: says so within 5 s of a lost socket', () => {
    expect(livenessOf({ ...link, answeredAtMs: 8_000, lostAtMs: 8_100 }, true, 10_100)).toBe('not-live')
  })

  it('G7: shows the banner at 5 s, covers the numbers at 10 s, and is live again by itself', () => {
    const shown = renderRoom(roomOf(NOW))
    expect(screen.queryByText(/Not live\./)).toBeNull()
    expect(screen.getAllByTestId('bp')[0]).toHaveTextContent(/\d+\/\d+/)

    shown.pass(5_000, watchLink)
    expect(screen.getByText(/Not live\./)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: /close|dismiss/i })).toBeNull()
    expect(screen.getAllByTestId('bp')[0]).toHaveTextContent(/\d+\/\d+/)

    shown.pass(5_000, watchLink)
    expect(screen.getByText(/Numbers are covered/)).toBeInTheDocument()
    for (const bp of screen.getAllByTestId('bp')) expect(bp).not.toHaveTextContent(/\d/)
    for (const value of document.querySelectorAll('.vital-value')) expect(value).not.toHaveTextContent(/\d/)

    shown.pass(1_000, (store, atMs) => {
      linkOpened(store, atMs)
      takeSnapshot(store, { ...roomOf(NOW + 11_000), epoch: 'epoch-2' }, atMs)
    })
    expect(screen.queryByText(/Not live\./)).toBeNull()
    expect(screen.getAllByTestId('bp')[0]).toHaveTextContent(/\d+\/\d+/)
  })

  it('G7: an answer does not count while the picture is from before the outage', () => {
    const shown = renderRoom(roomOf(NOW))
    shown.pass(11_000, (store, atMs) => {
      linkLost(store, atMs - 6_000)
      linkOpened(store, atMs)
      expect(takePong(store, { epoch: 'epoch-1', number: 1, roomNow: NOW, speed: 1 }, atMs, atMs)).toBe('resync')
      watchLink(store, atMs)
    })
    expect(screen.getByText(/Not live\./)).toBeInTheDocument()
  })
})

describe('the picture of a screen', () => {
  it('P1: refuses a patch that does not follow, asks for a snapshot, and takes nothing until it came', () => {
    const { store } = renderRoom(roomOf(NOW))
    const before = store.getState().picture
    const patch = { epoch: 'epoch-1', number: 3, chairs: [], notRecording: true }
    act(() => {
      expect(takePatch(store, patch)).toBe('resync')
      expect(takePatch(store, { ...patch, number: 2 })).toBe('waiting')
    })
    expect(store.getState().picture).toBe(before)
    act(() => takeSnapshot(store, { ...roomOf(NOW), number: 9 }, 100))
    act(() => expect(takePatch(store, { ...patch, number: 10 })).toBe('applied'))
    expect(store.getState().picture?.notRecording).toBe(true)
  })

  it('P1: refuses a patch of another epoch', () => {
    const { store } = renderRoom(roomOf(NOW))
    act(() => expect(takePatch(store, { epoch: 'epoch-0', number: 2, chairs: [] })).toBe('resync'))
  })

  it('P1: a ping that knows a later number shows that something was missed', () => {
    const { store } = renderRoom(roomOf(NOW))
    act(() => expect(takePong(store, { epoch: 'epoch-1', number: 1, roomNow: NOW, speed: 1 }, 10, 20)).toBe('in-step'))
    act(() => expect(takePong(store, { epoch: 'epoch-1', number: 2, roomNow: NOW, speed: 1 }, 30, 40)).toBe('resync'))
  })

  it('G6: not recording stands above every screen', () => {
    renderRoom({ ...roomOf(NOW), notRecording: true })
    expect(screen.getByText(/Not recording/)).toBeInTheDocument()
  })
})
