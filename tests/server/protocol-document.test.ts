import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sourceIdSchema } from '@chairside/shared/identity'
import { PROBLEM_CODES } from '@chairside/shared/reply'
import { CONTINUOUS_VITALS } from '@chairside/shared/vital'
import { deviceEntrySchema, MAX_ENTRIES_PER_DELIVERY, MAX_MESSAGE_BYTES } from '@chairside/shared/wire'
import { afterEach, expect, test, vi } from 'vitest'
import { closeSockets, occupy, openScreen, signIn, startTestServer, type TestServer, tokenOf } from '../support/server-harness.ts'

const document = await readFile(fileURLToPath(new URL('../../docs/protocol.md', import.meta.url)), 'utf8')
const example = /```js\n([\s\S]*?)```/.exec(document)?.[1] ?? ''

let server: TestServer | null = null
let monitor: ChildProcess | null = null
afterEach(async () => {
  monitor?.kill('SIGKILL')
  closeSockets()
  server?.store.mend()
  await server?.stop()
})

test('the example is about thirty lines of plain JavaScript', () => {
  const lines = example.trim().split('\n').length
  expect(lines).toBeGreaterThan(20)
  expect(lines).toBeLessThan(40)
})

test('I1, I2: the example of docs/protocol.md, as printed, is shown, receipted, and repeats what was not receipted', {
  timeout: 40_000,
}, async () => {
  server = await startTestServer()
  const { store } = server
  const nurse = await openScreen(server.url, await signIn(server.url, 'nurse'))
  monitor = spawn(process.execPath, ['--input-type=module', '--eval', example], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { PATH: process.env.PATH, MONITOR_URL: server.url, MONITOR_TOKEN: tokenOf('mon-4') },
    stdio: 'ignore',
  })
  await nurse.until((picture) => picture.sources.some((source) => source.sourceId === 'mon-4' && source.connected))
  const { sources } = server.served.room
  await vi.waitFor(() => expect(sources.find(sourceIdSchema.parse('mon-4'))?.profile).toMatchObject({ periodMs: 1_000 }))
  const sessionId = await occupy(nurse, '1', 'mon-4')
  await nurse.until(() => nurse.chair('1').numerics.hr?.value === 72 && nurse.chair('1').numerics.spo2?.value === 98)
  store.fail('all')
  await nurse.until(() => nurse.chair('1').notRecording)
  store.mend()
  await nurse.until(() => !nurse.chair('1').notRecording)
  const numbers = (): readonly number[] =>
    store.written
      .filter((entry) => entry.sessionId === sessionId)
      .flatMap(({ input }) => (input.kind === 'delivery' ? input.entries.map((entry) => entry.seq) : []))
  const reached = (numbers().at(-1) ?? 0) + 2
  await nurse.until(() => (numbers().at(-1) ?? 0) >= reached)
  const written = numbers()
  const first = written[0] ?? 0
  expect(written).toEqual(written.map((_number, index) => first + index))
})

test('the document names every entry kind, vital and limit of the wire', () => {
  for (const option of deviceEntrySchema.options) expect(document).toContain(`\`${option.shape.kind.value}\``)
  for (const vital of CONTINUOUS_VITALS) expect(document).toContain(`| \`${vital}\` |`)
  expect(document).toContain(MAX_MESSAGE_BYTES.toLocaleString('en'))
  expect(document).toContain(`1 to ${MAX_ENTRIES_PER_DELIVERY} entries`)
})

test('every code that the document names is one of the wire', () => {
  const table = document.slice(document.indexOf('| code | why |'), document.indexOf('No answer within'))
  const named = [...table.matchAll(/^\| (.+?) \|/gm)]
    .slice(2)
    .flatMap((row) => [...(row[1] ?? '').matchAll(/`([a-z-]+)`/g)].map((code) => code[1]))
  expect(named.length).toBeGreaterThan(8)
  for (const code of named) expect(PROBLEM_CODES).toContain(code)
})
