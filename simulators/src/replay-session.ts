import type { Act } from '@chairside/shared/command'
import { sourceIdSchema } from '@chairside/shared/identity'
import { GATE_ITEMS, isEnded, type Phase } from '@chairside/shared/session'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { MachineClock, RoomTime } from './clock.ts'
import type { SocketDevice } from './devices/socket-device.ts'
import type { RecordedMoment } from './recording-entries.ts'
import { chairAt } from './simulated-chair.ts'
import type { StaffConnection } from './staff-connection.ts'

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
}

const WAIT_MS = 10_000
const LOOK_MS = 50
const DURATION_MIN = 60

/** Waits until something is so; rejects with the sentence otherwise. */
const until = async (clock: MachineClock, isSo: () => boolean, sentence: string): Promise<void> => {
  const giveUpAt = clock.monotonicMs() + WAIT_MS
  while (!isSo()) {
    if (clock.monotonicMs() > giveUpAt) throw new Error(sentence)
    await clock.pause(LOOK_MS)
  }
}

/**
 * Plays a recording through a live server: checks in a session marked as simulated, binds the monitor, starts the infusion (holds
 * are overridden, as the recording is not to be held up), and sends each row in its time. Rejects with a sentence.
 */
export const playRecording = async (parts: ReplayParts): Promise<void> => {
  const { clock, roomTime, physician, device } = parts
  const seen = () => (physician.picture === null ? null : chairAt(physician.picture.chairs, parts.chair))
  const phase = (): Phase | null => seen()?.picture.session?.phase ?? null
  await until(clock, () => physician.picture !== null, 'The server showed no room.')
  if (seen() === null) throw new Error(`There is no chair ${parts.chair} in this room.`)
  const open = phase()
  if (open !== null && !isEnded(open)) throw new Error(`Chair ${parts.chair} is in use: choose another with --chair.`)

  const act = async (what: Act): Promise<void> => {
    const chair = seen()
    if (chair === null) throw new Error('The room is gone.')
    const sessionId = what.kind === 'check-in' ? null : (chair.picture.session?.sessionId ?? null)
    const reply = await physician.act(chair.id, sessionId, what)
    if (!reply.ok && reply.problem.code !== 'already-done')
      throw new Error(`The server refused ${what.kind}: ${[reply.problem.code, ...reply.problem.details].join(' ')}.`)
  }
  const reach = (wanted: Phase): Promise<void> => until(clock, () => phase() === wanted, `The session did not come to ${wanted}.`)

  await act({
    kind: 'check-in',
    patient: { identifier: 'REPLAY', name: `Recording ${parts.label}`.slice(0, 120), infusionNumber: 1, courseLength: 1 },
    order: { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: DURATION_MIN, concentrationMgPerMl: 1 },
    simulated: true,
  })
  await reach('checked-in')
  await until(clock, () => device.online, 'The monitor was not let in.')
  await act({ kind: 'bind-monitor', sourceId: sourceIdSchema.parse(parts.sourceId) })
  for (const item of GATE_ITEMS) if (item.kind !== 'derived') await act({ kind: 'answer-gate', item: item.id, passed: true })
  await act({ kind: 'begin-baseline' })
  await reach('baseline')

  const firstMs = parts.moments[0]?.atMs ?? 0
  const lastMs = parts.moments.at(-1)?.atMs ?? 0
  const zero: Moment = (roomTime.now() ?? 0) - firstMs
  let sent = 0
  const send = (recordedMs: number): void => {
    for (let moment = parts.moments[sent]; moment !== undefined && moment.atMs <= recordedMs; moment = parts.moments[sent]) {
      for (const entry of moment.entries) device.report({ ...entry, at: zero + moment.atMs })
      sent += 1
    }
    device.flush()
  }
  let started = false
  let stopped = false
  const passed = (): number => (roomTime.now() ?? 0) - zero
  while (sent < parts.moments.length) {
    const now = passed()
    if (!started && now >= Math.max(parts.infusion.fromMs, firstMs)) {
      send(Math.min(now, Math.max(parts.infusion.fromMs, firstMs)))
      started = true
      await act({ kind: 'start-infusion', overrideReason: 'Replay of a recording' })
    }
    if (started && !stopped && now >= parts.infusion.toMs) {
      stopped = true
      if (phase() === 'infusing' || phase() === 'paused')
        await act({ kind: 'stop-infusion', early: true, reason: 'End of the infusion in the recording' })
    }
    send(now)
    parts.onProgress(`Minute ${Math.floor((now - firstMs) / MINUTE_MS)} of ${Math.ceil((lastMs - firstMs) / MINUTE_MS)} of the recording`)
    await clock.pause(LOOK_MS)
  }
  await until(clock, () => device.waiting === 0, 'The last rows were not receipted.')
  if (phase() === 'infusing' || phase() === 'paused') await act({ kind: 'stop-infusion', early: true, reason: 'End of the recording' })
}
