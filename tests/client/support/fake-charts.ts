import type { Charts } from '@chairside/client/feed/charts.ts'
import type { ChartCommand } from '@chairside/shared/chart-act'
import type { ExportAsked } from '@chairside/shared/export'
import type { JudgeAgain, JudgedAgain } from '@chairside/shared/judged-again'
import type { RemovedSession } from '@chairside/shared/removed-session'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { FindSessions, SessionLine } from '@chairside/shared/session-list'
import type { StoredWaves, WaveStrip } from '@chairside/shared/wave-wire'

/** Sessions and charts as a test sets them, with what was asked of them. */
export interface FakeCharts extends Charts {
  lines: readonly SessionLine[]
  shown: SessionChart | null
  /** Where nothing is shown: it was removed. */
  removed: RemovedSession | null
  judged: JudgedAgain | null
  storedNow: StoredWaves
  /** What the server has of a stretch; null: it does not answer. */
  stripNow: ((sessionId: string, fromAt: number, toAt: number) => WaveStrip) | null
  readonly stripsAsked: { readonly sessionId: string; readonly fromAt: number; readonly toAt: number }[]
  readonly asked: FindSessions[]
  readonly acts: ChartCommand['act'][]
  /** The proofs of the witnesses, in the order of the acts that had one. */
  readonly proofs: string[]
  readonly questions: JudgeAgain[]
  /** What a file holds; null: the server does not answer. */
  filed: Blob | null
  readonly files: ExportAsked[]
  readonly signings: Parameters<Charts['sign']>[1][]
}

const NO_ANSWER = { ok: false, problem: { code: 'no-answer', details: [] } } as const
const DONE = { ok: true, value: { ok: true, recorded: true } } as const

export const createFakeCharts = (): FakeCharts => {
  const fake: FakeCharts = {
    lines: [],
    shown: null,
    removed: null,
    judged: null,
    asked: [],
    acts: [],
    proofs: [],
    questions: [],
    filed: null,
    files: [],
    signings: [],
    storedNow: { spans: [], removedUntil: null },
    stripsAsked: [],
    stripNow: null,
    find: async (asked) => {
      fake.asked.push(asked)
      return { ok: true, value: { sessions: fake.lines, next: null, complete: true } }
    },
    physicians: async () => ({ ok: true, value: { physicians: [{ staffId: 'd1', name: 'Dr Hale' }] } }),
    protocols: async () => ({ ok: true, value: { protocols: [{ id: 'strict', version: 1, name: 'Strict' }] } }),
    chart: async () => {
      const { shown, removed } = fake
      if (shown !== null) return { ok: true, value: shown }
      if (removed !== null) return { ok: false, problem: { code: 'removed-session', details: [], removed } }
      return { ok: false, problem: { code: 'unknown-session', details: [] } }
    },
    storedWaves: async () => ({ ok: true, value: fake.storedNow }),
    strip: async (sessionId, fromAt, toAt) => {
      fake.stripsAsked.push({ sessionId, fromAt, toAt })
      return fake.stripNow === null ? NO_ANSWER : { ok: true, value: fake.stripNow(sessionId, fromAt, toAt) }
    },
    act: async (_sessionId, act, proof) => {
      fake.acts.push(act)
      if (proof !== undefined) fake.proofs.push(proof)
      return DONE
    },
    judgeAgain: async (_sessionId, asked) => {
      fake.questions.push(asked)
      return fake.judged === null ? NO_ANSWER : { ok: true, value: fake.judged }
    },
    file: async (sessionId, asked) => {
      fake.files.push(asked)
      return fake.filed === null ? NO_ANSWER : { ok: true, value: { name: `${sessionId}-chart.pdf`, content: fake.filed } }
    },
    sign: async (_sessionId, signing) => {
      fake.signings.push(signing)
      return DONE
    },
  }
  return fake
}
