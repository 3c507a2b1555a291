import { describe, expect, test } from 'vitest'
import { filesBelow, SOURCE_FOLDERS, textOf } from './sources.ts'

const sources = SOURCE_FOLDERS.flatMap((folder) => filesBelow(folder, ['.ts', '.tsx']))
const styles = filesBelow('client/src', ['.css'])
const tests = filesBelow('tests', ['.ts', '.tsx'])
const documents = [...filesBelow('docs', ['.md']), 'ARCHITECTURE.md', 'CONTRIBUTING.md']

/** The files of which `test` finds something, each with the line that it found. */
const found = (paths: readonly string[], pattern: RegExp): string[] =>
  paths.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  )

describe('house', () => {
  test('there is something to look at', () => {
    expect(sources.length).toBeGreaterThan(40)
    expect(styles.length).toBeGreaterThan(5)
    expect(tests.length).toBeGreaterThan(5)
  })

  test('no source file and no style sheet is longer than 300 lines', () => {
    const long = [...sources, ...styles]
      .map((path) => [path, textOf(path).trimEnd().split('\n').length] as const)
      .filter(([, lines]) => lines > 300)
    expect(long).toEqual([])
  })

  test('nothing is exported by default', () => {
    expect(found(sources, /^export default\b|\bas default\b/)).toEqual([])
  })

  test('file names are kebab-case', () => {
    const named = [...sources, ...styles].map((path) => path.slice(path.lastIndexOf('/') + 1))
    expect(named.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d)?\.(?:tsx?|css)$/.test(name))).toEqual([])
  })

  test('no any, no enum, no unfinished place', () => {
    expect(found(sources, /:\s*any\b|\bas any\b|<any>/)).toEqual([])
    expect(found(sources, /^\s*(?:export )?(?:const )?enum\b/)).toEqual([])
    expect(found(sources, /\/[/*].*\b(?:TODO|FIXME|HACK)\b/)).toEqual([])
  })

  test('no path of a machine and no address of a package host', () => {
    expect(found([...sources, ...tests, ...documents], /(?<![\w.])\/(?:work|home|Users|root)\/\w|[A-Z]:\\\\Users/)).toEqual([])
    expect(found([...sources, ...tests, ...documents], /\bregistry\.[\w-]+\.\w+/)).toEqual([])
  })

  test('relative imports name their file', () => {
    expect(found(sources, /from '\.{1,2}\/[^']*(?<!\.(?:ts|tsx|mjs|css|json|svg|woff2|mp3)(?:\?\w+)?)'/)).toEqual([])
  })
})
