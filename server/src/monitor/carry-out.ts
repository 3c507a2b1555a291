import type { Act, Command } from '@chairside/shared/command'
import { sessionIdSchema } from '@chairside/shared/identity'
import { type Reply, refused } from '@chairside/shared/reply'
import type { Actor } from '@chairside/shared/staff'
import type { ActInput } from '../domain/chair-input.ts'
import type { TakeProof } from '../ports/access.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ids } from '../ports/ids.ts'
import type { ChairRunner, Unstamped } from './chair-runner.ts'
import { checkProof } from './check-proof.ts'
import { type ClinicProtocols, protocolFor } from './clinic-protocols.ts'
import type { Room } from './room.ts'

/** Carries out a command of a screen. `answer` is called once, after the act is saved and before other screens are told (P3). */
export type CarryOut = (command: Command, by: Actor, answer: (reply: Reply) => void, station: string) => void

export interface CarryOutParts {
  readonly room: Room
  readonly ids: Ids
  readonly clock: Pick<Clock, 'wallNow'>
  readonly protocols: ClinicProtocols
  readonly takeProof: TakeProof
  /** Commands that the record of running sessions already holds, as `staffId commandId`. */
  readonly known: readonly string[]
}

/** Answers kept so that a repeated command has one effect. */
const REMEMBERED = 5_000

type Remembered = { readonly reply: Reply } | { readonly waiting: ((reply: Reply) => void)[] }

export const createCarryOut = ({ room, ids, clock, protocols, takeProof, known }: CarryOutParts): CarryOut => {
  const remembered = new Map<string, Remembered>(known.map((key) => [key, { reply: { ok: true, recorded: true } }]))

  const settle = (key: string, reply: Reply): void => {
    const before = remembered.get(key)
    remembered.delete(key)
    // A refusal changed nothing: the same command may be tried again.
    if (reply.ok) remembered.set(key, { reply })
    if (remembered.size > REMEMBERED) {
      const oldest = remembered.keys().next()
      if (oldest.done !== true) remembered.delete(oldest.value)
    }
    if (before !== undefined && 'waiting' in before) for (const answer of before.waiting) answer(reply)
  }

  return (command, by, answer, station) => {
    const key = `${by.staffId} ${command.commandId}`
    const before = remembered.get(key)
    if (before !== undefined) {
      if ('reply' in before) answer(before.reply)
      else before.waiting.push(answer)
      return
    }
    // A manager runs the clinic and a viewer is a screen on the wall: neither acts on a patient.
    if (by.role !== 'nurse' && by.role !== 'physician') return answer(refused('not-allowed', by.role))
    const runner = room.runner(command.chairId)
    if (runner === null) return answer(refused('unknown-chair'))
    if (!sawThisSession(runner, command)) return answer(refused('other-session', ...whoIsFirst(runner)))
    const input = inputOf(command, by, room, runner, ids, protocols)
    if ('ok' in input) return answer(input)
    // Looked at only once all else is in order: a proof is shown once.
    const checked = checkProof(command, by, takeProof)
    if (!checked.ok) return answer(checked)
    const { act, confirmed } = checked
    const from = { station, wallAt: clock.wallNow() }
    remembered.set(key, { waiting: [answer] })
    const measuring = command.act.kind === 'measure-now' ? runner.boundSource() : null
    runner.act({ ...input, act, from, ...(confirmed === null ? {} : { confirmed }) }, (reply) => {
      settle(key, reply)
      if (reply.ok && measuring !== null) room.sources.measure(measuring)
    })
  }
}

/** Who answers for whoever sits there by now. */
const whoIsFirst = (runner: ChairRunner): readonly string[] => {
  const name = runner.isOpen() ? runner.picture().staffing?.responsible.name : undefined
  return name === undefined ? [] : [name]
}

/** An ended session stays on the chair to be read: a check-in there may name it or take the chair as empty. */
const sawThisSession = (runner: ChairRunner, command: Command): boolean =>
  command.sessionId === runner.sessionId() || (command.act.kind === 'check-in' && command.sessionId === null && !runner.isOpen())

const inputOf = (
  command: Command,
  by: Actor,
  room: Room,
  runner: ChairRunner,
  ids: Ids,
  protocols: ClinicProtocols,
): Unstamped<ActInput> | Extract<Reply, { ok: false }> => {
  const act: Act = command.act
  const input: Unstamped<ActInput> = { kind: 'act', by, act, commandId: command.commandId }
  if (act.kind === 'check-in') {
    const protocol = protocolFor(protocols, act)
    if (protocol === null) return refusal('unknown-protocol', ...protocols.offered.map(({ id }) => id))
    return { ...input, opening: { sessionId: sessionIdSchema.parse(ids.next()), protocol } }
  }
  if (act.kind === 'measure-now') {
    const bound = runner.boundSource()
    return bound !== null && room.sources.find(bound)?.connected !== true ? refusal('source-not-live') : input
  }
  if (act.kind !== 'bind-monitor') return input
  const source = room.sources.find(act.sourceId)
  if (source === null) return refusal('unknown-source')
  const boundTo = room.runnerOf(act.sourceId)
  if (boundTo !== null && boundTo !== runner) return refusal('source-in-use', boundTo.chairId)
  if (!source.connected || source.profile === null) return refusal('source-not-live')
  return { ...input, source: { profile: source.profile, lastHeardAt: source.lastHeardAt } }
}

const refusal = (...given: Parameters<typeof refused>): Extract<Reply, { ok: false }> => ({
  ok: false,
  problem: { code: given[0], details: given.slice(1) },
})
