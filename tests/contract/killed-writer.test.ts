import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { describe, expect, it } from 'vitest'
import { numericsEntry, sessionId, temporaryFolder } from './record-samples.ts'

/** Starts the appending process, kills it after `count` acknowledged appends, and returns the last acknowledged number by session. */
const killAfter = async (dataDir: string, writer: string, count: number): Promise<Map<number, number>> => {
  const script = fileURLToPath(new URL('./append-until-killed.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script, dataDir, writer], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged = new Map<number, number>()
  const ended = once(child, 'exit')
  let lines = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [session = 0, number = 0] = line.split(' ').map(Number)
    acknowledged.set(session, number)
    lines += 1
    if (lines === count) child.kill('SIGKILL')
  }
  const [, signal] = await ended
  expect(signal).toBe('SIGKILL')
  return acknowledged
}

describe.each(['threaded', 'in-process'])('the writer %s, killed', (writer) => {
  it('I1: every acknowledged append is found again after SIGKILL, exactly, in an intact chain', async () => {
    const place = temporaryFolder()
    try {
      const acknowledged = await killAfter(place.folder, writer, 400)
      const store = await openStore({ dataDir: place.folder, threaded: false })
      for (const session of [1, 2, 3]) {
        const inputs = await store.record.inputsOf(sessionId(session))
        const entries = inputs.map((_, index) => numericsEntry(session, index + 1))
        expect(inputs.length).toBeGreaterThanOrEqual(acknowledged.get(session) ?? Number.NaN)
        expect(inputs).toStrictEqual(entries.map((entry) => entry.input))
        expect(await store.record.factsOf(sessionId(session))).toStrictEqual(entries.flatMap((entry) => entry.facts))
        // Recording goes on where it ended, in the middle of a minute.
        await store.record.append([numericsEntry(session, inputs.length + 1)])
      }
      expect(await store.record.verify()).toStrictEqual([])
      await store.close()
    } finally {
      place.remove()
    }
  }, 60_000)
})
