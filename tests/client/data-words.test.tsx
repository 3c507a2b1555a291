import { useRefusalWords, useShortData } from '@chairside/client/views/common/data-words.ts'
import { useDetailWords } from '@chairside/client/views/common/problem-words.ts'
import { showLanguage } from '@chairside/client/words/language.ts'
import { refusalsOf } from '@chairside/server/domain/personal-limits'
import { BUILT_IN_PROTOCOLS } from '@chairside/shared/built-in-protocols/all'
import { CLINIC_PROFILES } from '@chairside/shared/clinic-profiles/all'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { act, renderHook } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'

const said = <Say,>(use: () => Say): Say => renderHook(use).result.current
const speak = (language: 'en' | 'es') => act(async () => void (await showLanguage(language)))
/** The same, in Spanish from now on. */
const inSpanish = async <Say,>(use: () => Say): Promise<Say> => {
  await speak('es')
  return said(use)
}
afterEach(() => speak('en'))

describe('A2, S2: values and limits', () => {
  it('A2: the label is the bedside’s of this language, the numbers are the judge’s', async () => {
    const words = (await inSpanish(useShortData)).value
    expect(words('HR 134 > 120')).toBe('FC 134 > 120')
    expect(words('RR 0')).toBe('FR 0')
    expect(words('SYS 172 ≥ 171.6')).toBe('SYS 172 ≥ 171,6')
    expect(words('MOAA/S 2 ≤ 2')).toBe('MOAA/S 2 ≤ 2')
  })

  it('S2: a hold is said as what is the case', async () => {
    const { hold } = await inSpanish(useShortData)
    expect(hold({ id: 'bp', strength: 'soft', detail: 'SYS 152 ≥ 140' })).toBe('Presión arterial: SYS 152 ≥ 140')
    expect(hold({ id: 'hr', strength: 'soft', detail: 'HR –' })).toBe('Frecuencia cardíaca: FC –')
    expect(hold({ id: 'weight', strength: 'soft', detail: '77.5 kg, 70 kg (+10.7 % > 10 %)' })).toBe(
      'Peso frente al último: 77,5 kg, 70 kg (+10,7 % > 10 %)',
    )
    expect(hold({ id: 'gate', strength: 'hard', detail: 'consent' })).toBe('El consentimiento no está firmado')
    expect(hold({ id: 'gate', strength: 'hard', detail: 'Psychotic now' })).toBe('Respondido con sí: Psicosis actual')
    expect(hold({ id: 'gate', strength: 'hard', detail: 'Our own question' })).toBe('Respondido con sí: Our own question')
  })

  it('P3: what stands in the way is said, whatever kind of data it is', async () => {
    const detail = await inSpanish(useDetailWords)
    expect(detail('bp: SYS 152 ≥ 140')).toBe('Presión arterial: SYS 152 ≥ 140')
    expect(detail('D3')).toBe('Presión arterial cerca de la basal')
    expect(detail('recovering')).toBe('Recuperación')
    expect(detail('hr')).toBe('Frecuencia cardíaca')
    expect(detail('nibp')).toBe('PNI')
    expect(detail('pulse-pressure')).toBe('presión de pulso imposible')
    expect(detail('12.5 > 10 mg')).toBe('12,5 > 10 mg')
    expect(detail('N. Ortega')).toBe('N. Ortega')
  })

  it('X13: why a limit is refused', async () => {
    const refused = [
      ...refusalsOf(DEFAULT_PROTOCOL, { hrHigh: 200, spo2Low: 10 }),
      ...refusalsOf(DEFAULT_PROTOCOL, { sysHighWarning: 180, sysHighCritical: 170 }),
      ...refusalsOf(DEFAULT_PROTOCOL, { leaveSysAtLeast: 110, leaveSysBelow: 110 }),
      ...refusalsOf({ ...DEFAULT_PROTOCOL, personal: {} }, { hrHigh: 130 }),
    ]
    expect(refused.length).toBeGreaterThan(3)
    const words = await inSpanish(useRefusalWords)
    expect(words('hrHigh: 200 is outside 90 to 140')).toBe('FC alta: 200 está fuera de 90 a 140')
    expect(refused.map(words).filter((line) => /\b(is|not|to|above|below|set)\b/.test(line))).toEqual([])
  })
})

describe('S2: what a practice brings with it', () => {
  it('S2: every built-in question and protocol has words, and keeps its own in English', async () => {
    const protocols = [...BUILT_IN_PROTOCOLS, ...CLINIC_PROFILES.flatMap((profile) => profile.protocols)]
    const questions = protocols.flatMap(({ gate }) => gate.questions.map(({ words }) => words))
    const names = protocols.map(({ name }) => name)
    expect(questions.length).toBeGreaterThan(20)
    expect(questions.map(said(useShortData).question)).toEqual(questions)
    expect(names.map(said(useShortData).protocol)).toEqual(names)
    const { question, protocol: name } = await inSpanish(useShortData)
    expect(questions.filter((words) => question(words) === words)).toEqual([])
    expect(names.filter((own) => name(own) === own)).toEqual([])
    expect(name('Weekly course, first infusion')).toBe('Ciclo semanal, primera infusión')
    expect(name('Our own protocol')).toBe('Our own protocol')
  })
})
