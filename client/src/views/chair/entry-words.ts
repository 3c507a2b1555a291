import type { Entry } from '@chairside/shared/entry'
import { useTranslation } from 'react-i18next'

/** What was entered, in one short line. */
export const useEntryWords = (): ((entry: Entry) => string) => {
  const { t } = useTranslation()
  const yesNo = (value: boolean): string => (value ? t('entry.yes') : t('entry.no')).toLowerCase()
  return (entry) => {
    switch (entry.kind) {
      case 'sedation':
        return `${t('entry.sedation')} ${entry.moaas}`
      case 'orientation':
        return `${t('criterion.D8')} ${entry.correct}/4`
      case 'dissociation':
        return `${t('criterion.D9')} ${entry.value}`
      case 'gait':
        return `${t('entry.gaitSteady')}: ${yesNo(entry.steady)}${entry.dizzy ? `, ${t('entry.gaitDizzy').toLowerCase()}` : ''}`
      case 'nausea':
        return `${t('entry.nausea')}: ${t(`entry.${entry.level}`)}`
      case 'pain':
        return `${t('entry.pain')}: ${yesNo(entry.newModerateOrSevere)}`
      case 'safety':
        return `${t('entry.safety')}: ${yesNo(entry.concern)}`
      case 'iv-out':
        return t('entry.iv-out')
      case 'escort':
        return `${t('criterion.D15')}: ${yesNo(entry.present)}`
      case 'instructions':
        return `${t('criterion.D16')}: ${yesNo(entry.understood)}`
      case 'aldrete':
        return `${t('entry.aldrete')} ${entry.activity + entry.respiration + entry.circulation + entry.consciousness + entry.saturation}`
      case 'padss':
        return `${t('entry.padss')} ${entry.vitals + entry.ambulation + entry.nausea + entry.pain + entry.ivSite}`
      case 'oxygen':
        return entry.on ? t('entry.oxygenOn') : t('entry.oxygenOff')
      case 'medication':
        return `${entry.name} ${entry.dose}`.trim()
      case 'note':
        return entry.text
    }
  }
}
