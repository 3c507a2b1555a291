import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A word for whoever takes over. */
export const HandoverNote = ({ value, onChange }: { readonly value: string; readonly onChange: (note: string) => void }) => {
  const { t } = useTranslation()
  return (
    <Textarea label={t('handover.note')} maxLength={500} rows={2} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  )
}
