import './asked-limits.css'
import { ASKED_PATHS, type AskedPath, type JudgeAgain } from '@chairside/shared/judged-again'
import { NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfferedProtocol } from '../../feed/charts.ts'
import { useShortData } from './data-words.ts'
import { NumberField } from './number-field.tsx'
import { useServices } from './services.tsx'

const LOW = 20
const HIGH = 260

const useProtocols = (): readonly OfferedProtocol[] => {
  const { charts } = useServices()
  const [protocols, setProtocols] = useState<readonly OfferedProtocol[]>([])
  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      const answer = await charts.protocols()
      if (!over && answer.ok) setProtocols(answer.value.protocols)
    }
    void read()
    return () => {
      over = true
    }
  }, [charts])
  return protocols
}

interface Filled {
  /** Empty: each session's own. */
  readonly protocolId: string
  readonly numbers: { readonly [path in AskedPath]?: number | null }
}

const NOTHING: Filled = { protocolId: '', numbers: {} }

export interface AskedLimits {
  readonly filled: Filled
  change(filled: Filled): void
  reset(): void
  /** V2: something was typed that is no number, so that nothing may be asked yet. */
  readonly unread: boolean
  /** What the judge is asked. */
  readonly asked: JudgeAgain
}

/** Another protocol or other limits, as somebody fills them in. */
export const useAskedLimits = (): AskedLimits => {
  const [filled, setFilled] = useState(NOTHING)
  const { protocolId, numbers } = filled
  const changes = ASKED_PATHS.flatMap((path) => {
    const value = numbers[path]
    return typeof value === 'number' && !Number.isNaN(value) ? [{ path, value }] : []
  })
  return {
    filled,
    change: setFilled,
    reset: () => setFilled(NOTHING),
    unread: ASKED_PATHS.some((path) => Number.isNaN(numbers[path])),
    asked: { ...(protocolId === '' ? {} : { protocolId }), changes },
  }
}

interface Props {
  readonly limits: AskedLimits
  /** What stands for no protocol in particular. */
  readonly own: string
  readonly className: string
  /** What holds where nothing is filled in. */
  readonly placeholder?: (path: AskedPath) => string
}

/** The fields of it. */
export const AskedLimitFields = ({ limits, own, className, placeholder = () => '' }: Props) => {
  const { t } = useTranslation()
  const { protocol: protocolName } = useShortData()
  const protocols = useProtocols()
  const { filled, change } = limits
  return (
    <div className={`asked-limits ${className}`}>
      <NativeSelect
        label={t('again.protocol')}
        value={filled.protocolId}
        data={[
          { value: '', label: own },
          ...protocols.map(({ id, name, version }) => ({ value: id, label: `${protocolName(name)} v${version}` })),
        ]}
        onChange={(event) => change({ ...filled, protocolId: event.currentTarget.value })}
      />
      {ASKED_PATHS.map((path) => (
        <NumberField
          key={path}
          label={t(`again.path.${path}`)}
          low={LOW}
          high={HIGH}
          decimals={false}
          placeholder={placeholder(path)}
          value={filled.numbers[path] ?? null}
          onChange={(value) => change({ ...filled, numbers: { ...filled.numbers, [path]: value } })}
        />
      ))}
    </div>
  )
}
