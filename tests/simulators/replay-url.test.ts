import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Ran, runProgram } from '../support/run-program.ts'
import { closeSockets, openScreen, PASSWORD, signIn, type TestScreen, tokenOf } from '../support/server-harness.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'

const SPEED = 120
const GAP_FROM_S = 60
const GAP_TO_S = 180

/** Four minutes of a made-up patient: the oximeter each second but for a gap, and two cuff sets. */
const RECORDING = [
  't_s,hr,spo2,nibp_sys,nibp_dia,nibp_map',
  ...Array.from({ length: 241 }, (_, second) => {
    const set = second === 20 ? '131,82,98' : second === 210 ? '186,104,131' : ',,'
    return second > GAP_FROM_S && second < GAP_TO_S ? `${second},,,,,` : `${second},${70 + (second % 3)},97,${set}`
  }),
].join('\n')

let folder: string
let file: string
let server: ServerProcess
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chairside-replay-test-'))
  file = join(folder, 'made-up.csv')
  await writeFile(file, `${RECORDING}\n`)
  server = await startServerProcess(join(folder, 'data'), { CHAIRSIDE_SPEED: String(SPEED), CHAIRSIDE_CHAIRS: '2' })
})
afterEach(closeSockets)
afterAll(async () => {
  await server?.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

const replay = (token: string, ...options: readonly string[]): Promise<Ran> =>
  runProgram('simulators/src/replay.ts', [file, '--url', server.url, ...options], {
    env: { CHAIRSIDE_REPLAY_TOKEN: token, CHAIRSIDE_REPLAY_PASSWORD: PASSWORD },
  })

const openNurse = async (): Promise<TestScreen> => openScreen(server.url, await signIn(server.url, 'nurse'))

test('another speed than the room, and a token it does not know, are refused in words before a chair is touched', async () => {
  const [tooSlow, unknown] = await Promise.all([
    replay(tokenOf('mon-2'), '--source', 'mon-2', '--chair', '2', '--speed', '20'),
    replay('not-a-token-of-this-room', '--source', 'mon-2', '--chair', '2', '--speed', String(SPEED)),
  ])
  expect(tooSlow.err).toContain(`runs at speed ${SPEED}: replay with --speed ${SPEED}.`)
  expect(tooSlow.code).toBe(2)
  expect(unknown.err).toContain('needs the token of a monitor that is registered on that server as simulated.')
  expect(unknown.code).toBe(1)
  expect((await openNurse()).chair('2').session).toBeNull()
})

test('S5: a recording plays on a chair of a room that already runs, by a monitor that was registered meanwhile', async () => {
  const added = await runProgram('server/src/app/admin.ts', ['add-device', '--id', 'replay-1', '--label', 'Replay', '--simulated'], {
    env: { CHAIRSIDE_DATA_DIR: join(folder, 'data') },
  })
  const token = /^Token of replay-1, shown this once: (\S+)$/m.exec(added.out)?.[1] ?? ''
  const nurse = await openNurse()
  const alarmed = nurse.until(() => nurse.chair('2').alarms.some(({ cause, priority }) => cause === 'bp-high' && priority === 'high'))
  const { code, out } = await replay(token, '--source', 'replay-1', '--chair', '2', '--speed', String(SPEED))
  expect(out).toContain('The recording has ended.')
  expect(code).toBe(0)
  await alarmed
  await nurse.until(() => nurse.chair('2').session?.phase === 'recovering')
  const chair = nurse.chair('2')
  expect(chair.session?.simulated).toBe(true)
  expect(chair.source?.sourceId).toBe('replay-1')
  expect(chair.sets.map(({ sys, dia, map }) => [sys, dia, map])).toEqual([
    [131, 82, 98],
    [186, 104, 131],
  ])
  const [first, second] = chair.sets
  expect(second?.at).toBeGreaterThan(first?.at ?? Number.POSITIVE_INFINITY)
  expect(chair.numerics.pulse?.value).toBe(70)
  const url = `${server.url}/api/chairs/2/trend?sessionId=${chair.session?.sessionId}`
  const trend = (await (await fetch(url, { headers: { cookie: await signIn(server.url, 'nurse') } })).json()) as {
    readonly series: { readonly pulse: readonly (readonly number[])[] }
  }
  const buckets = trend.series.pulse.map(([at = 0]) => at)
  const steps = buckets.slice(1).map((at, index) => at - (buckets[index] ?? at))
  // The gap stays a gap, in whole ten seconds and less what a busy machine may shift.
  expect(Math.max(...steps)).toBeGreaterThanOrEqual(60_000)
})
