import type { Entry } from '@chairside/shared/entry'
import { scoreOf } from '@chairside/shared/scores'
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
        return entry.scale === '0-10'
          ? `${t('criterion.D9')} ${entry.value}/10`
          : t('entry.cadssSaid', { value: entry.value, highest: entry.highestItem })
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
        return `${t('entry.aldrete')} ${scoreOf(entry)?.value}`
      case 'padss':
        return `${t('entry.padss')} ${scoreOf(entry)?.value}`
      case 'oxygen':
        return entry.on ? t('entry.oxygenOn') : t('entry.oxygenOff')
      case 'medication':
        return `${entry.name} ${entry.dose}`.trim()
      case 'note':
        return entry.text
      case 'symptom':
        return `${t(`symptom.${entry.symptom}`)}, ${t(`severity.${entry.severity}`)}`
      case 'position':
        return t(`position.${entry.position}`)
      case 'intervention':
        return t(`intervention.${entry.intervention}`)
      case 'drug-account':
        return t('entry.drugAccount', { lot: entry.lot, drawn: entry.drawnMg, wasted: entry.wastedMg, witness: entry.witness })
      case 'drug-drawn':
        return t('entry.drug-drawn', { lot: entry.lot, mg: entry.drawnMg })
      case 'drug-wasted':
        return t('entry.drug-wasted', { mg: entry.wastedMg, witness: entry.witness })
      case 'step':
        return entry.name
      case 'rass':
        return `RASS ${entry.value > 0 ? '+' : ''}${entry.value}`
      case 'nausea-score':
        return `${t('entry.nausea')} ${entry.value}/10`
      case 'pain-score':
        return `${t('entry.painScore')} ${entry.value}/10`
      case 'anxiety-score':
        return `${t('entry.anxietyScore')} ${entry.value}/10`
    }
  }
}
