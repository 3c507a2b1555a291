import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../support/server-harness.ts'
import { createMemoryStore } from '../support/server-memory-store.ts'

let server: TestServer
let clientDir = ''
beforeEach(async () => {
  clientDir = await mkdtemp(join(tmpdir(), 'chairside-client-'))
  await mkdir(join(clientDir, 'assets'))
  await writeFile(
    join(clientDir, 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__" src="/assets/app-1.js"></script>',
  )
  await writeFile(join(clientDir, 'assets', 'app-1.js'), 'export {}')
  await writeFile(join(clientDir, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  server = await startTestServer({}, createMemoryStore(), clientDir)
})
afterEach(async () => {
  await server.stop()
  await rm(clientDir, { recursive: true, force: true })
})

test('every address of the client is the page, with a nonce of its own that the policy names', async () => {
  const nonces = new Set<string>()
  for (const path of ['/', '/chairs/3', '/sign-in']) {
    const response = await fetch(`${server.url}${path}`)
    const page = await response.text()
    const nonce = /script nonce="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(page).toContain(`csp-nonce" nonce="${nonce}"`)
    expect(nonce).toHaveLength(43)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('strict-transport-security')).toBeNull()
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(3)
})

test('built files are served for ever, the page never without its nonce, nothing outside the folder at all', async () => {
  const script = await fetch(`${server.url}/assets/app-1.js`)
  expect(script.status).toBe(200)
  expect(script.headers.get('content-type')).toContain('javascript')
  expect(script.headers.get('cache-control')).toContain('immutable')
  expect((await fetch(`${server.url}/icon.svg`)).status).toBe(200)
  for (const path of ['/index.html', '/assets/none.js', '/none.svg', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json']) {
    const response = await fetch(`${server.url}${path}`)
    expect([path, response.status, (await response.text()).includes('__CSP_NONCE__')]).toEqual([
      path,
      expect.toSatisfy((status: number) => status >= 400),
      false,
    ])
  }
})

test('without a built client the server says how to build it', async () => {
  const bare = await startTestServer()
  const response = await fetch(`${bare.url}/`)
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('npm run build')
  await bare.stop()
})

test('an asset that was packed at the build goes out packed to a browser that takes it, and plain to one that does not', async () => {
  const text = 'export const many = 1\n'.repeat(200)
  await writeFile(join(clientDir, 'assets', 'big-1.js'), text)
  await writeFile(join(clientDir, 'assets', 'big-1.js.gz'), gzipSync(text))
  const packed = await fetch(`${server.url}/assets/big-1.js`, { headers: { 'accept-encoding': 'gzip' } })
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect(packed.headers.get('content-type')).toContain('javascript')
  expect(packed.headers.get('cache-control')).toContain('immutable')
  expect(await packed.text()).toBe(text)
  const plain = await fetch(`${server.url}/assets/big-1.js`, { headers: { 'accept-encoding': 'identity' } })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await plain.text()).toBe(text)
})
