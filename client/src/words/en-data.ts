import { enDataWords } from '@chairside/shared/words/en-data'

/** Words that come from the server as short data. */
export const enData = {
  ...enDataWords,
  /** Why what was typed is no number. */
  number: {
    none: 'One number, such as 12{{mark}}5.',
    whole: 'A whole number.',
    unclear: 'Thousands? Write 1200. A fraction? Write 1{{mark}}2.',
  },
  /** Why a limit of the patient's own is refused (X13). */
  refusal: {
    outside: '{{value}} is outside {{low}} to {{high}}',
    closed: 'not to be set in this protocol',
    above: '{{value}} is above {{called}} {{other}}',
    below: '{{value}} is below {{called}} {{other}}',
    notBelow: '{{value}} is not below {{called}} {{other}}',
    notAbove: '{{value}} is not above {{called}} {{other}}',
  },
} as const
