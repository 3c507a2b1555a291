import { en } from '@chairside/client/words/en.ts'
import { es } from '@chairside/client/words/es.ts'
import { sayingIn } from '@chairside/server/http/exports/print-words'
import { describe, expect, it } from 'vitest'

type Tree = { readonly [key: string]: Tree | string }

/** Each word of the print that the screens have too, where they say otherwise. */
const otherwise = (print: Tree, screen: Tree, path: string): readonly string[] =>
  Object.entries(print).flatMap(([key, said]) => {
    const shown = screen[key]
    const place = `${path}.${key}`
    if (typeof said === 'string') return said === shown ? [] : [`${place}: ${said} | ${String(shown)}`]
    return shown === undefined || typeof shown === 'string' ? [`${place} is not on the screens`] : otherwise(said, shown, place)
  })

const wordsIn = (tree: Tree): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, said]) => (typeof said === 'string' ? [[key, said] as const] : wordsIn(said)))
const dataOf = (sentence: string): string =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name)
    .sort()
    .join()

describe('words on paper', () => {
  it.each([
    ['en', en],
    ['es', es],
  ] as const)('P3: are those of the screens in %s, wherever both have them', (language, catalogue) => {
    const { print, ...clinical } = sayingIn(language, 'UTC').words
    expect(otherwise(clinical as unknown as Tree, catalogue as unknown as Tree, language)).toEqual([])
    expect(print.statement).toBe(catalogue.app.statement)
  })

  it('P3: take in the same data in both languages', () => {
    const [english, spanish] = (['en', 'es'] as const).map((language) => wordsIn(sayingIn(language, 'UTC').words as unknown as Tree))
    expect(spanish?.map(([key, said]) => `${key} ${dataOf(said)}`)).toEqual(english?.map(([key, said]) => `${key} ${dataOf(said)}`))
  })
})
