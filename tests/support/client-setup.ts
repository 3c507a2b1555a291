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
  // Nothing has a size in jsdom; a chart wants one.
  HTMLElement.prototype.getBoundingClientRect = () =>
    ({ x: 0, y: 0, top: 0, left: 0, right: 800, bottom: 300, width: 800, height: 300 }) as DOMRect
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
