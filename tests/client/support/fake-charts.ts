import type { Charts } from '@chairside/client/feed/charts.ts'
import type { ChartCommand } from '@chairside/shared/chart-act'
import type { JudgeAgain, JudgedAgain } from '@chairside/shared/judged-again'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { FindSessions, SessionLine } from '@chairside/shared/session-list'

/** Sessions and charts as a test sets them, with what was asked of them. */
export interface FakeCharts extends Charts {
  lines: readonly SessionLine[]
  shown: SessionChart | null
  judged: JudgedAgain | null
  readonly asked: FindSessions[]
  readonly acts: ChartCommand['act'][]
  readonly questions: JudgeAgain[]
  readonly signings: Parameters<Charts['sign']>[1][]
}

const NO_ANSWER = { ok: false, problem: { code: 'no-answer', details: [] } } as const
const DONE = { ok: true, value: { ok: true, recorded: true } } as const

export const createFakeCharts = (): FakeCharts => {
  const fake: FakeCharts = {
    lines: [],
    shown: null,
    judged: null,
    asked: [],
    acts: [],
    questions: [],
    signings: [],
    find: async (asked) => {
      fake.asked.push(asked)
      return { ok: true, value: { sessions: fake.lines, next: null, complete: true } }
    },
    physicians: async () => ({ ok: true, value: { physicians: [{ staffId: 'd1', name: 'Dr Hale' }] } }),
    protocols: async () => ({ ok: true, value: { protocols: [{ id: 'strict', version: 1, name: 'Strict' }] } }),
    chart: async () =>
      fake.shown === null ? { ok: false, problem: { code: 'unknown-session', details: [] } } : { ok: true, value: fake.shown },
    act: async (_sessionId, act) => {
      fake.acts.push(act)
      return DONE
    },
    judgeAgain: async (_sessionId, asked) => {
      fake.questions.push(asked)
      return fake.judged === null ? NO_ANSWER : { ok: true, value: fake.judged }
    },
    sign: async (_sessionId, signing) => {
      fake.signings.push(signing)
      return DONE
    },
  }
  return fake
}
