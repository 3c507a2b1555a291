import '@testing-library/jest-dom/vitest'
import { startWords } from '@chairside/client/words/start-words.ts'
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll } from 'vitest'

/** What jsdom lacks and the kit asks for. */
const stubBrowser = (): void => {
  window.matchMedia = (query: string) =>
    ({
      matches: false,
      media: query,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      dispatchEvent: () => false,
    }) as MediaQueryList
  window.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  }
}

beforeAll(() => {
  stubBrowser()
  startWords()
})
afterEach(cleanup)
