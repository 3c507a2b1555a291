import { dateWords, dayWords } from '@chairside/client/views/common/day-words.ts'
import { clockOf, clockSecondsOf, limitOf, zoneOf } from '@chairside/client/views/common/format.ts'
import { NumberField } from '@chairside/client/views/common/number-field.tsx'
import { showLanguage } from '@chairside/client/words/language.ts'
import { dataWords, decimalWords, numberWords, typedNumber } from '@chairside/client/words/numbers.ts'
import { dayAfter, dayOf, wallTimeOf } from '@chairside/shared/clinic-day'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@chairside/shared/time'
import { MantineProvider } from '@mantine/core'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const speak = (language: 'en' | 'es') => act(async () => void (await showLanguage(language)))
afterEach(() => speak('en'))

const LANGUAGES = ['en', 'es'] as const
const MADRID = 'Europe/Madrid'
/** The browser of these tests stands elsewhere than any clinic in them. */
const BROWSER_ZONE = 'Pacific/Auckland'
const zoneBefore = process.env.TZ
beforeEach(() => {
  process.env.TZ = BROWSER_ZONE
})
afterEach(() => {
  if (zoneBefore === undefined) delete process.env.TZ
  else process.env.TZ = zoneBefore
})
/** Midnight of the last Sunday of March 2026 in Madrid; at 2:00 its clocks go on to 3:00. */
const SPRING = Date.UTC(2026, 2, 28, 23)
/** Midnight of the last Sunday of October 2026 in Madrid; at 3:00 its clocks go back to 2:00. */
const AUTUMN = Date.UTC(2026, 9, 24, 22)

describe('the clinic’s time', () => {
  it('is the clinic’s, not the browser’s, which shows another hour and another day', () => {
    expect(new Date(SPRING).getHours()).not.toBe(0)
    expect(new Date(SPRING + 20 * HOUR_MS).getDate()).not.toBe(29)
    expect(clockOf(SPRING, MADRID)).toBe('00:00')
    expect(dayOf(SPRING + 20 * HOUR_MS, MADRID)).toBe('2026-03-29')
  })

  it.each(LANGUAGES)('%s: goes over midnight without a 24:00, and the day with it', async (language) => {
    await speak(language)
    expect([-SECOND_MS, 0, SECOND_MS].map((ms) => clockSecondsOf(SPRING + ms, MADRID))).toEqual(['23:59:59', '00:00:00', '00:00:01'])
    expect(clockOf(SPRING - 1, MADRID)).toBe('23:59')
    expect([dayOf(SPRING - 1, MADRID), dayOf(SPRING, MADRID)]).toEqual(['2026-03-28', '2026-03-29'])
    expect(dayAfter(dayOf(SPRING - 1, MADRID), 1)).toBe(dayOf(SPRING, MADRID))
    expect(wallTimeOf(SPRING, MADRID)).toBe('00:00')
  })

  it.each(LANGUAGES)('%s: jumps over the hour that spring leaves out, and the zone changes with it', async (language) => {
    await speak(language)
    const change = SPRING + 2 * HOUR_MS
    expect([clockSecondsOf(change - SECOND_MS, MADRID), clockSecondsOf(change, MADRID)]).toEqual(['01:59:59', '03:00:00'])
    expect(zoneOf(change - SECOND_MS, MADRID)).not.toBe(zoneOf(change, MADRID))
    // That day has 23 hours, and is one day all the same.
    expect([dayOf(SPRING + 23 * HOUR_MS - 1, MADRID), dayOf(SPRING + 23 * HOUR_MS, MADRID)]).toEqual(['2026-03-29', '2026-03-30'])
  })

  it.each(LANGUAGES)('%s: says the hour twice that autumn repeats, and the zone tells the two apart', async (language) => {
    await speak(language)
    const first = AUTUMN + 2 * HOUR_MS + 30 * MINUTE_MS
    const again = first + HOUR_MS
    expect([clockOf(first, MADRID), clockOf(again, MADRID)]).toEqual(['02:30', '02:30'])
    expect(zoneOf(first, MADRID)).not.toBe(zoneOf(again, MADRID))
    expect([dayOf(AUTUMN + 25 * HOUR_MS - 1, MADRID), dayOf(AUTUMN + 25 * HOUR_MS, MADRID)]).toEqual(['2026-10-25', '2026-10-26'])
  })

  it('writes dates as the language does', async () => {
    expect(dateWords('2026-03-02')).toBe('2 Mar 2026')
    expect(dayWords('2026-03-02')).toBe('Mon, 2 Mar 2026')
    await speak('es')
    expect(dateWords('2026-03-02')).toBe('2 mar 2026')
    expect(dayWords('2026-03-02')).toBe('lun, 2 mar 2026')
    expect(dateWords('2026-01-31')).toBe('31 ene 2026')
  })
})

describe('numbers', () => {
  it('have the mark of the language, and never one between thousands', async () => {
    expect([numberWords(12.5), numberWords(1234.5), decimalWords(1200, 1), limitOf(171.6), limitOf(180)]).toEqual([
      '12.5',
      '1234.5',
      '1200.0',
      '171.6',
      '180',
    ])
    await speak('es')
    expect([numberWords(12.5), numberWords(1234.5), decimalWords(1200, 1), limitOf(171.6), limitOf(180)]).toEqual([
      '12,5',
      '1234,5',
      '1200,0',
      '171,6',
      '180',
    ])
  })

  it('leave what is no number as it is: a time, a name', async () => {
    await speak('es')
    expect(dataWords('14:32, P.-10')).toBe('14:32, P.-10')
  })
})

const Asked = ({ onNumber }: { readonly onNumber: (value: number | null) => void }) => {
  const [value, setValue] = useState<number | null>(null)
  return (
    <MantineProvider env="test">
      <NumberField
        label="kg"
        low={0.1}
        high={2_000}
        decimals
        value={value}
        onChange={(given) => {
          setValue(given)
          onNumber(given)
        }}
      />
    </MantineProvider>
  )
}

describe('numbers that are typed', () => {
  it.each([
    ['en', '0.1 to 2000'],
    ['es', 'de 0,1 a 2000'],
  ] as const)('%s: a sentence that takes in numbers writes them so: %s', async (language, sentence) => {
    await speak(language)
    render(<Asked onNumber={() => undefined} />)
    await userEvent.setup().type(screen.getByLabelText(/kg/), '0')
    expect(screen.getByText(sentence)).toBeInTheDocument()
  })

  it.each(LANGUAGES.flatMap((language) => ['77.5', '77,5'].map((typed) => [language, typed] as const)))(
    '%s: %s is seventy-seven and a half',
    async (language, typed) => {
      await speak(language)
      const given: (number | null)[] = []
      render(<Asked onNumber={(value) => given.push(value)} />)
      const field = screen.getByLabelText(/kg/)
      await userEvent.setup().type(field, typed)
      expect(given.at(-1)).toBe(77.5)
      expect(given).not.toContain(775)
      expect(field).toHaveValue(language === 'es' ? '77,5' : '77.5')
    },
  )

  it.each(LANGUAGES)('%s: a small dose is not swallowed on the way to it', async (language) => {
    await speak(language)
    const given: (number | null)[] = []
    render(<Asked onNumber={(value) => given.push(value)} />)
    await userEvent.setup().type(screen.getByLabelText(/kg/), '0,05')
    expect(given.at(-1)).toBe(0.05)
  })

  it.each(LANGUAGES.flatMap((language) => ['77.5', '77,5', ' 77,5 kg'].map((pasted) => [language, pasted] as const)))(
    '%s: %s that is pasted at once is seventy-seven and a half, and never ten times that',
    async (language, pasted) => {
      await speak(language)
      const given: (number | null)[] = []
      render(<Asked onNumber={(value) => given.push(value)} />)
      const user = userEvent.setup()
      await user.click(screen.getByLabelText(/kg/))
      await user.paste(pasted)
      expect(given).toEqual([77.5])
    },
  )

  it.each(LANGUAGES.flatMap((language) => ['1.200', '1,200', '70,125', '1.200,5', '1,2,3'].map((typed) => [language, typed] as const)))(
    '%s: %s may be two numbers, and is none',
    async (language, typed) => {
      await speak(language)
      const given: (number | null)[] = []
      render(<Asked onNumber={(value) => given.push(value)} />)
      await userEvent.setup().click(screen.getByLabelText(/kg/))
      await userEvent.paste(typed)
      expect(given).toEqual([Number.NaN])
      expect(screen.getByLabelText(/kg/)).toBeInvalid()
    },
  )

  it('a fraction with three digits is one where it begins with nothing', () => {
    expect([typedNumber('0.125', true), typedNumber('0,125', true), typedNumber(',125', true)]).toEqual([0.125, 0.125, 0.125])
    expect([typedNumber('1200', true), typedNumber('1200.5', true), typedNumber('1234,567', true)]).toEqual([1200, 1200.5, 1234.567])
    expect([typedNumber('14', false), typedNumber('14.5', false), typedNumber('14.', false)]).toEqual([14, 'whole', 'whole'])
    expect([typedNumber('', true), typedNumber('.', true), typedNumber('0.', true)]).toEqual([null, null, 0])
  })

  it('what is no number can’t be taken for an empty field', async () => {
    const given: (number | null)[] = []
    render(<Asked onNumber={(value) => given.push(value)} />)
    const user = userEvent.setup()
    await user.type(screen.getByLabelText(/kg/), '1.200')
    expect(given.at(-1)).toBeNaN()
    await user.clear(screen.getByLabelText(/kg/))
    expect(given.at(-1)).toBeNull()
    await user.type(screen.getByLabelText(/kg/), '12oo')
    expect(given.at(-1)).toBe(12)
  })
})
