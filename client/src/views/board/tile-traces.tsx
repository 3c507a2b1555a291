import './tile-traces.css'
import { FASTEST_WITH_WAVES } from '@chairside/shared/waveform'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useServices, useSpeed } from '../common/services.tsx'

/** Whether this device shows traces on its tiles, and the room carries any. */
export const useShowsTraces = (): boolean => {
  const { device } = useServices()
  const wanted = useStore(device, ({ traces }) => traces.length > 0)
  return useSpeed() <= FASTEST_WITH_WAVES && wanted
}

/** The place of a tile's traces, beside its course: they take from nothing else, and are drawn by the board's one canvas above it. */
export const WithTraces = ({ chairId, children }: { readonly chairId: string; readonly children: ReactNode }) => {
  const shows = useShowsTraces()
  return (
    <div className="tile-live" data-with-traces={shows}>
      {children}
      {shows && <div className="tile-traces" data-traces={chairId} />}
    </div>
  )
}
