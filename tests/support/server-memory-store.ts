import type { Store } from '@chairside/server/app/serve'
import type { ChartQuery, NumericsRow, OpenSession, RecordEntry, SessionRecord } from '@chairside/server/ports/record'
import { RecordFailure } from '@chairside/server/ports/record'
import type { Account, AuditEntry, DataKind, Device, Registry, SignIn } from '@chairside/server/ports/registry'
import type { SessionId } from '@chairside/shared/identity'
import { CONTINUOUS_VITALS } from '@chairside/shared/vital'
import { openPatientsInFile } from './patients-in-file.ts'

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
    addSignIn: async (signIn) => {
      signIns.set(signIn.tokenHash, signIn)
    },
    signInByHash: async (hash) => signIns.get(hash) ?? null,
    touchSignIn: async (hash, at) => {
      const signIn = signIns.get(hash)
      if (signIn !== undefined) signIns.set(hash, { ...signIn, lastSeenAt: at })
    },
    removeSignIn: async (hash) => {
      signIns.delete(hash)
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
    patients: openPatientsInFile(),
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
