import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** `npm run simulate` from its source. */
const simulate = (args: readonly string[], env: NodeJS.ProcessEnv = {}): { readonly child: ChildProcess; readonly said: () => string } => {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', 'simulators/src/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, NODE_NO_WARNINGS: '1', ...env },
  })
  cleanups.push(() => void child.kill('SIGKILL'))
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { child, said: () => text }
}

describe('simulate as a command', { timeout: 60_000 }, () => {
  it('lists every fault in its help', async () => {
    const { child, said } = simulate(['--help'])
    expect(await once(child, 'close')).toEqual([0, null])
    for (const kind of ['drop', 'half-open', 'reconnect-storm', 'wrong-patient', 'drift'])
      expect(said()).toMatch(new RegExp(`^  ${kind} `, 'm'))
    expect(said()).toContain('KIND[:RATE][@SECOND][+LENGTH][=AMOUNT]')
  })

  it('has each of its options in its description too', async () => {
    const { child, said } = simulate(['--help'])
    await once(child, 'close')
    const options = [...said().matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option ?? '')
    expect(options).toContain('--waves')
    const description = await readFile(join(ROOT, 'docs', 'simulation.md'), 'utf8')
    expect(options.filter((option) => option !== '--help' && !new RegExp(`${option}(?![a-z-])`).test(description))).toEqual([])
  })

  it("says in one line that the panel's port is taken, before anything starts", async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => void other.close())
    const { port } = other.address() as AddressInfo
    const { child, said } = simulate(['--panel', String(port)])
    expect(await once(child, 'close')).toEqual([1, null])
    expect(said()).toBe(`Port ${port} is taken: there is no page to steer the patients. Another port can be given with --panel.\n`)
  })

  it('closes what it had opened where nobody lets it sign in, and says why in one line', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'chairside-simulate-test-'))
    cleanups.push(() => rm(dir, { recursive: true, force: true }))
    await writeFile(join(dir, 'tokens.json'), JSON.stringify([{ sourceId: 'm1', label: 'M1', token: 'a-token-of-sixteen-or-more' }]))
    const strict = createServer((_, response) => void response.writeHead(401, { 'content-type': 'application/json' }).end('{}'))
    await new Promise<void>((resolve) => strict.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => {
      strict.closeAllConnections()
      strict.close()
    })
    const url = `http://127.0.0.1:${(strict.address() as AddressInfo).port}`
    const { child, said } = simulate(['--tokens', join(dir, 'tokens.json'), '--url', url, '--record', join(dir, 'out')], {
      CHAIRSIDE_SIMULATE_PASSWORD: 'a password',
    })
    expect(await once(child, 'close')).toEqual([1, null])
    expect(said()).toMatch(/^\S.+\n$/)
    expect(await readdir(join(dir, 'out'))).toEqual([])
  })

  it('ends at the first Ctrl-C, also while the room is not open yet', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'chairside-simulate-test-'))
    cleanups.push(() => rm(dir, { recursive: true, force: true }))
    await writeFile(join(dir, 'tokens.json'), JSON.stringify([{ sourceId: 'm1', label: 'M1', token: 'a-token-of-sixteen-or-more' }]))
    // It takes the sign-in and never answers.
    const silent = createServer()
    const asked = once(silent, 'request')
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => {
      silent.closeAllConnections()
      silent.close()
    })
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const { child } = simulate(['--tokens', join(dir, 'tokens.json'), '--url', url, '--record', join(dir, 'out')], {
      CHAIRSIDE_SIMULATE_PASSWORD: 'a password',
    })
    await asked
    const ended = once(child, 'close')
    child.kill('SIGINT')
    expect(await ended).toEqual([0, null])
    expect(await readdir(join(dir, 'out'))).toEqual([])
  })
})
