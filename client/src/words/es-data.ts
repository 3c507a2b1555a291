import { esDataWords } from '@chairside/shared/words/es-data'
import type { enData } from './en-data.ts'
import type { WordsLike } from './words-shape.ts'

/** Short data of the server, in Spanish. */
export const esData: WordsLike<typeof enData> = {
  ...esDataWords,
  number: {
    none: 'Un solo número, por ejemplo 12{{mark}}5.',
    whole: 'Un número entero.',
    unclear: '¿Millares? Escriba 1200. ¿Decimales? Escriba 1{{mark}}2.',
  },
  refusal: {
    outside: '{{value}} está fuera de {{low}} a {{high}}',
    closed: 'este protocolo no permite fijarlo',
    above: '{{value}} supera {{called}} {{other}}',
    below: '{{value}} es inferior a {{called}} {{other}}',
    notBelow: '{{value}} no es inferior a {{called}} {{other}}',
    notAbove: '{{value}} no supera {{called}} {{other}}',
  },
}
