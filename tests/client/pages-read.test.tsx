import type { Asked } from '@chairside/client/feed/ask.ts'
import { usePages } from '@chairside/client/views/common/use-pages.ts'
import { act, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

interface Page {
  readonly lines: readonly string[]
  readonly next: string | null
}
type Query = { readonly day: string }

/** A server whose answers come when they are given. */
const slowServer = () => {
  const asked: string[] = []
  const waiting: ((answer: Asked<Page>) => void)[] = []
  return {
    asked,
    find: ({ day }: Query, after: string | null) =>
      new Promise<Asked<Page>>((resolve) => {
        asked.push(`${day} ${after ?? 'first'}`)
        waiting.push(resolve)
      }),
    give: (which: number, answer: Page | null) =>
      act(async () =>
        waiting[which]?.(answer === null ? { ok: false, problem: { code: 'no-answer', details: [] } } : { ok: true, value: answer }),
      ),
  }
}
const shown = () => {
  const server = slowServer()
  const { result, rerender } = renderHook(
    ({ day }) => usePages<string, Query, Page>({ text: JSON.stringify({ day }), find: server.find, source: server }),
    { initialProps: { day: 'monday' } },
  )
  return { server, rerender, lines: () => result.current.found?.lines, now: () => result.current }
}

describe('lists that are read page by page', () => {
  it('a page that follows stands below the ones before, and the last one leaves nothing to ask', async () => {
    const { server, lines, now } = shown()
    expect(now()).toMatchObject({ found: null, failed: false, reading: true })
    await server.give(0, { lines: ['a', 'b'], next: 'b' })
    expect(lines()).toEqual(['a', 'b'])
    act(() => void now().more())
    expect(now().reading).toBe(true)
    await server.give(1, { lines: ['c'], next: null })
    expect(lines()).toEqual(['a', 'b', 'c'])
    await act(() => now().more())
    expect(server.asked).toEqual(['monday first', 'monday b'])
  })

  it('an answer to what is asked for no more is let go, a page that follows it as well', async () => {
    const { server, rerender, lines, now } = shown()
    rerender({ day: 'tuesday' })
    await server.give(0, { lines: ['of monday'], next: null })
    expect(now().found).toBeNull()
    await server.give(1, { lines: ['t'], next: 't' })
    act(() => void now().more())
    rerender({ day: 'wednesday' })
    await server.give(3, { lines: ['w'], next: null })
    await server.give(2, { lines: ['more of tuesday'], next: null })
    expect(lines()).toEqual(['w'])
    expect(server.asked).toEqual(['monday first', 'tuesday first', 'tuesday t', 'wednesday first'])
  })

  it('what was read stays where the server does not answer, and is read again on demand', async () => {
    const { server, lines, now } = shown()
    await server.give(0, { lines: ['a'], next: 'a' })
    act(() => void now().more())
    await server.give(1, null)
    expect(now()).toMatchObject({ failed: true, reading: false })
    expect(lines()).toEqual(['a'])
    act(() => now().again())
    await server.give(2, { lines: ['a', 'b'], next: null })
    expect(now().failed).toBe(false)
    expect(lines()).toEqual(['a', 'b'])
  })
})
