import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { basename } from 'node:path'

interface CallFrame {
  readonly functionName: string
  readonly url: string
  readonly lineNumber: number
  readonly columnNumber: number
}

/** What V8's profiler writes; times in µs. */
export interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame; readonly children?: readonly number[] }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** Says where a function of the built server lives. */
export interface House {
  /** The place of our own code within `server/src` or `shared/src`, as `ingest/intake`; null: not ours. */
  placeOf(frame: CallFrame): string | null
}

/** `dist`: the folder of the built server, whose source maps know where everything came from. */
export const createHouse = (dist: string): House => {
  const maps = new Map<string, SourceMap | null>()
  const mapOf = (file: string): SourceMap | null => {
    const known = maps.get(file)
    if (known !== undefined) return known
    const path = `${dist}${file}.map`
    const map = existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8'))) : null
    maps.set(file, map)
    return map
  }
  return {
    placeOf: ({ url, lineNumber, columnNumber }) => {
      if (!url.includes('/server/dist/')) return null
      const found = mapOf(basename(url))?.findEntry(lineNumber, columnNumber)
      const source = found !== undefined && 'originalSource' in found ? found.originalSource : ''
      const shared = source.split('shared/src/')[1]
      const own = shared === undefined ? source.split('src/').at(-1) : `shared/${shared}`
      return own === undefined || own === '' ? null : own.replace(/\.ts$/, '')
    },
  }
}

const IDLE = '(idle)'
const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['(garbage collector)', 'collecting garbage'],
  ['(program)', 'Node itself'],
])
/** The measuring itself. */
const PROBE = 'profile-probe.mjs'

/** What the rooms do, in the words of a chair-second. */
const WORK: ReadonlyMap<string, string> = new Map([
  ['ingest', 'checking'],
  ['domain', 'judging'],
  ['storage', 'saving'],
  ['monitor', 'keeping order'],
  ['realtime', 'telling'],
])

const libraryOf = (url: string): string | null => /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(url)?.[1] ?? null

export interface RoomShares {
  /** Time that was not idle, and all, in µs. */
  readonly busyUs: number
  readonly allUs: number
  /** µs by room: what a room calls counts as its own, down to the next room. */
  readonly rooms: ReadonlyMap<string, number>
  /** µs by function, its own time alone. */
  readonly functions: ReadonlyMap<string, number>
}

/** Adds a profile up by the rooms of the house. What nobody of ours called is the transport's. */
export const roomShares = ({ nodes, samples, timeDeltas }: CpuProfile, house: House): RoomShares => {
  const parents = new Map<number, number>()
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  for (const { id, children = [] } of nodes) for (const child of children) parents.set(child, id)
  const places = new Map<number, string | null>()
  const placeOf = (id: number): string | null => {
    const known = places.get(id)
    if (known !== undefined) return known
    const frame = frames.get(id)
    const place = frame === undefined ? null : house.placeOf(frame)
    places.set(id, place)
    return place
  }
  const roomOf = (id: number): string => {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const room = placeOf(at)?.split('/')[0]
      // Words and tables that everybody uses are whoever's that uses them.
      if (room !== undefined && room !== 'shared') return WORK.has(room) ? `${WORK.get(room)} (${room})` : room
    }
    return 'receiving and sending (Socket.IO, Node)'
  }
  const isProbe = (id: number): boolean => {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at))
      if (frames.get(at)?.url.endsWith(PROBE) === true) return true
    return false
  }
  const rooms = new Map<string, number>()
  const functions = new Map<string, number>()
  let [busyUs, allUs] = [0, 0]
  samples.forEach((id, index) => {
    const us = timeDeltas[index] ?? 0
    const frame = frames.get(id)
    allUs += us
    if (frame === undefined || frame.functionName === IDLE || isProbe(id)) return
    busyUs += us
    const room = SPECIAL.get(frame.functionName) ?? roomOf(id)
    rooms.set(room, (rooms.get(room) ?? 0) + us)
    const where = placeOf(id) ?? libraryOf(frame.url) ?? (frame.url === '' ? 'native' : frame.url)
    const name = `${frame.functionName === '' ? '(anonymous)' : frame.functionName}, ${where}`
    functions.set(name, (functions.get(name) ?? 0) + us)
  })
  return { busyUs, allUs, rooms, functions }
}

const MOST_FUNCTIONS = 15

const ranked = (shares: ReadonlyMap<string, number>, busyUs: number, most: number): readonly string[] =>
  [...shares]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([name, us]) => `  ${((100 * us) / busyUs).toFixed(1).padStart(5)} %  ${name}`)

/** One thread's profile as text. */
export const profileText = (thread: string, profile: CpuProfile, house: House): string => {
  const { busyUs, allUs, rooms, functions } = roomShares(profile, house)
  return [
    `${thread.replace('.cpuprofile', '')}: ${((100 * busyUs) / allUs).toFixed(1)} % of the time not idle`,
    ...ranked(rooms, busyUs, rooms.size),
    ' by function, own time:',
    ...ranked(functions, busyUs, MOST_FUNCTIONS),
  ].join('\n')
}
