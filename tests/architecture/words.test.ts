import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { filesBelow, textOf } from './sources.ts'

const files = ['client/src/views', 'client/src/app'].flatMap((folder) => filesBelow(folder, ['.tsx', '.ts']))

/** Attributes and properties whose text reaches a person, by eye or by ear. */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'label',
  'description',
  'error',
  'legend',
])
/** Units are the same in every language. */
const UNITS = /\b(?:mmHg|mL\/h|mg\/kg|mg|kg|mL|min|s|h|\/min)\b/g

/** Whether a text says something: two letters of a word that are no unit. */
const says = (text: string): boolean => /\p{L}{2}/u.test(text.replace(/&\w+;/g, '').replace(UNITS, ''))

/** The pieces of text that an expression may put on the screen: of strings, templates, choices and sums. */
const pieces = (node: ts.Expression): readonly string[] => {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
  if (ts.isConditionalExpression(node)) return [...pieces(node.whenTrue), ...pieces(node.whenFalse)]
  if (ts.isParenthesizedExpression(node)) return pieces(node.expression)
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    const compares = kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken
    return compares ? [] : [...pieces(node.left), ...pieces(node.right)]
  }
  return []
}

/** Every text that stands in a view and not in a catalogue, with its line. */
const literals = (path: string, source: string): readonly string[] => {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const found: string[] = []
  const report = (node: ts.Node, texts: readonly string[]): void => {
    for (const text of texts.filter(says))
      found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${text.trim()}`)
  }
  const walk = (node: ts.Node): void => {
    if (ts.isJsxText(node)) report(node, [node.text])
    else if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText())) {
      const { initializer } = node
      if (initializer !== undefined && ts.isStringLiteral(initializer)) report(node, [initializer.text])
      if (initializer !== undefined && ts.isJsxExpression(initializer) && initializer.expression !== undefined)
        report(node, pieces(initializer.expression))
    } else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression !== undefined)
      report(node, pieces(node.expression))
    else if (ts.isBinaryExpression(node) && node.left.getText() === 'document.title') report(node, pieces(node.right))
    // A label that is kept in a table: keys of a catalogue are one word, in small letters.
    else if (ts.isPropertyAssignment(node) && SPOKEN.has(node.name.getText()))
      report(
        node,
        pieces(node.initializer).filter((text) => /^\p{Lu}|\s/u.test(text)),
      )
    ts.forEachChild(node, walk)
  }
  walk(file)
  return found
}

describe('words', () => {
  test('no view says anything that is not in a catalogue', () => {
    expect(files.length).toBeGreaterThan(80)
    expect(files.flatMap((path) => literals(path, textOf(path)))).toEqual([])
  })

  test('a text in a view would be found, wherever it stands', () => {
    const found = (jsx: string): number => literals('x.tsx', `const X = () => ${jsx}`).length
    expect(found('<p>Nothing due</p>')).toBe(1)
    expect(found('<p>{"Nothing due"}</p>')).toBe(1)
    expect(found('<p>{late ? "late by " + age : ""}</p>')).toBe(1)
    expect(found('<p>{late && "late"}</p>')).toBe(1)
    expect(found('<button aria-label="Close" />')).toBe(1)
    expect(found('<button title={open ? "Close" : t("open")} />')).toBe(1)
    expect(literals('x.ts', "const ROW = { label: 'HR' }")).toHaveLength(1)
    expect(literals('x.ts', 'document.title = "Chairs"')).toHaveLength(1)
    expect(found('<p className="soft" data-state={state === "met"}>{t("x")} · 12 mmHg {kind === "late"}</p>')).toBe(0)
  })

  test('numbers are written by the language: no view rounds into text, or asks the browser how, by itself', () => {
    /** Coordinates and shares of a drawing, which nobody reads. */
    const drawings = new Set(['client/src/views/board/sparkline.tsx', 'client/src/views/board/tile-phase.tsx'])
    const writers = new Set(['client/src/views/common/format.ts', 'client/src/views/common/day-words.ts'])
    const by = (pattern: RegExp, allowed: ReadonlySet<string>): readonly string[] =>
      files.filter((path) => !allowed.has(path) && pattern.test(textOf(path)))
    expect(by(/\.toFixed\(|\.toPrecision\(/, drawings)).toEqual([])
    expect(by(/\bIntl\.|\.toLocale/, writers)).toEqual([])
    expect(by(/String\(Math\.round\(.*\* 10+\)/, new Set())).toEqual([])
  })
})
