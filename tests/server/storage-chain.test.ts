import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { canonicalText, exactText } from '@chairside/server/storage/json-text'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numericsEntries, numericsInput, sessionId, temporaryFolder } from '../contract/record-samples.ts'

const sha256 = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

it('R1: the canonical text sorts its fields at every depth, keeps the sign of zero, and refuses what JSON cannot hold', () => {
  expect(canonicalText({ b: [{ z: 1, a: -0 }], a: 'é"', c: undefined })).toBe('{"a":"é\\"","b":[{"a":-0,"z":1}]}')
  expect(exactText({ b: 1, a: null })).toBe('{"b":1,"a":null}')
  expect(() => canonicalText({ value: Number.NaN })).toThrow(TypeError)
})

it('R1: the exact text parses back to the value, and the canonical one ignores the order of fields', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(exactText(value))).toStrictEqual(value)
      expect(canonicalText(JSON.parse(canonicalText(value)))).toBe(canonicalText(value))
    }),
  )
})

it('R1: a stranger can check a chain from the file with SHA-256 alone', async () => {
  const place = temporaryFolder()
  try {
    const store = await openStore({ dataDir: place.folder, threaded: false })
    await store.record.append(numericsEntries(1, 70))
    await store.close()
    const database = openSqliteFile(join(place.folder, 'chairside.db'), 50)
    const rows = database
      .prepare<[], { entry_no: number; kind: string; input_number: number; judge_version: number; body: string; hash: Buffer }>(
        'SELECT * FROM chain_entries ORDER BY entry_no',
      )
      .all()
    database.close()
    let before = sha256(`chairside chain ${sessionId(1)}`)
    for (const row of rows) {
      const body = canonicalText(JSON.parse(row.body))
      const text = `{"body":${body},"entry":${row.entry_no},"input":${row.input_number},"judgeVersion":${row.judge_version},"kind":"${row.kind}"}`
      before = sha256(before, text)
      expect(row.hash).toStrictEqual(before)
    }
    const firstMinute = Array.from({ length: 60 }, (_, second) => `${canonicalText(numericsInput(second))}\n`)
    const digest = rows.find((row) => row.kind === 'digest')
    expect(JSON.parse(digest?.body ?? '')).toStrictEqual({ from: 1, to: 60, sha256: sha256(...firstMinute).toString('base64url') })
  } finally {
    place.remove()
  }
})
