import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The properties alone, for a run of hours: no test is too long. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  ssr: { resolve: { conditions: ['source'] } },
  test: { environment: 'node', include: ['tests/fuzz/**/*.test.ts'], testTimeout: 0 },
})
