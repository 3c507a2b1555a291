import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'screens'
    resources: { screens: typeof en }
  }
}

/** Makes the catalogue ready before anything is drawn. React escapes text by itself. */
export const startWords = (): void => {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'screens',
    resources: { en: { screens: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
}
