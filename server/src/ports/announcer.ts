import type { ChairPicture } from '@chairside/shared/picture'

/** Tells every screen. The sections that changed by reference are sent. */
export interface Announcer {
  /** `urgent`: facts or alarms changed, so it does not wait for the next tick (design: the flow). */
  chairChanged(before: ChairPicture, after: ChairPicture, urgent: boolean): void
  recordingChanged(notRecording: boolean): void
  sourcesChanged(): void
}
