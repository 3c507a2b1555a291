import { readdirSync, readFileSync } from 'node:fs'
import { en } from '@chairside/client/words/en.ts'
import { actSchema } from '@chairside/shared/command'
import { printSchema } from '@chairside/shared/print'
import { expect, it } from 'vitest'

const SERVER = new URL('../../server/src/', import.meta.url)
/** What a browser is told about frames, by the same name. */
const OTHERS: ReadonlySet<string> = new Set(['deny'])

/** Actions as the sources name them. */
const inSources = (): readonly string[] =>
  readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(new URL(name, SERVER), 'utf8').matchAll(/(?:\baction: |\blook(?:ed|At)\(\w+, |\btraced\(\w+, )'([a-z-]+)'/g),
    ])
    .map(([, action]) => action ?? '')
    .filter((action) => !OTHERS.has(action))

it('R2: whatever the audit and the record can hold is told in words', () => {
  const help = readFileSync(new URL('cli/admin.ts', SERVER), 'utf8')
  const verbs = [...help.matchAll(/^ {2}admin ([a-z-]+)/gm)].map(([, verb]) => `admin-${verb}`)
  const acts = actSchema.options.map((option) => option.shape.kind.value)
  const prints = printSchema.options.map((option) =>
    option.shape.sheet.value === 'downtime' ? 'print-downtime-sheet' : `print-${option.shape.sheet.value}`,
  )
  const found = [...new Set([...inSources(), ...verbs, ...acts, ...prints])]
  expect(found.length).toBeGreaterThan(60)
  expect(found.filter((action) => !(action in en.audit.action))).toEqual([])
})
