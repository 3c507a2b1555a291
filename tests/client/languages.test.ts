import { en } from '@chairside/client/words/en.ts'
import { es } from '@chairside/client/words/es.ts'
import { preferredLanguage } from '@chairside/client/words/language.ts'
import { describe, expect, it } from 'vitest'

interface Words {
  readonly [key: string]: string | Words
}

/** Every word by its whole key: `alarm.more_one`. */
const leaves = (words: Words, under = ''): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${under}${key}`, value] as const] : [...leaves(value, `${under}${key}.`)],
    ),
  )
const english = leaves(en)
const spanish = leaves(es)

const FORMS = /_(zero|one|two|few|many|other)$/
const namesIn = (text: string): readonly string[] => [...new Set([...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? ''))].sort()
/** The forms that counted keys have, by the key without its form. */
const formsOf = (keys: Iterable<string>): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  for (const key of keys) {
    const form = FORMS.exec(key)?.[1]
    if (form === undefined) continue
    const base = key.replace(FORMS, '')
    found.set(base, [...(found.get(base) ?? []), form].sort())
  }
  return found
}

describe('the Spanish words', () => {
  it('stand for every English one, and for no other', () => {
    const plain = (keys: Iterable<string>): readonly string[] => [...keys].filter((key) => !FORMS.test(key)).sort()
    expect(plain(spanish.keys())).toEqual(plain(english.keys()))
    expect([...formsOf(spanish.keys()).keys()].sort()).toEqual([...formsOf(english.keys()).keys()].sort())
  })

  it('are never empty where the English ones are not', () => {
    expect([...english].filter(([key, text]) => text.trim() !== '' && (spanish.get(key) ?? ' ').trim() === '' && !FORMS.test(key))).toEqual(
      [],
    )
  })

  it('name the same data', () => {
    const other = [...spanish].filter(([key, text]) => {
      const same = english.get(key) ?? english.get(key.replace(FORMS, '_other')) ?? ''
      return namesIn(text).join() !== namesIn(same).join()
    })
    expect(other).toEqual([])
  })

  it('have every form in which a language counts', () => {
    const wanted = (language: string): readonly string[] => [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort()
    for (const forms of formsOf(spanish.keys()).values()) expect(forms).toEqual(wanted('es'))
    for (const forms of formsOf(english.keys()).values()) expect(forms).toEqual(wanted('en'))
  })

  it('end as the English ones do: a sentence stays one, a label stays one', () => {
    const ending = (text: string): string => /[.:?…]$/.exec(text)?.[0] ?? ''
    const abbreviated = new Set(['field.temp', 'news2.item.temp'])
    const other = [...spanish].filter(([key, text]) => {
      const same = english.get(key)
      return same !== undefined && !abbreviated.has(key) && ending(text) !== ending(same)
    })
    expect(other).toEqual([])
  })

  it('open each question and exclamation that they close', () => {
    const open = [...spanish].filter(([, text]) => (text.match(/\?/g) ?? []).length !== (text.match(/¿/g) ?? []).length)
    expect(open).toEqual([])
  })
})

describe('the language of a device', () => {
  it('is the one that was chosen there, whatever the browser asks for', () => {
    expect(preferredLanguage('es', ['en-GB'])).toBe('es')
    expect(preferredLanguage('en', ['es-ES'])).toBe('en')
  })

  it('is by default the first of the browser that there are words for', () => {
    expect(preferredLanguage(null, ['ca-ES', 'es-ES', 'en'])).toBe('es')
    expect(preferredLanguage(null, ['ES-mx'])).toBe('es')
    expect(preferredLanguage(null, ['en-US', 'es'])).toBe('en')
  })

  it('is English where nothing else is known, and where something else was kept', () => {
    expect(preferredLanguage(null, [])).toBe('en')
    expect(preferredLanguage('klingon', ['fr'])).toBe('en')
  })
})
