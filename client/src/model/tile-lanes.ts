import type { WaveChannel } from '@chairside/shared/waveform'

/** What a tile may show of its traces, in the order in which it does. */
export const TILE_TRACES = ['ecg', 'pleth', 'resp'] as const satisfies readonly WaveChannel[]
export type TileTrace = (typeof TILE_TRACES)[number]

/** In px: a lane that is lower shows nothing that could be read. */
const LOWEST_LANE_PX = 16
const LANE_GAP_PX = 2
/** At this height a lane has true millimetres; a lower one is drawn smaller, so that its beats keep their shape. */
const TRUE_LANE_PX = 78

export interface Place {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface LanePlace extends Place {
  readonly channel: TileTrace
  readonly scale: number
}

/** The wanted traces below each other in the place that a tile has for them: as many as can be read, the first ones first. */
export const lanesIn = (place: Place, wanted: readonly TileTrace[]): readonly LanePlace[] => {
  if (place.width < 1 || place.height < 1) return []
  const fitting = Math.max(1, Math.floor((place.height + LANE_GAP_PX) / (LOWEST_LANE_PX + LANE_GAP_PX)))
  const channels = TILE_TRACES.filter((channel) => wanted.includes(channel)).slice(0, fitting)
  const height = (place.height - LANE_GAP_PX * (channels.length - 1)) / channels.length
  return channels.map((channel, index) => ({
    channel,
    left: place.left,
    top: place.top + index * (height + LANE_GAP_PX),
    width: place.width,
    height,
    scale: Math.min(1, height / TRUE_LANE_PX),
  }))
}
