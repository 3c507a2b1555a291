import { en } from '@chairside/client/words/en.ts'
import { es } from '@chairside/client/words/es.ts'
import { sayingIn } from '@chairside/server/http/exports/print-words'
import { describe, expect, it } from 'vitest'

type Tree = { readonly [key: string]: Tree | string }

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
  ] as const)('P3: say in %s what this is, and is not, as the screens do', (language, catalogue) => {
    expect(sayingIn(language, 'UTC').words.print.statement).toBe(catalogue.app.statement)
  })

  it('P3: take in the same data in both languages', () => {
    const [english, spanish] = (['en', 'es'] as const).map((language) => wordsIn(sayingIn(language, 'UTC').words as unknown as Tree))
    expect(spanish?.map(([key, said]) => `${key} ${dataOf(said)}`)).toEqual(english?.map(([key, said]) => `${key} ${dataOf(said)}`))
  })
})
