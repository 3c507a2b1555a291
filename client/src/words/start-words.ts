import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { LANGUAGES } from './language.ts'
import { numberWords } from './numbers.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'screens'
    resources: { screens: typeof en }
  }
}

/** Every number that a sentence takes in is written as its language writes it. */
const numbers = {
  type: 'formatter' as const,
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format: string | undefined, tag: string | undefined): string =>
    typeof value === 'number' ? numberWords(value, LANGUAGES.find((language) => language === tag) ?? 'en') : (value as string),
}

/** Makes the English words ready before anything is drawn; another language comes over them. React escapes text by itself. */
export const startWords = (): void => {
  void i18next
    .use(initReactI18next)
    .use(numbers)
    .init({
      lng: 'en',
      fallbackLng: 'en',
      defaultNS: 'screens',
      resources: { en: { screens: en } },
      interpolation: { escapeValue: false, alwaysFormat: true },
      initAsync: false,
      react: { useSuspense: false },
    })
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
  })
}
