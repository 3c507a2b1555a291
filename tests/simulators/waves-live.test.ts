import { MISSING_SAMPLE } from '@chairside/shared/waveform'
import { createRoomTime, machineClock } from '@chairside/simulators/clock'
import { connectSocketDevice } from '@chairside/simulators/devices/socket-device'
import { declarationAt } from '@chairside/simulators/monitor'
import { recordedWaveforms } from '@chairside/simulators/recordings/recorded-waveforms'
import { createReplay } from '@chairside/simulators/replay-session'
import { openRoom } from '@chairside/simulators/room'
import { connectStaff } from '@chairside/simulators/staff-connection'
import { afterEach, expect, it } from 'vitest'
import { closeSockets, PASSWORD, signIn, startTestServer, type TestServer, tokenOf } from '../support/server-harness.ts'
import { openWaveScreen, type WaveScreen } from '../support/wave-harness.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  closeSockets()
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const serverAt = async (speed: number): Promise<TestServer> => {
  const server = await startTestServer({ speed, chairs: 2 })
  cleanups.push(() => server.stop())
  return server
}
const watching = async (server: TestServer, chairId: string): Promise<WaveScreen> => {
  const screen = await openWaveScreen(server.url, await signIn(server.url, 'viewer'))
  await screen.watch(chairId)
  return screen
}
const traced = (screen: WaveScreen, channel: Parameters<WaveScreen['samplesOf']>[1]): readonly number[] =>
  screen.samplesOf('1', channel).filter((value) => value !== MISSING_SAMPLE)

it('P2: simulated monitors trace their patients live, with a capnograph’s CO2, and every channel as long as the others', async () => {
  const server = await serverAt(4)
  const screen = await watching(server, '1')
  const room = await openRoom({
    url: server.url,
    seed: '1',
    devices: [{ sourceId: 'mon-1', label: 'Monitor 1', token: tokenOf('mon-1') }],
    staff: { nurse: 'nurse', physician: 'physician', password: PASSWORD },
    clock: machineClock,
    habits: () => ({ acknowledgeAfterMs: 60_000, dischargeAfterMs: 60_000, resumeAfterMs: 60_000, turnoverMs: 60_000 }),
    firstCheckInMin: () => 0,
    onProblem: () => undefined,
    waves: true,
  })
  cleanups.push(() => room.close())
  await screen.until(() => traced(screen, 'ecg').length > 2_000)
  const beats = traced(screen, 'ecg').filter((value) => value > 100)
  expect(beats.length).toBeGreaterThan(5)
  const lengths = (['ecg', 'pleth', 'resp', 'co2'] as const).map((channel) => screen.samplesOf('1', channel).length)
  expect(lengths).toEqual([4, 2, 1, 1].map((times) => (lengths[2] ?? 0) * times))
})

it('P2: a replay plays the traces beside its recording, a hole in them as a hole', async () => {
  const speed = 10
  const server = await serverAt(speed)
  const screen = await watching(server, '1')
  const roomTime = createRoomTime(machineClock)
  const device = connectSocketDevice({
    url: server.url,
    token: tokenOf('mon-1'),
    declare: (at) => ({ ...declarationAt(at, null), simulated: false, replayed: true }),
    clock: machineClock,
    now: () => roomTime.now() ?? 0,
    onRoomClock: (reading) => roomTime.set(reading),
    onProblem: () => undefined,
  })
  cleanups.push(() => device.close())
  const staff = { url: server.url, login: 'physician', password: PASSWORD, clock: machineClock, onPicture: () => undefined }
  const physician = await connectStaff({ ...staff, onProblem: () => undefined })
  cleanups.push(() => physician.close())
  /** Twenty seconds at 250 Hz: 1.5 mV, but for the tenth to the twelfth. */
  const samples = Int16Array.from({ length: 5_000 }, (_, index) => (index >= 2_500 && index < 3_000 ? MISSING_SAMPLE : 150))
  const waves = recordedWaveforms([{ rateHz: 250, t0Ms: 0, channels: [{ name: 'II', unit: 'mV', gain: 100, baseline: 0, samples }] }])
  const replay = createReplay({
    moments: Array.from({ length: 21 }, (_, second) => ({
      atMs: second * 1_000,
      entries: [{ kind: 'numerics', at: 0, readings: [{ vital: 'hr', value: 71, unit: '/min' }], off: [] }],
    })),
    label: 'made-up',
    chair: 1,
    sourceId: 'mon-1',
    device,
    physician,
    clock: machineClock,
    roomTime,
    infusion: { fromMs: 1_000, toMs: 15_000 },
    onProgress: () => undefined,
    waves,
  })
  const playing = replay.play()
  await screen.until(() => traced(screen, 'ecg').length > 2_900)
  expect(new Set(traced(screen, 'ecg'))).toEqual(new Set([300]))
  const missing = screen
    .samplesOf('1', 'ecg')
    .slice(1)
    .filter((value) => value === MISSING_SAMPLE)
  expect(missing.length).toBeGreaterThanOrEqual(500)
  await playing
})

it('P2: a room faster than anybody reads carries no waves', async () => {
  const server = await serverAt(200)
  const screen = await watching(server, '1')
  const device = connectSocketDevice({
    url: server.url,
    token: tokenOf('mon-1'),
    declare: (speed) => declarationAt(speed, null),
    clock: machineClock,
    now: () => 1,
    onRoomClock: () => undefined,
    onProblem: () => undefined,
  })
  cleanups.push(() => device.close())
  const refusals = () => server.served.room.roomSources().find(({ sourceId }) => sourceId === 'mon-1')?.refusals ?? {}
  await new Promise<void>((resolve) => {
    const stop = machineClock.every(20, () => {
      device.trace({ startAt: 0, lastsMs: 16, samples: { ecg: new Int16Array(4) }, off: [] })
      if (refusals()['wrong-speed'] === undefined) return
      stop()
      resolve()
    })
  })
  expect(screen.frames).toEqual([])
})
