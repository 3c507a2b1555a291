import { gzipSync } from 'node:zlib'
import type { Store } from '@chairside/server/app/serve'
import { askedProtocol } from '@chairside/server/domain/asked-protocol'
import { carryAfterwards } from '@chairside/server/domain/carry-afterwards'
import { BUILT_BY, drawChart } from '@chairside/server/domain/draw-chart'
import { judgeAgain, protocolOf } from '@chairside/server/domain/judge-again'
import { weighSession } from '@chairside/server/domain/weigh-session'
import type { AlarmReviews } from '@chairside/server/ports/alarm-reviews'
import type { ChartBuilder } from '@chairside/server/ports/charts'
import type { ChartQuery, NumericsRow, OpenSession, RecordEntry, SessionRecord } from '@chairside/server/ports/record'
import { RecordFailure } from '@chairside/server/ports/record'
import type { Account, AuditEntry, DataKind, Device, Pin, Registry, SignIn } from '@chairside/server/ports/registry'
import { createAlarmReading, readWhole } from '@chairside/server/storage/alarm-reading'
import type { SessionId } from '@chairside/shared/identity'
import { CONTINUOUS_VITALS } from '@chairside/shared/vital'
import { createMemoryWaves } from './memory-waves.ts'
import { openTablesInFile } from './patients-in-file.ts'

/** A store in memory whose writes can be held back or made to fail. */
export interface MemoryStore extends Store {
  readonly record: SessionRecord
  readonly registry: Registry
  readonly written: RecordEntry[]
  readonly audited: AuditEntry[]
  /** From now on writes wait until `release`. */
  hold(): void
  release(): void
  /** From now on writes of these sessions fail (all of them: `'all'`), until `mend`. */
  fail(which: 'all' | readonly SessionId[]): void
  mend(): void
  closed(): boolean
}

const ENDINGS: ReadonlySet<string> = new Set(['discharged', 'left-against-advice', 'transferred', 'cancelled'])

export const createMemoryStore = (): MemoryStore => {
  const written: RecordEntry[] = []
  const counts = new Map<SessionId, number>()
  const audited: AuditEntry[] = []
  const accounts = new Map<string, Account>()
  const pins = new Map<string, Pin>()
  const signIns = new Map<string, SignIn>()
  const devices = new Map<string, Device>()
  let kind: DataKind | null = null
  let failing: 'all' | readonly SessionId[] = []
  let gate: { readonly promise: Promise<void>; readonly open: () => void } | null = null
  let lastWriteSucceeded = true
  let isClosed = false

  const entriesOf = (sessionId: SessionId) => written.filter((entry) => entry.sessionId === sessionId)

  const record: SessionRecord = {
    append: async (entries) => {
      await gate?.promise
      const refused = entries.filter((entry) => failing === 'all' || failing.includes(entry.sessionId)).map((entry) => entry.sessionId)
      lastWriteSucceeded = refused.length === 0
      for (const entry of entries) {
        if (refused.includes(entry.sessionId)) continue
        const expected = (counts.get(entry.sessionId) ?? 0) + 1
        if (entry.inputNumber !== expected) throw new Error(`input ${entry.inputNumber} where ${expected} was due`)
        counts.set(entry.sessionId, expected)
        written.push(structuredClone(entry))
      }
      if (refused.length > 0) throw new RecordFailure([...new Set(refused)], new Error('no space left on the disk'))
    },
    openSessions: async () => {
      const open = new Map<SessionId, OpenSession>()
      for (const entry of written) {
        open.set(entry.sessionId, { sessionId: entry.sessionId, chairId: entry.chairId })
        if (entry.facts.some((fact) => fact.kind === 'phase-changed' && ENDINGS.has(fact.to))) open.delete(entry.sessionId)
      }
      return [...open.values()]
    },
    inputsOf: async (sessionId) => entriesOf(sessionId).map((entry) => entry.input),
    factsOf: async (sessionId) => entriesOf(sessionId).flatMap((entry) => entry.facts),
    contentOf: async (sessionId) => {
      const entries = entriesOf(sessionId)
      return entries.length === 0 ? null : { entry: entries.length, hash: entries.length.toString(16).padStart(64, '0') }
    },
    verify: async () => [],
    writable: () => lastWriteSucceeded,
    close: async () => undefined,
  }

  const charts: ChartQuery = {
    numericsOf: async (sessionId, fromAt, toAt) => {
      const rows: NumericsRow[] = []
      for (const { input } of entriesOf(sessionId)) {
        if (input.kind !== 'delivery') continue
        for (const entry of input.entries) {
          if (entry.kind !== 'numerics' || entry.at < fromAt || entry.at > toAt) continue
          const values = Object.fromEntries(CONTINUOUS_VITALS.map((vital) => [vital, entry.values[vital] ?? null]))
          rows.push({ at: entry.at, ...(values as Omit<NumericsRow, 'at'>) })
        }
      }
      return rows.sort((a, b) => a.at - b.at)
    },
  }

  const sourceOf = async (sessionId: SessionId) => {
    const entries = entriesOf(sessionId)
    const [first] = entries
    if (first === undefined) return null
    const content = await record.contentOf(sessionId)
    return { inputs: entries.map(({ input }) => input), facts: entries.flatMap(({ facts }) => facts), chairId: first.chairId, content }
  }
  const builder: ChartBuilder = {
    builtBy: BUILT_BY,
    build: async (sessionId) => {
      const source = await sourceOf(sessionId)
      const drawn = source === null ? null : drawChart(source)
      if (source === null || drawn === null) return null
      return { line: drawn.line, course: drawn.course, entry: source.content?.entry ?? 0, body: gzipSync(JSON.stringify(drawn.chart)) }
    },
    copy: async () => null,
    verify: async () => [],
    carryAfterwards: async (sessionId, act, now) => {
      const source = await sourceOf(sessionId)
      return source === null ? null : { chairId: source.chairId, result: carryAfterwards(source, act, now) }
    },
    judgeAgain: async (sessionId, base, changes) => {
      const source = await sourceOf(sessionId)
      const own = source === null ? null : protocolOf(source)
      if (source === null || own === null) return null
      const asked = askedProtocol(base ?? own, changes)
      if (!asked.ok) return asked
      const judged = judgeAgain(source, asked.protocol)
      return judged === null ? null : { ok: true, judged }
    },
  }

  const sessionIds = (): readonly SessionId[] => [...counts.keys()]
  const reading = createAlarmReading({
    listed: (fromAt, untilAt) =>
      sessionIds().flatMap((sessionId, index) => {
        const entries = entriesOf(sessionId)
        const [first] = entries
        const last = entries.findLast((entry) => entry.facts.some((fact) => fact.kind === 'left'))
        if (first === undefined) return []
        const newest = entries.at(-1) ?? first
        const own = { fromAt: first.input.takenAt, untilAt: (last ?? newest).input.takenAt }
        const { chairId } = first
        return own.fromAt < untilAt && own.untilAt >= fromAt
          ? [{ sessionNo: index, sessionId, chairId, over: last !== undefined, entry: entries.length, ...own }]
          : []
      }),
    factsOf: (sessionNo) => entriesOf(sessionIds()[sessionNo] as SessionId).flatMap(({ facts }) => facts),
    excursionOf: (sessionNo) => {
      const input = entriesOf(sessionIds()[sessionNo] as SessionId)[0]?.input
      return input?.kind === 'act' ? (input.opening?.protocol.excursion ?? null) : null
    },
  })
  const reviews: AlarmReviews = {
    review: (...asked) => readWhole(async () => reading.review(...asked)),
    episodes: (...asked) => readWhole(async () => reading.episodes(...asked)),
    sessionsIn: (...asked) => readWhole(async () => reading.sessionsIn(...asked)),
    weigh: async (sessionId, period, base, changes) => {
      const source = await sourceOf(sessionId)
      const own = source === null ? null : protocolOf(source)
      if (source === null || own === null) return null
      const asked = askedProtocol(base ?? own, changes)
      if (!asked.ok) return asked
      const weighed = weighSession(source, sessionId, asked.protocol, period)
      return weighed === null ? null : { ok: true, weighed }
    },
  }

  const registry: Registry = {
    dataKind: async () => kind,
    setDataKind: async (given) => {
      kind = given
    },
    addAccount: async (account) => {
      accounts.set(account.staffId, account)
    },
    accountByLogin: async (login) => [...accounts.values()].find((account) => account.login === login) ?? null,
    accountById: async (staffId) => accounts.get(staffId) ?? null,
    accounts: async () => [...accounts.values()],
    setPasswordHash: async (staffId, passwordHash) => {
      const account = accounts.get(staffId)
      if (account !== undefined) accounts.set(staffId, { ...account, passwordHash })
      for (const [hash, signIn] of signIns) if (signIn.staffId === staffId) signIns.delete(hash)
    },
    pinOf: async (staffId) => pins.get(staffId) ?? null,
    setPin: async (staffId, hash) => {
      if (hash === null) pins.delete(staffId)
      else pins.set(staffId, { hash, failures: 0 })
    },
    countPinFailure: async (staffId) => {
      const pin = pins.get(staffId)
      if (pin === undefined) return 0
      pins.set(staffId, { ...pin, failures: pin.failures + 1 })
      return pin.failures + 1
    },
    clearPinFailures: async (staffId) => {
      const pin = pins.get(staffId)
      if (pin !== undefined) pins.set(staffId, { ...pin, failures: 0 })
    },
    addSignIn: async (signIn) => {
      signIns.set(signIn.tokenHash, signIn)
    },
    signInByHash: async (hash) => signIns.get(hash) ?? null,
    touchSignIn: async (hash, at) => {
      const signIn = signIns.get(hash)
      if (signIn !== undefined) signIns.set(hash, { ...signIn, lastSeenAt: at })
    },
    lockSignIn: async (hash, at) => {
      const signIn = signIns.get(hash)
      if (signIn === undefined) return
      const { lockedAt: _was, ...open } = signIn
      signIns.set(hash, at === null ? open : { ...open, lockedAt: at })
    },
    removeSignIn: async (hash) => {
      signIns.delete(hash)
    },
    removeSignInsOf: async (staffId) => {
      const before = signIns.size
      for (const [hash, signIn] of signIns) if (signIn.staffId === staffId) signIns.delete(hash)
      return before - signIns.size
    },
    addDevice: async (device) => {
      devices.set(device.sourceId, device)
    },
    deviceByHash: async (hash) => [...devices.values()].find((device) => device.tokenHash === hash) ?? null,
    devices: async () => [...devices.values()],
    removeDevice: async (sourceId) => {
      devices.delete(sourceId)
    },
    audit: async (entry) => {
      audited.push(entry)
    },
  }

  return {
    record,
    charts,
    registry,
    waves: createMemoryWaves(),
    ...openTablesInFile(),
    builder,
    reviews,
    written,
    audited,
    close: async () => {
      isClosed = true
    },
    closed: () => isClosed,
    hold: () => {
      let open = (): void => undefined
      const promise = new Promise<void>((resolve) => {
        open = resolve
      })
      gate = { promise, open }
    },
    release: () => {
      const held = gate
      gate = null
      held?.open()
    },
    fail: (which) => {
      failing = which
    },
    mend: () => {
      failing = []
    },
  }
}
