import { type Excursion, isOneSet } from '@chairside/shared/excursion'
import { useVitalLabel } from './data-words.ts'

/** The worst pressure of an excursion in a line of text: `184/104`, or `SYS 184, DIA 104` where no set measured both. */
export const useWorstPressure = (): ((excursion: Pick<Excursion, 'peak'>) => string) => {
  const label = useVitalLabel()
  return ({ peak }) => {
    const [sys, dia] = [peak.sys?.value ?? '–', peak.dia?.value ?? '–']
    return isOneSet(peak) ? `${sys}/${dia}` : `${label('sys')} ${sys}, ${label('dia')} ${dia}`
  }
}
