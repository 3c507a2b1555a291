import type { EventPicture } from '@chairside/shared/picture'

/** What was entered, in the order in which it happened, numbered as on the lane of events. */
export const chartEvents = (events: readonly EventPicture[]): readonly { readonly number: number; readonly event: EventPicture }[] =>
  [...events].sort((a, b) => a.at - b.at || a.factSeq - b.factSeq).map((event, index) => ({ number: index + 1, event }))
