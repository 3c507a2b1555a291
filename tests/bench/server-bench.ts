import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { SourceId } from '@chairside/shared/identity'
import { machineClock } from '@chairside/simulators/clock'
import { DEMO_PASSWORD } from '@chairside/simulators/demo-room'
import { startServer } from '@chairside/simulators/server-process'
import { connectStaff } from '@chairside/simulators/staff-connection'
import { cpuMs, type Figure, quantile } from './figures.ts'

const SOURCE = ['--conditions=source', '--import', 'tsx']
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

const firstLine = async (child: ChildProcess): Promise<string> => {
  if (child.stdout === null) throw new Error('no standard output')
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return line
}

interface Outcome {
  readonly cpuShare: number
  readonly receiptMs: readonly number[]
  readonly refused: number
}

/** Runs the load against one process and measures what that process spent meanwhile. `prepare` runs once the monitors are there. */
const measure = async (pid: number, plan: object, seconds: number, prepare: () => Promise<void> = async () => {}): Promise<Outcome> => {
  const load = spawn(process.execPath, [...SOURCE, here('./load.ts'), JSON.stringify({ ...plan, seconds })], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: load.stdout })
  const next = async (): Promise<string> => ((await once(lines, 'line')) as [string])[0]
  await next()
  await prepare()
  const result = next()
  const before = cpuMs(pid)
  const started = performance.now()
  load.stdin.write('go\n')
  const { receiptMs, refused } = JSON.parse(await result) as { receiptMs: number[]; refused: number }
  const cpuShare = (cpuMs(pid) - before) / (performance.now() - started)
  return { cpuShare, receiptMs, refused }
}

const cookieOf = async (url: string): Promise<string> => {
  const response = await fetch(new URL('/api/sign-in', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify({ login: 'viewer', password: DEMO_PASSWORD }),
  })
  await response.arrayBuffer()
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

const openSessions = async (url: string, tokens: readonly { readonly sourceId: string }[]): Promise<void> => {
  const problems: string[] = []
  const staff = await connectStaff({
    url,
    login: 'physician',
    password: DEMO_PASSWORD,
    clock: machineClock,
    onPicture: () => undefined,
    onProblem: (sentence) => problems.push(sentence),
  })
  const picture = (): NonNullable<typeof staff.picture> | null => staff.picture
  while (picture() === null) await new Promise((resolve) => setTimeout(resolve, 20))
  const chairs = picture()?.chairs.map((chair) => chair.chairId) ?? []
  const order = { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1 } as const
  for (const [index, chairId] of chairs.entries()) {
    const sourceId = tokens[index]?.sourceId as SourceId
    const patient = { identifier: `bench-${index}`, name: 'Bench', infusionNumber: 1, courseLength: 6 }
    const sessionOf = () => staff.picture?.chairs.find((chair) => chair.chairId === chairId)?.session?.sessionId ?? null
    await staff.act(chairId, null, { kind: 'check-in', patient, order, simulated: true })
    while (sessionOf() === null) await new Promise((resolve) => setTimeout(resolve, 5))
    for (const act of [
      { kind: 'bind-monitor', sourceId },
      { kind: 'begin-baseline' },
      { kind: 'start-infusion', overrideReason: 'bench' },
    ] as const) {
      const reply = await staff.act(chairId, sessionOf(), act)
      if (!reply.ok) problems.push(`${act.kind}: ${reply.problem.code}`)
    }
  }
  staff.close()
  if (problems.length > 0) throw new Error(problems.slice(0, 3).join('; '))
}

/** 50 chairs at 1 Hz, four screens: the server beside a bare batched relay of the same traffic. */
export const benchServer = async (chairs: number, seconds: number): Promise<readonly Figure[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'chairside-bench-'))
  const devices = Array.from({ length: chairs }, (_, index) => ({
    sourceId: `bench-${index + 1}`,
    label: `Bench ${index + 1}`,
    token: `bench-token-of-monitor-${index + 1}`,
  }))
  const port = 18_420
  const server = startServer(
    { port, dataDir, speed: 1, chairs, password: DEMO_PASSWORD, devices: devices as never, clinic: 'Bench' },
    machineClock,
    (sentence) => process.stderr.write(`${sentence}\n`),
  )
  const relay = spawn(process.execPath, [...SOURCE, here('./relay.ts')], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    await server.ready
    const relayPort = await firstLine(relay)
    const tokens = devices.map((device) => device.token)
    const plan = { url: server.url, tokens, cookie: await cookieOf(server.url) }
    const ours = await measure(server.pid, plan, seconds, () => openSessions(server.url, devices))
    const bare = await measure(relay.pid ?? 0, { url: `http://127.0.0.1:${relayPort}`, tokens, cookie: null }, seconds)
    if (ours.refused > 0) throw new Error(`${ours.refused} deliveries were refused`)
    return [
      {
        what: `server, ${chairs} chairs at 1 Hz, 4 screens`,
        unit: '% of a core',
        value: ours.cpuShare * 100,
        baseline: { what: 'bare batched relay', value: bare.cpuShare * 100 },
        budget: 'under 10 %',
      },
      {
        what: 'receipt (durable), median',
        unit: 'ms',
        value: quantile(ours.receiptMs, 0.5),
        baseline: { what: 'bare acknowledgement', value: quantile(bare.receiptMs, 0.5) },
        budget: '',
      },
      {
        what: 'receipt (durable), p99',
        unit: 'ms',
        value: quantile(ours.receiptMs, 0.99),
        baseline: { what: 'bare acknowledgement', value: quantile(bare.receiptMs, 0.99) },
        budget: 'at most 150',
      },
    ]
  } finally {
    relay.kill('SIGTERM')
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
