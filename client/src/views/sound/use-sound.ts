import { useStore } from 'zustand'
import type { SoundState } from '../../model/sound-state.ts'
import { useServices } from '../common/services.tsx'

/** What a selector finds in the state of this screen's sound. */
export const useSound = <Found>(select: (state: SoundState) => Found): Found => useStore(useServices().sound.state, select)
