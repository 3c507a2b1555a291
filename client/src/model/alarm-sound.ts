import { type Alarm, asksToBeHeard } from '@chairside/shared/alarm'
import type { ChairId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import { MINUTE_MS, type Moment, SECOND_MS } from '@chairside/shared/time'
import { COVERED_AFTER_MS } from './liveness.ts'
import { type RoomBase, wallOf } from './room-time.ts'
import { runningSession } from './selectors.ts'
import { burstLengthMs, type PatternName, patternRank, SOUND_PATTERNS } from './sound-pattern.ts'

/** What a station hears from. All times named `...Ms` are the screen's monotonic wall clock. */
export interface SoundRoom {
  readonly chairs: readonly ChairPicture[]
  /** G6 for the room. */
  readonly notRecording: boolean
  /** Null: no picture yet, no alarm is known. */
  readonly base: RoomBase | null
  /** When the last answered ping was sent, or since when a first answer is waited for (G7). Null: nobody waits here. */
  readonly answeredAtMs: number | null
  /** The server ended this screen's session then: nobody watches here any more. */
  readonly endedAtMs: number | null
  /** The station carries sound. One that does not is heard only for alarms that escalated (A6: all stations). */
  readonly carries: boolean
  /** A screen at a chair is about that one: others sound there as at a silent station. Absent or null: it is about the room. */
  readonly onlyChair?: string | null
}

/** One burst of the plan; `key` names what it is for. */
export interface Burst {
  readonly key: string
  readonly pattern: PatternName
  readonly atMs: number
}

interface Heard {
  readonly announcedAt: Moment
  /** Bursts repeat from here. */
  readonly anchorMs: number
  /** This announcement has sounded here, or was known when the page came (A9). */
  readonly heard: boolean
}

/** What a station remembers between two plans. */
export interface SoundMemory {
  /** There was a picture: an alarm that was not in it is news. */
  readonly primed: boolean
  readonly known: ReadonlyMap<string, Heard>
  /** The plan before: what of it has begun by now was heard. */
  readonly plan: readonly Burst[]
  /** After the last burst that was heard to its end. */
  readonly restUntilMs: number
}

const ALWAYS = Number.NEGATIVE_INFINITY
const NEVER = Number.POSITIVE_INFINITY

export const NOTHING_HEARD: SoundMemory = { primed: false, known: new Map(), plan: [], restUntilMs: ALWAYS }

/** What has the one voice now. `chairId` null: the screen itself. */
export interface Voice {
  readonly chairId: ChairId | null
  readonly pattern: PatternName
}

export interface SoundPlan {
  readonly memory: SoundMemory
  /** In order, none overlapping; one that has begun and goes on stands first. */
  readonly bursts: readonly Burst[]
  readonly voice: Voice | null
}

/** How far ahead bursts are put on the audio clock: longer than the slowest timer of a hidden tab. */
const AHEAD_MS = 70 * SECOND_MS
/** Nobody can acknowledge G6: it is heard when it begins, and then as often as a high alarm is reminded of. */
const NOT_RECORDING_EVERY_MS = 2 * MINUTE_MS
/** How long a screen whose session was ended by the server says so. */
const SESSION_ENDED_FOR_MS = 2 * MINUTE_MS
/** Between two bursts, so that they are told apart. */
const REST_MS = 700

interface Candidate {
  readonly key: string
  readonly chairId: ChairId | null
  readonly announcedAt: Moment
  readonly pattern: PatternName
  /** A5: silent until then. */
  readonly fromMs: number
  /** Sounds once for each announcement, not in a rhythm: a reminder (A6), a record that fails (G6). */
  readonly once: boolean
  /** This station sounds it. */
  readonly here: boolean
  /** G7: before everything else, and never known beforehand. */
  readonly lost: boolean
}

/** A6: an alarm that nobody answered is louder once it escalated, and so is one that waited until it is presented as high. */
const patternOf = (alarm: Alarm): PatternName => (alarm.presentedAs === 'high' && alarm.escalation > 0 ? 'escalated' : alarm.presentedAs)

const alarmCandidates = (chair: ChairPicture, base: RoomBase, carries: boolean): readonly Candidate[] => {
  const session = runningSession(chair)
  if (session === null) return []
  const paused = chair.care.soundPaused
  const fromMs = paused === null ? ALWAYS : wallOf(base, paused.untilAt)
  return chair.alarms.flatMap((alarm) => {
    if (!asksToBeHeard(alarm)) return []
    const pattern = patternOf(alarm)
    const key = `${session.sessionId} ${alarm.id}`
    const here = carries || pattern === 'escalated'
    return [
      {
        key,
        chairId: chair.chairId,
        announcedAt: alarm.announcedAt,
        pattern,
        fromMs,
        once: alarm.acknowledgement !== null,
        here,
        lost: false,
      },
    ]
  })
}

/** When, and until when, this screen says that it knows nothing. */
const lostSpan = (room: SoundRoom): { readonly fromMs: number; readonly untilMs: number } | null => {
  if (!room.carries) return null
  if (room.endedAtMs !== null) return { fromMs: room.endedAtMs, untilMs: room.endedAtMs + SESSION_ENDED_FOR_MS }
  if (room.answeredAtMs === null) return null
  return { fromMs: room.answeredAtMs + COVERED_AFTER_MS, untilMs: NEVER }
}

const candidatesOf = (room: SoundRoom): readonly Candidate[] => {
  const { chairs, base, carries, onlyChair = null } = room
  // A chair that the room does not have says nothing: then this screen is about the room.
  const about = chairs.some(({ chairId }) => chairId === onlyChair) ? onlyChair : null
  const heardAt = (chairId: ChairId): boolean => carries && (about === null || chairId === about)
  const screen = { chairId: null, here: carries }
  const found = base === null ? [] : chairs.flatMap((chair) => alarmCandidates(chair, base, heardAt(chair.chairId)))
  if (room.notRecording || chairs.some((chair) => chair.notRecording)) {
    found.push({ ...screen, key: 'not-recording', announcedAt: 0, pattern: 'high', fromMs: ALWAYS, once: true, lost: false })
  }
  const lost = lostSpan(room)
  if (lost !== null) {
    // How urgent what was known was does not sink because the link is lost.
    const urgent = found.some(({ once, pattern }) => !once && patternRank(pattern) >= patternRank('high'))
    const pattern = urgent ? 'not-live-urgent' : 'not-live'
    found.push({ ...screen, key: 'not-live', announcedAt: lost.fromMs, pattern, fromMs: lost.fromMs, once: false, lost: true })
  }
  return found
}

/** What of the last plan has begun by now was heard, and repeats from there. */
const takeBegun = ({ known, plan }: SoundMemory, atMs: number): ReadonlyMap<string, Heard> => {
  const next = new Map(known)
  for (const burst of plan) {
    const entry = next.get(burst.key)
    if (burst.atMs <= atMs && entry !== undefined && !entry.heard) next.set(burst.key, { ...entry, heard: true, anchorMs: burst.atMs })
  }
  return next
}

/** Brings what is remembered up to the picture: what is gone is forgotten, what was announced anew is to be heard. */
const remember = (
  before: ReadonlyMap<string, Heard>,
  candidates: readonly Candidate[],
  primed: boolean,
  base: RoomBase | null,
  atMs: number,
): ReadonlyMap<string, Heard> => {
  const next = new Map<string, Heard>()
  for (const { key, announcedAt, here, lost, chairId } of candidates) {
    const entry = before.get(key)
    const again = key === 'not-recording' && entry?.heard === true && atMs - entry.anchorMs >= NOT_RECORDING_EVERY_MS
    if (entry?.announcedAt === announcedAt && !again) next.set(key, entry)
    else {
      // A9: what stood there when the page came keeps the rhythm that it has, as if the page had always been there.
      const announcedMs = base === null || chairId === null ? atMs : Math.min(atMs, wallOf(base, announcedAt))
      next.set(key, { announcedAt, anchorMs: announcedMs, heard: !again && !lost && !(primed && here) })
    }
  }
  return next
}

/** Higher before lower; of equals what was announced last. */
const byUrgency = (a: Candidate, b: Candidate): number =>
  Number(b.lost) - Number(a.lost) ||
  patternRank(b.pattern) - patternRank(a.pattern) ||
  b.announcedAt - a.announcedAt ||
  (a.key < b.key ? -1 : 1)

/** The first moment of a rhythm that is not before `atMs`. */
const beatFrom = (anchorMs: number, everyMs: number, atMs: number): number =>
  anchorMs + Math.max(0, Math.ceil((atMs - anchorMs) / everyMs)) * everyMs

/** When a burst is over and the next may begin. */
const restedMs = ({ pattern, atMs }: Burst): number => atMs + burstLengthMs(pattern) + REST_MS

/** Whether what a burst is for still stands, and nothing higher waits to be heard. */
const mayGoOn = (burst: Burst, heard: readonly Candidate[], known: ReadonlyMap<string, Heard>, atMs: number): boolean => {
  const audible = heard.filter((candidate) => candidate.fromMs <= atMs)
  const stands = audible.some(({ key, pattern }) => key === burst.key && pattern === burst.pattern)
  const higher = audible.some(({ key, pattern }) => patternRank(pattern) > patternRank(burst.pattern) && known.get(key)?.heard === false)
  return stands && !higher
}

/** Whether a candidate may sound at a moment: not paused, and not said already where it is said once. */
const isDue = ({ key, fromMs, once }: Candidate, known: ReadonlyMap<string, Heard>, atMs: number): boolean =>
  fromMs <= atMs && !(once && known.get(key)?.heard !== false)

/** The bursts from `fromMs` to `untilMs`, one after another: at each moment the most urgent has the voice, also between its bursts. */
const layOut = (heard: readonly Candidate[], before: ReadonlyMap<string, Heard>, fromMs: number, untilMs: number): readonly Burst[] => {
  // What this plan itself will have made heard.
  const known = new Map(before)
  const bursts: Burst[] = []
  let at = fromMs
  while (at < untilMs) {
    const from = at
    const changesMs = Math.min(untilMs, ...heard.map((candidate) => (candidate.fromMs > from ? candidate.fromMs : NEVER)))
    const best = heard.find((candidate) => isDue(candidate, known, from))
    const entry = best === undefined ? undefined : known.get(best.key)
    if (best === undefined || entry === undefined) {
      at = changesMs
      continue
    }
    const { key, pattern } = best
    const burst = { key, pattern, atMs: entry.heard ? beatFrom(entry.anchorMs, SOUND_PATTERNS[pattern].everyMs, from) : from }
    if (burst.atMs >= changesMs) {
      at = changesMs
      continue
    }
    bursts.push(burst)
    if (!entry.heard) known.set(key, { ...entry, heard: true, anchorMs: burst.atMs })
    at = restedMs(burst)
  }
  return bursts
}

/**
 * What sounds from `atMs` on, as far ahead as a hidden tab may sleep: one voice for the room, the highest first.
 * Pure, and called as often as one likes, since a plan continues the one before. `audible`: this browser makes sound now; what is
 * announced while it does not is heard as soon as it does.
 */
export const planSound = (memory: SoundMemory, room: SoundRoom, atMs: number, audible: boolean): SoundPlan => {
  const candidates = candidatesOf(room)
  const known = remember(audible ? takeBegun(memory, atMs) : memory.known, candidates, memory.primed, room.base, atMs)
  const primed = room.base !== null
  if (!audible) return { memory: { ...NOTHING_HEARD, primed, known }, bursts: [], voice: null }

  const heard = candidates.filter((candidate) => candidate.here).sort(byUrgency)
  const last = memory.plan.findLast((burst) => burst.atMs <= atMs)
  const sounding = last !== undefined && atMs < last.atMs + burstLengthMs(last.pattern) ? last : null
  const current = sounding !== null && mayGoOn(sounding, heard, known, atMs) ? sounding : null
  const cut = sounding !== null && current === null
  const restUntilMs = cut ? ALWAYS : last === undefined ? memory.restUntilMs : restedMs(last)
  const endMs = Math.min(atMs + AHEAD_MS, lostSpan(room)?.untilMs ?? NEVER)
  const bursts = [...(current === null ? [] : [current]), ...layOut(heard, known, Math.max(atMs, restUntilMs), endMs)]

  const speaks = heard.find((candidate) => (current === null ? isDue(candidate, known, atMs) : candidate.key === current.key))
  const voice = speaks === undefined || atMs >= endMs ? null : { chairId: speaks.chairId, pattern: speaks.pattern }
  return { memory: { primed, known, plan: bursts, restUntilMs }, bursts, voice }
}
