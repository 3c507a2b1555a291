import type { Act } from '@chairside/shared/command'
import { type SessionId, sourceIdSchema } from '@chairside/shared/identity'
import { GATE_ITEMS, isEnded, type Phase } from '@chairside/shared/session'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { MachineClock, RoomTime } from './clock.ts'
import type { SocketDevice } from './devices/socket-device.ts'
import { PACKET_EVERY_MS } from './devices/wave-packets.ts'
import type { RecordedMoment } from './recording-entries.ts'
import type { RecordedWaveforms } from './recordings/recorded-waveforms.ts'
import { chairAt } from './simulated-chair.ts'
import type { StaffConnection } from './staff-connection.ts'
import { until } from './waiting.ts'

export interface ReplayParts {
  readonly moments: readonly RecordedMoment[]
  /** What the recording is called, for its mark in the room. */
  readonly label: string
  /** From 1. */
  readonly chair: number
  readonly sourceId: string
  readonly device: SocketDevice
  readonly physician: StaffConnection
  readonly clock: MachineClock
  readonly roomTime: RoomTime
  /** From and to which moment of the recording (ms) the infusion runs. */
  readonly infusion: { readonly fromMs: number; readonly toMs: number }
  readonly onProgress: (sentence: string) => void
  /** The traces beside the recording; null: none, or the room is too fast for them. */
  readonly waves: RecordedWaveforms | null
}

const LOOK_MS = 50
const DURATION_MIN = 60

/** A recording's session on a chair of a live server. */
export interface Replay {
  /**
   * Checks in a session marked as simulated, binds the monitor, starts the infusion (holds are overridden, as the recording is not to
   * be held up), and sends each row in its time. Whatever can be wrong with the chair or the monitor is found before anything is done.
   * Rejects with a sentence.
   */
  play(): Promise<void>
  /** Sends no more, and leaves no infusion of this replay running and no chair waiting for it: cancels or stops it. */
  leave(): Promise<void>
}

export const createReplay = (parts: ReplayParts): Replay => {
  const { clock, roomTime, physician, device } = parts
  let mine: SessionId | null = null
  let over = false
  const seen = () => (physician.picture === null ? null : chairAt(physician.picture.chairs, parts.chair))
  const phase = (): Phase | null => seen()?.picture.session?.phase ?? null
  const source = () => physician.picture?.sources.find(({ sourceId }) => sourceId === parts.sourceId) ?? null

  const act = async (what: Act): Promise<void> => {
    const chair = seen()
    if (chair === null) throw new Error('The room is gone.')
    const sessionId = what.kind === 'check-in' ? null : (chair.picture.session?.sessionId ?? null)
    const reply = await physician.act(chair.id, sessionId, what)
    if (!reply.ok && reply.problem.code !== 'already-done')
      throw new Error(`The server refused ${what.kind}: ${[reply.problem.code, ...reply.problem.details].join(' ')}.`)
  }
  const reach = (wanted: Phase): Promise<void> => until(clock, () => phase() === wanted, `The session did not come to ${wanted}.`)
  const isRunning = (): boolean => phase() === 'infusing' || phase() === 'paused'
  const stop = (reason: string): Promise<void> => act({ kind: 'stop-infusion', early: true, reason })

  const look = async (): Promise<void> => {
    await until(clock, () => physician.picture !== null, 'The server showed no room.')
    if (seen() === null) throw new Error(`There is no chair ${parts.chair} in this room.`)
    const open = phase()
    if (open !== null && !isEnded(open)) throw new Error(`Chair ${parts.chair} is in use: choose another with --chair.`)
    await until(clock, () => device.online, 'The monitor was not let in.')
    await until(clock, () => source()?.connected === true, `The token belongs to another monitor than ${parts.sourceId}.`)
    const boundTo = source()?.boundTo ?? null
    if (boundTo !== null)
      throw new Error(`The monitor ${parts.sourceId} is in use at chair ${boundTo}: end that session first, or take another monitor.`)
  }

  const prepare = async (): Promise<void> => {
    await act({
      kind: 'check-in',
      patient: {
        identifier: `REPLAY ${parts.label}`.slice(0, 64),
        name: `Recording ${parts.label}`.slice(0, 120),
        infusionNumber: 1,
        courseLength: 1,
      },
      order: { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: DURATION_MIN, concentrationMgPerMl: 1 },
      simulated: true,
    })
    await reach('checked-in')
    mine = seen()?.picture.session?.sessionId ?? null
    await act({ kind: 'bind-monitor', sourceId: sourceIdSchema.parse(parts.sourceId) })
    // There is no second person here: the physician's override at the start says so.
    for (const item of GATE_ITEMS)
      if (item.kind !== 'derived' && item.id !== 'second-person') await act({ kind: 'answer-gate', item: item.id, passed: true })
    await act({ kind: 'begin-baseline' })
    await reach('baseline')
  }

  const sendAll = async (): Promise<void> => {
    const firstMs = parts.moments[0]?.atMs ?? 0
    const lastMs = parts.moments.at(-1)?.atMs ?? 0
    const zero: Moment = (roomTime.now() ?? 0) - firstMs
    let sent = 0
    let tracedMs = Number.NEGATIVE_INFINITY
    const send = (recordedMs: number): void => {
      for (let moment = parts.moments[sent]; moment !== undefined && moment.atMs <= recordedMs; moment = parts.moments[sent]) {
        for (const entry of moment.entries) device.report({ ...entry, at: zero + moment.atMs })
        sent += 1
      }
      device.flush()
      if (recordedMs - tracedMs < PACKET_EVERY_MS * roomTime.speed) return
      tracedMs = recordedMs
      const chunk = parts.waves?.readUpTo(recordedMs) ?? null
      if (chunk !== null) device.trace({ ...chunk, startAt: zero + chunk.startAt })
    }
    let started = false
    let stopped = false
    while (sent < parts.moments.length && !over) {
      const now = (roomTime.now() ?? 0) - zero
      if (!started && now >= Math.max(parts.infusion.fromMs, firstMs)) {
        send(Math.min(now, Math.max(parts.infusion.fromMs, firstMs)))
        started = true
        await act({ kind: 'start-infusion', overrideReason: 'Replay of a recording' })
      }
      if (started && !stopped && now >= parts.infusion.toMs) {
        stopped = true
        if (isRunning()) await stop('End of the infusion in the recording')
      }
      send(now)
      parts.onProgress(`Minute ${Math.floor((now - firstMs) / MINUTE_MS)} of ${Math.ceil((lastMs - firstMs) / MINUTE_MS)} of the recording`)
      await clock.pause(LOOK_MS)
    }
  }

  return {
    play: async () => {
      await look()
      await prepare()
      await sendAll()
      if (over) return
      await until(clock, () => device.waiting === 0, 'The last rows were not receipted.')
      if (isRunning()) await stop('End of the recording')
      // It stays on the chair, to be looked at.
      mine = null
    },
    leave: async () => {
      over = true
      if (mine === null || seen()?.picture.session?.sessionId !== mine || !physician.connected) return
      if (phase() === 'checked-in' || phase() === 'baseline') await act({ kind: 'cancel', reason: 'The replay was broken off' })
      else if (isRunning()) await stop('The replay was broken off')
    },
  }
}
