import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@chairside/server/storage/open-sqlite'
import type { WaveAnswer, WaveStrip } from '@chairside/shared/wave-wire'
import { MISSING_SAMPLE, samplesIn } from '@chairside/shared/waveform'
import { machineClock } from '@chairside/simulators/clock'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeSockets, occupy, openDevice, openScreen, signIn, type TestDevice } from '../support/server-harness.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { createWaveSource } from '../support/wave-harness.ts'

let dataDir = ''
let server: ServerProcess | null = null
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'chairside-waves-killed-'))
})
afterEach(async () => {
  closeSockets()
  await server?.end('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

const PACKETS = 5
const LASTS_MS = 208

const journalled = (): number => {
  const folder = join(dataDir, 'running-waves')
  return existsSync(folder) ? readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) : 0
}

/** Looks again and again, and lets the server go on between. */
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds()))
    await new Promise<void>((resolve) => {
      machineClock.after(50, resolve)
    })
}

/** A second of waves whose samples count up from `first`; resolves when the journal on the disk has grown by all of it. */
const traceSecond = async (device: TestDevice, first: number): Promise<void> => {
  const before = journalled()
  const source = createWaveSource({ roomNow: () => device.roomNow() })
  let bytes = 0
  for (let packet = 0; packet < PACKETS; packet += 1) {
    const sent = source.next({ first: first + packet * samplesIn('ecg', LASTS_MS), lastsMs: LASTS_MS })
    bytes += sent.samples.byteLength
    const answer = await device.ask<WaveAnswer>('waves', sent)
    if (!answer.ok) throw new Error(answer.code)
  }
  await until(() => journalled() >= before + bytes)
}

const ecgOf = (strip: WaveStrip): readonly number[] => {
  const bytes = Buffer.from(strip.channels.ecg ?? '', 'base64')
  return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readInt16LE(index * 2)).filter((value) => value !== MISSING_SAMPLE)
}
const counting = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, index) => from + index)

test('S4, R1: SIGKILL takes no second of waves that the journal had, and gives none to another patient', { timeout: 90_000 }, async () => {
  server = await startServerProcess(dataDir)
  const nurse = await openScreen(server.url, await signIn(server.url, 'nurse'))
  const [one, two] = [await openDevice(server.url, 'mon-1'), await openDevice(server.url, 'mon-2')]
  await Promise.all([one.declare(), two.declare()])
  const [ana, bea] = [await occupy(nurse, '1', 'mon-1'), await occupy(nurse, '2', 'mon-2')]
  const from = one.roomNow() - 10_000
  await traceSecond(one, 1)
  await traceSecond(two, 5_001)
  expect(await server.end('SIGKILL')).toBe('SIGKILL')

  server = await startServerProcess(dataDir)
  const cookie = await signIn(server.url, 'physician')
  const url = server.url
  const strip = async (sessionId: string): Promise<WaveStrip> =>
    (await (
      await fetch(`${url}/api/sessions/${sessionId}/waves?from=${from}&to=${from + 60_000}`, { headers: { cookie } })
    ).json()) as WaveStrip
  const count = PACKETS * samplesIn('ecg', LASTS_MS)
  // What was journalled is stored right after the start; until then it is nowhere to be read.
  await until(async () => ecgOf(await strip(ana)).length > 0 && ecgOf(await strip(bea)).length > 0)
  expect(ecgOf(await strip(ana))).toEqual(counting(1, count + 1))
  expect(ecgOf(await strip(bea))).toEqual(counting(5_001, 5_001 + count))

  expect(await server.end('SIGTERM')).toBe(0)
  expect(journalled()).toBe(0)
  const store = await openStore({ dataDir, threaded: false })
  expect(await store.record.verify()).toStrictEqual([])
  await store.close()
})
