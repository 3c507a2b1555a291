import { readConfig } from '@chairside/server/config/read-config'
import { expect, test } from 'vitest'
import { configFor, startTestServer } from '../support/server-harness.ts'
import { createMemoryStore } from '../support/server-memory-store.ts'

const faultsOf = (environment: Record<string, string>): readonly string[] => {
  const result = readConfig(environment)
  return result.ok ? [] : result.faults
}

test('without any variable the server is a clinic on loopback, port 8420', () => {
  const result = readConfig({ PATH: '/bin', CHAIRSIDE_CORPUS: '/some/corpus' })
  if (!result.ok) throw new Error(result.faults.join())
  expect(result.config).toMatchObject({
    port: 8420,
    host: '127.0.0.1',
    chairs: 6,
    mode: 'clinic',
    speed: 1,
    timeZone: 'UTC',
    origins: [],
    demo: null,
  })
})

test('every fault is reported at once, unknown variables among them', () => {
  const faults = faultsOf({
    CHAIRSIDE_PORT: 'x',
    CHAIRSIDE_CHAIRS: '25',
    CHAIRSIDE_TIME_ZONE: 'Mars/Olympus',
    CHAIRSIDE_ORIGINS: 'https://a.example/path',
    CHAIRSIDE_SPEED: '60',
    CHAIRSIDE_ROOM_START: '1760000000000',
    CHAIRSIDE_COLOUR: 'blue',
    CHAIRSIDE_DEMO_PASSWORD: 'longenough',
  })
  expect(faults).toHaveLength(8)
  for (const name of ['PORT', 'CHAIRS', 'TIME_ZONE', 'ORIGINS', 'SPEED', 'ROOM_START', 'COLOUR', 'DEMO_PASSWORD'])
    expect(faults.filter((fault) => fault.includes(`CHAIRSIDE_${name}`))).toHaveLength(1)
})

test('a demo needs its password, and its monitors must be readable', () => {
  expect(faultsOf({ CHAIRSIDE_MODE: 'demo' })).toEqual(['CHAIRSIDE_DEMO_PASSWORD is needed in demo mode'])
  expect(faultsOf({ CHAIRSIDE_MODE: 'demo', CHAIRSIDE_DEMO_PASSWORD: 'longenough', CHAIRSIDE_DEMO_DEVICE_TOKENS: '[{' })).toHaveLength(1)
  const result = readConfig({
    CHAIRSIDE_MODE: 'demo',
    CHAIRSIDE_SPEED: '60',
    CHAIRSIDE_DEMO_PASSWORD: 'longenough',
    CHAIRSIDE_DEMO_DEVICE_TOKENS: '[{"sourceId":"mon-1","label":"Monitor 1","token":"a-token-of-length"}]',
  })
  expect(result).toMatchObject({ ok: true, config: { speed: 60, demo: { devices: [{ sourceId: 'mon-1' }] } } })
})

test('S5: demo data and real data never share a folder', async () => {
  const real = createMemoryStore()
  await (await startTestServer({ mode: 'clinic', demo: null }, real)).stop()
  expect(await real.registry.dataKind()).toBe('real')
  expect(await real.registry.accounts()).toEqual([])
  await expect(startTestServer({}, real)).rejects.toThrow('refuses demo mode')
  expect(await real.registry.accounts()).toEqual([])
  const demo = createMemoryStore()
  await (await startTestServer({}, demo)).stop()
  expect(await demo.registry.dataKind()).toBe('demo')
  await expect(startTestServer({ mode: 'clinic', demo: null }, demo)).rejects.toThrow('refuses clinic mode')
  expect(demo.closed()).toBe(true)
})

test('a clinic lets no demo account in, even where one is found', async () => {
  const store = createMemoryStore()
  await (await startTestServer({}, store)).stop()
  await store.registry.setDataKind('real')
  const clinic = await startTestServer({ mode: 'clinic', demo: null }, store)
  const response = await fetch(`${clinic.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'nurse', password: configFor().demo?.password }),
  })
  expect(response.status).toBe(401)
  await clinic.stop()
})
