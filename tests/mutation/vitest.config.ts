import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The tests of the judge, for mutation testing by vitest itself: each mutant is tried against those that reach it. The workspaces are named by
 * their place, since a link in `node_modules` would lead back to sources without the mutant.
 */
export default defineConfig({
  root,
  resolve: { alias: [{ find: /^@chairside\/(server|shared)\/(.*)$/, replacement: `${root}$1/src/$2.ts` }] },
  test: {
    environment: 'node',
    isolate: false,
    fileParallelism: false,
    include: ['tests/{domain,fuzz}/**/*.test.ts'],
    testTimeout: 60_000,
  },
})
