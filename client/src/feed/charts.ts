import { type ChartCommand, SIGN_PURPOSE } from '@chairside/shared/chart-act'
import type { ChartContent, ChartIssueId, SignatureMeaning } from '@chairside/shared/chart-signature'
import type { ExportAsked } from '@chairside/shared/export'
import type { JudgeAgain, JudgedAgain } from '@chairside/shared/judged-again'
import type { Reply } from '@chairside/shared/reply'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { FindSessions, SessionPage, SessionPhysician } from '@chairside/shared/session-list'
import type { Moment } from '@chairside/shared/time'
import type { StoredWaves, WaveStrip } from '@chairside/shared/wave-wire'
import { type Asked, createAsk } from './ask.ts'
import { type ChartFile, createChartFiles } from './chart-files.ts'

/** What a person signs with. */
export interface Signing {
  /** Of another person than who is signed in here. */
  readonly login?: string
  readonly secret: string
  readonly meaning: SignatureMeaning
  readonly content: ChartContent
  readonly seen: readonly ChartIssueId[]
}

export interface OfferedProtocol {
  readonly id: string
  readonly version: number
  readonly name: string
}

/** Sessions and their charts. Names travel in bodies alone, never in an address. */
export interface Charts {
  find(asked: FindSessions): Promise<Asked<SessionPage>>
  physicians(): Promise<Asked<{ readonly physicians: readonly SessionPhysician[] }>>
  protocols(): Promise<Asked<{ readonly protocols: readonly OfferedProtocol[] }>>
  chart(sessionId: string): Promise<Asked<SessionChart>>
  /** What is stored of its waves, and a stretch of them, five minutes at most. */
  storedWaves(sessionId: string): Promise<Asked<StoredWaves>>
  strip(sessionId: string, fromAt: Moment, toAt: Moment): Promise<Asked<WaveStrip>>
  /** `proof`: of a witness who proved themselves for it. */
  act(sessionId: string, act: ChartCommand['act'], proof?: string): Promise<Asked<Reply>>
  judgeAgain(sessionId: string, asked: JudgeAgain): Promise<Asked<JudgedAgain>>
  /** One file of the chart, once the server noted that it leaves. */
  file(sessionId: string, asked: ExportAsked): Promise<Asked<ChartFile>>
  /** Confirms the person anew, then signs with the proof of it. */
  sign(sessionId: string, signing: Signing): Promise<Asked<Reply>>
}

export const createCharts = (request: typeof fetch, newId: () => string): Charts => {
  const ask = createAsk(request)
  const at = (id: string): string => encodeURIComponent(id)
  return {
    find: (asked) => ask('/api/sessions/find', asked),
    physicians: () => ask('/api/sessions/physicians'),
    protocols: () => ask('/api/sessions/protocols'),
    chart: (sessionId) => ask(`/api/sessions/${at(sessionId)}/chart`),
    storedWaves: (sessionId) => ask(`/api/sessions/${at(sessionId)}/waves/stored`),
    strip: (sessionId, fromAt, toAt) => ask(`/api/sessions/${at(sessionId)}/waves?from=${fromAt}&to=${toAt}`),
    act: (sessionId, act, proof) =>
      ask(`/api/sessions/${at(sessionId)}/acts`, { commandId: newId(), act, ...(proof === undefined ? {} : { proof }) }),
    judgeAgain: (sessionId, asked) => ask(`/api/sessions/${at(sessionId)}/judge-again`, asked),
    file: createChartFiles(request),
    sign: async (sessionId, { login, secret, ...signing }) => {
      const confirmed = await ask<{ readonly proof: string }>('/api/confirm-person', {
        ...(login === undefined ? {} : { login }),
        secret,
        purpose: SIGN_PURPOSE,
        sessionId,
      })
      if (!confirmed.ok) return confirmed
      return ask(`/api/sessions/${at(sessionId)}/sign`, { commandId: newId(), proof: confirmed.value.proof, ...signing })
    },
  }
}
