import './forms.css'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Choice } from './choice.tsx'
import { SignatureFields } from './signature-fields.tsx'
import type { Witnessing } from './use-witness.ts'

/** Who saw it: a colleague who confirms, or somebody by name. */
export const WitnessFields = ({ witnessing }: { readonly witnessing: Witnessing }) => {
  const { t } = useTranslation()
  const { how, name, signing, setHow, setName } = witnessing
  return (
    <>
      <Choice
        label={t('sign.witness')}
        stacked
        options={[
          { value: 'colleague', label: t('sign.colleague') },
          { value: 'named', label: t('sign.named') },
        ]}
        value={how}
        onChange={setHow}
      />
      {how === 'colleague' && <SignatureFields signing={signing} title={t('field.witness')} />}
      {how === 'named' && (
        <TextInput
          label={t('sign.witnessName')}
          description={t('sign.namedSays')}
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
    </>
  )
}
