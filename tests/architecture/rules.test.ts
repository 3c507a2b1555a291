import { describe, expect, test } from 'vitest'
import { filesBelow, textOf } from './sources.ts'

const BEHAVIOUR = textOf('docs/behaviour.md')
const ID = /[VBXTGASLIPRD]\d{1,2}/
const inForce = [...BEHAVIOUR.matchAll(/^In force: (.+)$/gm)].flatMap(([, ids]) => (ids ?? '').trim().split(/\s+/))
const notYet = [...BEHAVIOUR.matchAll(/^Not yet: (.+)$/gm)].flatMap(([, ids]) => (ids ?? '').trim().split(/\s+/))
const bullets = [...BEHAVIOUR.matchAll(new RegExp(`^- \\*\\*(${ID.source})\\*\\*`, 'gm'))].map(([, id]) => id ?? '')

/** `count` rules of each letter, numbered from 1: all that there are. */
const ALL = Object.entries({ V: 9, B: 2, X: 13, T: 5, G: 7, A: 9, S: 8, L: 4, D: 20, I: 4, P: 4, R: 4 }).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
)

const TITLED = new RegExp(`\\(\\s*['"\`](${ID.source}(?:(?:, and |, | and |/)${ID.source})*): `, 'g')
const CALL = /\b(test|it|describe)((?:\.\w+)*)\s*\(/g

/**
 * The rules that a file proves. A title names them before its first colon: `X3: ...`, or `X3, X4 and X5: ...`, also behind
 * `each` and `prop`. Groups, and tests that are skipped or expected to fail, prove nothing.
 */
const provedBy = (text: string): string[] => {
  const calls = [...text.matchAll(CALL)]
  return [...text.matchAll(TITLED)].flatMap((title) => {
    const call = calls.findLast(({ index }) => index <= title.index)
    const counts = call !== undefined && call[1] !== 'describe' && !/\.(?:skip|todo|fails)\b/.test(call[2] ?? '')
    return counts ? (title[1] ?? '').split(/, and |, | and |\//) : []
  })
}

const testFiles = filesBelow('tests', ['.test.ts', '.test.tsx', '.spec.ts']).filter((path) => !path.startsWith('tests/architecture/'))
const proved = new Set(testFiles.flatMap((path) => provedBy(textOf(path))))

describe('docs/behaviour.md', () => {
  test('holds every rule once, as one bullet', () => {
    expect([...bullets].sort()).toEqual([...ALL].sort())
  })

  test('says of every rule whether it is in force', () => {
    expect([...inForce, ...notYet].sort()).toEqual([...ALL].sort())
  })

  test('marks the rules that are not yet in force where they stand', () => {
    const marked = [...BEHAVIOUR.matchAll(new RegExp(`^- \\*\\*(${ID.source})\\*\\* \\(not yet\\)`, 'gm'))].map(([, id]) => id)
    expect(marked.sort()).toEqual([...notYet].sort())
  })
})

describe('proof', () => {
  test.each(inForce)('%s has a test whose title begins with it', (id) => {
    expect(proved.has(id), `no test title in tests/ begins with "${id}:"`).toBe(true)
  })

  test('titles name only rules that exist', () => {
    expect([...proved].filter((id) => !ALL.includes(id))).toEqual([])
  })

  test('titles name no rule that is not yet in force', () => {
    const early = testFiles.flatMap((path) => provedBy(textOf(path)).flatMap((id) => (notYet.includes(id) ? [`${path} names ${id}`] : [])))
    expect(early).toEqual([])
  })

  test('titles are read as meant', () => {
    expect(provedBy("test('X3: opens', () => {})")).toEqual(['X3'])
    expect(provedBy("test.each([['a', 1]])('X3, X4 and X5: %s', () => {})")).toEqual(['X3', 'X4', 'X5'])
    expect(provedBy("test.prop([fc.integer()], {\n seed: f('a') })(\n'X3: opens', () => {})")).toEqual(['X3'])
    expect(provedBy("test.skip('X3: opens', () => {})")).toEqual([])
    expect(provedBy("test.skip.each(['a'])('X3: opens', () => {})")).toEqual([])
    expect(provedBy("describe('X3: excursions', () => {})")).toEqual([])
    expect(provedBy("test('SpO2: falls', () => {})")).toEqual([])
  })
})
