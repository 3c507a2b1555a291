import { sessionIdSchema } from '@chairside/shared/identity'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkIn, closeSockets, openScreen, signIn, startTestServer, type TestServer } from '../support/server-harness.ts'

let server: TestServer
beforeEach(async () => {
  server = await startTestServer()
})
afterEach(async () => {
  closeSockets()
  await server.stop()
})

const print = async (cookie: string, body: object): Promise<number> => {
  const response = await fetch(`${server.url}/api/prints`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  await response.arrayBuffer()
  return response.status
}
const audited = () => server.store.audited.filter(({ action }) => action.startsWith('print-'))

test('what leaves the room on paper is in the audit: who, which sheet, of which session', async () => {
  const nurse = await signIn(server.url, 'nurse')
  const screen = await openScreen(server.url, nurse)
  expect(await screen.act('1', checkIn(), { sessionId: null })).toMatchObject({ ok: true })
  await screen.until(() => screen.chair('1').session !== null)
  const sessionId = screen.chair('1').session?.sessionId ?? ''
  expect(await print(nurse, { sheet: 'instructions', chairId: '1', sessionId })).toBe(204)
  expect(await print(nurse, { sheet: 'downtime' })).toBe(204)
  expect(audited()).toMatchObject([
    { action: 'print-instructions', object: `session ${sessionId}`, details: { chair: '1' } },
    { action: 'print-downtime-sheet', object: 'room', details: { sessions: sessionId } },
  ])
})

test('a sheet of a session that is not on the chair, and one for a screen on the wall, are refused and not audited', async () => {
  const nurse = await signIn(server.url, 'nurse')
  const other = sessionIdSchema.parse('another-session')
  expect(await print(nurse, { sheet: 'instructions', chairId: '1', sessionId: other })).toBe(400)
  expect(await print(nurse, { sheet: 'poster' })).toBe(400)
  expect(await print(await signIn(server.url, 'viewer'), { sheet: 'downtime' })).toBe(403)
  expect(await print('', { sheet: 'downtime' })).toBe(401)
  expect(audited()).toEqual([])
})
