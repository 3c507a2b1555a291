import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Command } from '@chairside/shared/command'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Reply } from '@chairside/shared/reply'
import { SCREENS_NAMESPACE } from '@chairside/shared/wire'
import { machineClock } from '@chairside/simulators/clock'
import { isAwaited, moveFrom } from '@chairside/simulators/seen-move'
import { connectStaff } from '@chairside/simulators/staff-connection'
import { Server } from 'socket.io'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { chairWith, NOW, sessionIn } from './chair-picture.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A server that notes commands and answers from the `from`-th asking on; before, it breaks the connection or says nothing. */
const busyServer = async (from: number, breaks: boolean): Promise<{ readonly url: string; readonly asked: Command[] }> => {
  const asked: Command[] = []
  const http = createServer((request, response) => {
    if (request.url === '/api/sign-in') response.writeHead(200, { 'set-cookie': 'session=1' })
    response.end('{}')
  })
  const io = new Server(http)
  io.of(SCREENS_NAMESPACE).on('connection', (socket) => {
    socket.on('command', (command: Command, answer: (reply: Reply) => void) => {
      asked.push(command)
      if (asked.length >= from) answer({ ok: true, recorded: true })
      else if (breaks) socket.conn.close()
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => io.close())
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, asked }
}

const start = async (url: string, replyWithinMs?: number): Promise<Reply> => {
  const nurse = await connectStaff({
    url,
    login: 'nurse',
    password: 'any',
    clock: machineClock,
    onPicture: () => undefined,
    onProblem: () => undefined,
    ...(replyWithinMs === undefined ? {} : { replyWithinMs }),
  })
  cleanups.push(() => nurse.close())
  await vi.waitFor(() => expect(nurse.connected).toBe(true), { timeout: 10_000 })
  return nurse.act('chair-1' as ChairId, 'session-1' as SessionId, { kind: 'start-infusion', overrideReason: null })
}

describe('a command that is not answered in time', () => {
  it('P3: is asked again under its own number, so that it has one effect', async () => {
    const { url, asked } = await busyServer(3, true)
    expect(await start(url)).toEqual({ ok: true, recorded: true })
    expect(asked.map(({ act }) => act.kind)).toEqual(['start-infusion', 'start-infusion', 'start-infusion'])
    expect(new Set(asked.map(({ commandId }) => commandId)).size).toBe(1)
  })

  it('P3: is given up after three', async () => {
    const { url, asked } = await busyServer(99, false)
    await expect(start(url, 30)).rejects.toThrow('start-infusion was not answered')
    await vi.waitFor(() => expect(asked).toHaveLength(3), { timeout: 10_000 })
    expect(new Set(asked.map(({ commandId }) => commandId)).size).toBe(1)
  })
})

describe('what was done and is not seen yet', () => {
  const before = chairWith(sessionIn('baseline'))
  const move = moveFrom(before, NOW, 60, true)

  it('a picture of before, however late, is no reason to do it again', () => {
    expect(isAwaited(move, before, NOW + 60 * 29_000)).toBe(true)
  })

  it('ends with any other place: the next phase, or the same phase entered anew', () => {
    expect(isAwaited(move, chairWith(sessionIn('infusing')), NOW)).toBe(false)
    expect(isAwaited(move, chairWith(sessionIn('baseline', { phaseSince: NOW + 1 })), NOW)).toBe(false)
    expect(isAwaited(move, chairWith(null), NOW)).toBe(false)
  })

  it('ends after a while, and soon where somebody else had done it', () => {
    expect(isAwaited(move, before, NOW + 60 * 30_000)).toBe(false)
    expect(isAwaited(moveFrom(before, NOW, 60, false), before, NOW + 60 * 500)).toBe(false)
  })
})
