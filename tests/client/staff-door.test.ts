import { createStaffDoor, type StaffAnswer } from '@chairside/client/feed/staff-door.ts'
import { describe, expect, it } from 'vitest'

const doorThat = (answer: () => Promise<Response>) => {
  const sent: { readonly path: string; readonly body: unknown }[] = []
  const door = createStaffDoor((path, init) => {
    sent.push({ path: String(path), body: JSON.parse(String(init?.body)) as unknown })
    return answer()
  })
  return { door, sent }
}
const refusing = (status: number, body: object): Promise<StaffAnswer<null>> =>
  doorThat(async () => Response.json(body, { status })).door.lock('by-hand')

describe('S8: the door at which people prove who they are', () => {
  it('S8: an answer without content is a yes, and one with content gives it', async () => {
    const { door, sent } = doorThat(async () => new Response(null, { status: 204 }))
    expect(await door.lock('idle')).toEqual({ ok: true, value: null })
    expect(await door.unlock('a proof')).toEqual({ ok: true, value: null })
    expect(sent).toEqual([
      { path: '/api/lock', body: { because: 'idle' } },
      { path: '/api/unlock', body: { proof: 'a proof' } },
    ])
    const person = { proof: 'p', staffId: 's1', name: 'N. Ortega', role: 'nurse' } as const
    const confirming = doorThat(async () => Response.json(person)).door
    expect(await confirming.confirmPerson({ secret: 'x', purpose: 'unlock', sessionId: null })).toEqual({ ok: true, value: person })
  })

  it('S8: a refusal that it knows is named; any other, and silence, is nobody there', async () => {
    expect(await refusing(403, { code: 'wrong-secret' })).toEqual({ ok: false, why: 'wrong-secret' })
    expect(await refusing(423, { code: 'locked', details: [] })).toEqual({ ok: false, why: 'locked' })
    expect(await refusing(500, { code: 'something-else' })).toEqual({ ok: false, why: 'unreachable' })
    expect(await refusing(502, {})).toEqual({ ok: false, why: 'unreachable' })
    const silent = doorThat(() => Promise.reject(new Error('no network'))).door
    expect(await silent.awake()).toEqual({ ok: false, why: 'unreachable' })
    expect(await doorThat(async () => new Response('<html>')).door.awake()).toEqual({ ok: false, why: 'unreachable' })
  })
})
