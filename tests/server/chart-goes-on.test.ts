import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { temporaryFolder } from '../contract/record-samples.ts'
import { ninetyMinutes } from '../support/export-samples.ts'
import { minutes, NURSE, running } from '../support/judge-harness.ts'
import { recordedEntries } from '../support/recorded-session.ts'

let place: ReturnType<typeof temporaryFolder>
let store: Store
/** A second one on the same folder, which remembers nothing. */
let other: Store
beforeEach(async () => {
  place = temporaryFolder()
  store = await openStore({ dataDir: place.folder, threaded: true })
})
afterEach(async () => {
  await store.close()
  place.remove()
})

/** The chart of a server that goes on beside that of one that has just begun. */
const expectSame = async (...sessions: readonly string[]): Promise<void> => {
  other = await openStore({ dataDir: place.folder, threaded: false })
  try {
    for (const sessionId of sessions as readonly SessionId[]) {
      const [goneOn, anew] = [await store.builder.build(sessionId), await other.builder.build(sessionId)]
      expect(anew).not.toBeNull()
      expect({ ...goneOn, body: null }).toEqual({ ...anew, body: null })
      expect(Buffer.from(goneOn?.body ?? []).equals(Buffer.from(anew?.body ?? []))).toBe(true)
    }
  } finally {
    await other.close()
  }
}

it('X9: a running session that is looked at again and again has the chart that its record gives', async () => {
  const entries = recordedEntries(ninetyMinutes().inputs, 'session-1')
  const looks = [0, 1_200, 1_201, 1_202, 3_000, entries.length - 1, entries.length]
  for (const [index, until] of looks.entries()) {
    const from = looks[index - 1]
    if (from === undefined) continue
    await store.record.append(entries.slice(from, until))
    await expectSame('session-1')
  }
  // Nothing came since.
  await expectSame('session-1')
})

it('X9: several sessions beside each other, more than are remembered, corrected and ended meanwhile', async () => {
  const names = ['1', '2', '3', '4', '5']
  const examples = names.map(() => running())
  let written = names.map(() => 0)
  const write = async (): Promise<void> => {
    for (const [index, name] of names.entries()) {
      const entries = recordedEntries(examples[index]?.inputs ?? [], `session-${name}`, name as ChairId)
      await store.record.append(entries.slice(written[index]))
      written = written.with(index, entries.length)
    }
    await expectSame(...names.map((name) => `session-${name}`))
  }
  for (const example of examples) example.stream(1, 60, { hr: 72, spo2: 97, rr: 14 })
  await write()
  for (const [index, example] of examples.entries()) {
    example.set(61 + index, 150 + 10 * index, 90)
    example.mustAct(80, { kind: 'mark-set', readAt: example.picture.sets.at(-1)?.at ?? 0, artefact: true, reason: 'patient moved' }, NURSE)
  }
  await write()
  for (const example of examples.slice(2)) {
    example.mustAct(minutes(5), { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    example.mustAct(minutes(20), { kind: 'discharge', overrideReason: 'goes to the ward' })
  }
  await write()
})
