import type { ChairPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import type { Waves } from '../../feed/wave-feed.ts'
import { heardUntil, type LostCause, lostCause } from '../../model/lost-trace.ts'
import { runningSession } from '../../model/selectors.ts'
import { type LanePlace, lanesIn, type TileTrace } from '../../model/tile-lanes.ts'
import type { SweepLane } from '../common/wave-sweep.ts'

/** What stands on a tile's traces in words: a lane's name, or why there is nothing to see. */
export interface TraceWord {
  readonly chairId: string
  readonly channel: TileTrace
  /** `none`: this monitor sends no such trace; null: the name of the lane. */
  readonly why: LostCause | 'none' | null
  /** Of the whole tile: all its lanes are lost for the same cause. */
  readonly ofAll: boolean
  readonly left: number
  readonly top: number
}

export interface Survey {
  readonly lanes: readonly SweepLane[]
  /** Those of them that are lost. */
  readonly lost: readonly SweepLane[]
  readonly words: readonly TraceWord[]
  /** Changes when something that is drawn already stands wrongly: another place, channel or session, or a past that came in. */
  readonly shape: string
}

interface Around {
  readonly stage: HTMLElement
  readonly chairs: readonly ChairPicture[]
  readonly waves: Waves
  readonly wanted: readonly TileTrace[]
  readonly at: Moment
  readonly speed: number
  /** From when on this screen looks at each session. */
  readonly since: Map<string, Moment>
}

/** A lane with room for its name in small print. */
const NAMED_FROM_PX = 30
/** Off the window by so much nothing is drawn. */
const MARGIN_PX = 80

const wordAt = (chairId: string, lane: LanePlace, why: TraceWord['why']): TraceWord => ({
  chairId,
  channel: lane.channel,
  why,
  ofAll: false,
  left: why === null ? lane.left : lane.left + lane.width / 2,
  top: why === null ? lane.top : lane.top + lane.height / 2,
})

/** One word for all lanes of a tile that are lost for one cause. */
const gathered = (words: readonly TraceWord[], lanes: readonly LanePlace[]): readonly TraceWord[] => {
  const [first] = words
  const [top, bottom] = [lanes[0], lanes.at(-1)]
  const isOne = words.length === lanes.length && words.length > 1 && words.every(({ why }) => why !== null && why === first?.why)
  if (!isOne || first === undefined || top === undefined || bottom === undefined) return words
  // A lead and a probe that are off are two things to look after.
  if (first.why === 'off') return words
  return [{ ...first, ofAll: true, top: (top.top + bottom.top + bottom.height) / 2 }]
}

/** Looks where the tiles have room for traces now, and what each lane of them shows. */
export const surveyBoard = ({ stage, chairs, waves, wanted, at, speed, since }: Around): Survey => {
  const origin = stage.getBoundingClientRect()
  const lanes: SweepLane[] = []
  const words: TraceWord[] = []
  const shape: unknown[] = []
  const seen = new Set<string>()
  for (const element of stage.parentElement?.querySelectorAll<HTMLElement>('[data-traces]') ?? []) {
    const chair = chairs.find(({ chairId }) => chairId === element.dataset.traces)
    const session = chair === undefined ? null : runningSession(chair)
    if (chair === undefined || session === null) continue
    const box = element.getBoundingClientRect()
    if (box.bottom < -MARGIN_PX || box.top > window.innerHeight + MARGIN_PX) continue
    const { chairId } = chair
    const { sessionId } = session
    seen.add(sessionId)
    const lookedAt = since.get(sessionId) ?? at
    since.set(sessionId, lookedAt)
    const place = { left: box.left - origin.left, top: box.top - origin.top, width: box.width, height: box.height }
    const places = lanesIn(place, wanted)
    const traces = waves.tracesOf(chairId, sessionId)
    const channels = new Set<string>(traces?.channels() ?? [])
    const said: TraceWord[] = []
    for (const lane of places) {
      const { channel, left, top, width, height, scale } = lane
      if (traces === null || !channels.has(channel)) {
        if (waves.isKnown(chairId)) said.push(wordAt(chairId, lane, chair.source === null ? 'unbound' : 'none'))
        continue
      }
      const why = lostCause(traces, channel, at, { chair, link: waves.link, speed, since: lookedAt })
      lanes.push({
        channel,
        trace: traces.traces.get(channel) ?? null,
        gain: 1,
        scale,
        left,
        top,
        widthPx: width,
        heightPx: height,
        lostFrom: why === null ? null : heardUntil(traces, channel, lookedAt),
      })
      shape.push(channel, left, top, width, height)
      if (why !== null || height >= NAMED_FROM_PX) said.push(wordAt(chairId, lane, why))
    }
    words.push(...gathered(said, places))
    shape.push(sessionId, traces?.fills ?? -1)
  }
  for (const sessionId of since.keys()) if (!seen.has(sessionId)) since.delete(sessionId)
  return { lanes, lost: lanes.filter(({ lostFrom }) => lostFrom !== null), words, shape: shape.join(' ') }
}
