import { useStore } from 'zustand'
import { namingAt, shownName } from '../../model/device.ts'
import type { StationKind } from '../../model/sound-state.ts'
import { useIsWall, useServices } from './services.tsx'

/** Where this screen stands: whatever shows the wall is one. */
export const useStationKind = (): StationKind => {
  const { sound } = useServices()
  const chosen = useStore(sound.state, (state) => state.station.kind)
  return useIsWall() ? 'wall' : chosen
}

/** How this screen may name a patient; the name it gives is empty where only the chair is said. */
export const useNaming = (): ((name: string) => string) => {
  const { device } = useServices()
  const kind = useStationKind()
  const naming = useStore(device, (preferences) => namingAt(preferences, kind))
  return (name) => shownName(naming, name)
}
