import './language-choice.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, LANGUAGE_NAMES, LANGUAGES, type Language, shownLanguage } from '../../words/language.ts'

interface Props {
  /** The whole name of the language is seen, not its two letters. */
  readonly named?: boolean
}

/** In which language this device speaks. A choice that could not be fetched is said, and what was shown stays. */
export const LanguageChoice = ({ named = false }: Props) => {
  const { t } = useTranslation()
  const [failed, setFailed] = useState(false)
  const shown = shownLanguage()
  const choose = async (language: Language): Promise<void> => setFailed(!(await chooseLanguage(language)))
  return (
    <span className="language" title={failed ? t('language.failed') : t('language.choose')}>
      <span aria-hidden="true">{named ? LANGUAGE_NAMES[shown] : shown.toUpperCase()}</span>
      <span className="visually-hidden" role="status">
        {failed ? t('language.failed') : ''}
      </span>
      <select
        aria-label={t('language.choose')}
        value={shown}
        onChange={(event) => {
          const chosen = LANGUAGES.find((language) => language === event.currentTarget.value)
          if (chosen !== undefined) void choose(chosen)
        }}
      >
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </select>
    </span>
  )
}
