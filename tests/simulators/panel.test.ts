import { request } from 'node:http'
import { obey, openPanel, type Panel } from '@chairside/simulators/panel'
import type { SimulatedRoom } from '@chairside/simulators/room'
import { type Instruction, instructionIn, orderIn } from '@chairside/simulators/steering'
import { afterEach, describe, expect, it } from 'vitest'

const asked: (readonly [chair: number | null, instruction: Instruction])[] = []
const ROOM = {
  chairs: [{ number: 1, scenario: 'Uneventful', next: null, times: 1, plugged: true, troubles: [], forced: false, phase: 'infusing' }],
  steer: (chair: number | null, instruction: Instruction) => void asked.push([chair, instruction]),
} as unknown as SimulatedRoom

let panel: Panel | null = null
afterEach(async () => {
  asked.length = 0
  await panel?.close()
  panel = null
})

interface Asked {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One request with exactly these headers. */
const ask = ({ method = 'GET', path = '/', headers = {}, body = '' }: Asked): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const to = new URL(path, panel?.url)
    const sent = request(
      { host: to.hostname, port: to.port, path: to.pathname, method, headers: { host: to.host, ...headers } },
      (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString()
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })

const say = (line: string, headers: Readonly<Record<string, string>> = {}) =>
  ask({
    method: 'POST',
    path: '/say',
    headers: { origin: panel?.url ?? '', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ line }),
  })

describe("the instructor's panel", () => {
  it('shows the room and does what is asked', async () => {
    panel = await openPanel(0, () => ROOM)
    expect((await ask({})).text).toContain('<script src="/panel.js" defer></script>')
    expect(JSON.parse((await ask({ path: '/state' })).text)).toMatchObject({ chairs: [{ number: 1, phase: 'infusing' }] })
    expect(await say('1 raise bp')).toEqual({ status: 200, text: '{"answer":"Done: 1 raise bp."}' })
    expect(asked).toEqual([[1, { kind: 'force', force: 'raise bp' }]])
  })

  it('listens on the loopback alone, and to its own page alone', async () => {
    panel = await openPanel(0, () => ROOM)
    expect(new URL(panel.url).hostname).toBe('127.0.0.1')
    expect((await ask({ headers: { host: 'chairs.example' } })).status).toBe(403)
    expect((await ask({ path: '/state', headers: { host: 'chairs.example:8421' } })).status).toBe(403)
    expect((await say('1 unplug', { origin: 'http://other.example' })).status).toBe(403)
    expect((await say('1 unplug', { 'content-type': 'text/plain' })).status).toBe(403)
    expect(
      (await ask({ method: 'POST', path: '/say', headers: { 'content-type': 'application/json' }, body: '{"line":"1 unplug"}' })).status,
    ).toBe(403)
    expect((await say('x'.repeat(2_000))).status).toBe(400)
    expect((await ask({ path: '/../package.json' })).status).toBe(404)
    expect(asked).toEqual([])
  })

  it('says so where the room is not open yet', async () => {
    panel = await openPanel(0, () => null)
    expect((await say('1 unplug')).text).toContain('The room is not open yet.')
  })
})

describe('an order', () => {
  it.each([
    ['3 raise bp', 3, { kind: 'force', force: 'raise bp' }],
    ['all  pause', null, { kind: 'pace', times: 0 }],
    ['2 go', 2, { kind: 'pace', times: 1 }],
    ['2 hurry', 2, { kind: 'pace', times: 10 }],
    ['2 hurry 4', 2, { kind: 'pace', times: 4 }],
    ['1 Stop Breathing', 1, { kind: 'force', force: 'stop breathing' }],
    ['1 probe off', 1, { kind: 'trouble', trouble: 'probe-off', on: true }],
    ['1 probe on', 1, { kind: 'trouble', trouble: 'probe-off', on: false }],
    ['1 unplug', 1, { kind: 'cable', plugged: false }],
    ['1 settle', 1, { kind: 'settle' }],
    ['4 start panic', 4, { kind: 'start', scenario: 'panic' }],
    ['4 start My Own.scenario', 4, { kind: 'start', scenario: 'My Own.scenario' }],
  ] as const)('%s', (line, chair, instruction) => {
    expect(orderIn(line)).toEqual({ chair, instruction })
  })

  it('that is not understood is answered with what may be said', () => {
    expect(() => instructionIn('explode')).toThrow('"explode" is not understood. One may say: start SCENARIO, pause, go')
    expect(() => instructionIn('hurry 900')).toThrow('hurry must be a number from 1 to 30')
    expect(obey(ROOM, 'zero pause')).toBe('A line begins with the number of a chair, or with "all"')
    expect(asked).toEqual([])
  })
})
