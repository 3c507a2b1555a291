import type { ChairInput, SourceProfile } from './chair-input.ts'

/** Monitors of a session by their id, as they declared themselves last. */
export const monitorsIn = (inputs: readonly ChairInput[]): ReadonlyMap<string, SourceProfile> => {
  const monitors = new Map<string, SourceProfile>()
  for (const input of inputs) {
    const profile = input.kind === 'source-declared' ? input.profile : input.kind === 'act' ? input.source?.profile : undefined
    if (profile !== undefined) monitors.set(profile.sourceId, profile)
  }
  return monitors
}
