import i18next from 'i18next'

export const LANGUAGES = ['en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each language by its own name: whoever looks for it may read no other. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' }

const KEY = 'chairside-language'

const known = (text: string | null | undefined): Language | null => LANGUAGES.find((language) => language === text) ?? null

/** The language of a screen: what was chosen at this device, else the first that the browser asks for and the catalogues have, else English. */
export const preferredLanguage = (kept: string | null, wanted: readonly string[]): Language =>
  known(kept) ?? wanted.map((tag) => known(tag.toLowerCase().split('-')[0])).find((language) => language !== null) ?? 'en'

/** The language of this device. Storage that is forbidden is no reason to fail. */
export const deviceLanguage = (): Language => {
  const kept = (): string | null => {
    try {
      return localStorage.getItem(KEY)
    } catch {
      return null
    }
  }
  return preferredLanguage(kept(), navigator.languages)
}

const keep = (language: Language): void => {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // It holds as long as this page does.
  }
}

/** The language that is shown. */
export const shownLanguage = (): Language => known(i18next.language) ?? 'en'

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es-ES' }

/** Where dates and zones are written as the language that is shown writes them; the clock always has 24 h. */
export const shownLocale = (): string => LOCALES[shownLanguage()]

/** Catalogues that the first screen does not carry. */
const fetchWords = async (language: Language): Promise<void> => {
  if (language === 'en' || i18next.hasResourceBundle(language, 'screens')) return
  const { es } = await import('./es.ts')
  i18next.addResourceBundle(language, 'screens', es)
}

let asked: Language | null = null

/** Shows a language. False: its words could not be fetched, and what was shown stays. The newest wish counts. */
export const showLanguage = async (language: Language): Promise<boolean> => {
  asked = language
  try {
    await fetchWords(language)
  } catch {
    return false
  }
  if (asked === language) await i18next.changeLanguage(language)
  return true
}

/** Shows a language, and keeps it for this device. */
export const chooseLanguage = async (language: Language): Promise<boolean> => {
  const shown = await showLanguage(language)
  if (shown) keep(language)
  return shown
}
