import type { ChairId } from '@chairside/shared/identity'
import { onDemand } from '../common/on-demand.ts'
import { useRoom } from '../common/services.tsx'
import { useShowsTraces } from './tile-traces.tsx'

const boardTraces = onDemand(() => import('./board-traces.tsx'))

interface Props {
  /** The chairs on the page in view: no other is asked for. */
  readonly shown: readonly ChairId[]
  readonly columns: number
}

/** The board's traces where this device wants them; their code comes with the first such board. */
export const TracesOnBoard = ({ shown, columns }: Props) => {
  const shows = useShowsTraces()
  const connected = useRoom((state) => state.liveness === 'live')
  const code = boardTraces.useCode(connected && shows)
  return shows && typeof code !== 'string' ? <code.BoardTraces shown={shown} columns={columns} /> : null
}
