import { createAskedThread } from '@chairside/server/threads/asked-thread'
import { startThread } from '@chairside/server/threads/start-thread'
import { afterEach, expect, it } from 'vitest'
import type { ASKED_WORK } from '../support/asked-worker.ts'

let started = 0
const thread = createAskedThread<typeof ASKED_WORK>('the thread of this test', () => {
  started += 1
  return startThread(import.meta.url, '../support/asked-worker')
})
afterEach(thread.stop)

it('answers each question once, whichever is done first', async () => {
  const answers = [thread.ask('later', 'one'), thread.ask('double', 21), thread.ask('double', 4)]
  expect(thread.waiting()).toBe(3)
  expect(await Promise.all(answers)).toEqual(['one, later', 42, 8])
  expect(thread.waiting()).toBe(0)
})

it('fails what failed there, with the reason that the thread gives, and goes on', async () => {
  const before = started
  await expect(thread.ask('fail')).rejects.toThrow(/^RangeError$/)
  expect(await thread.ask('double', 1)).toBe(2)
  expect(started).toBe(before + 1)
})

it('fails what a thread was asked that died, and the next question begins another', async () => {
  const left = [thread.ask('die'), thread.ask('double', 2)]
  for (const one of left) await expect(one).rejects.toThrow('the thread of this test ended')
  expect(thread.waiting()).toBe(0)
  expect(await thread.ask('double', 3)).toBe(6)
})

it('closes after what it was asked, and stops at once', async () => {
  const before = started
  await thread.close()
  expect(started).toBe(before)
  const asked = thread.ask('double', 5)
  await thread.close()
  expect(await asked).toBe(10)
  expect(await thread.ask('closed')).toBe(0)
  const left = thread.ask('never')
  const refused = expect(left).rejects.toThrow('ended')
  await thread.stop()
  await refused
})
