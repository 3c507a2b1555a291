import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Against a hang, not a measure of speed: a busy machine may take its time. */
const PATIENCE_MS = 60_000

export default defineConfig({
  test: {
    // A core stands idle otherwise: half of them on a machine with two.
    maxWorkers: '100%',
    projects: [
      {
        ssr: { resolve: { conditions: ['source'] } },
        test: {
          name: 'node',
          environment: 'node',
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          include: ['tests/{architecture,contract,domain,fuzz,scenario,server,simulators}/**/*.test.ts'],
        },
      },
      {
        plugins: [react()],
        resolve: { conditions: ['source'] },
        test: {
          name: 'client',
          environment: 'jsdom',
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          include: ['tests/client/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/client-setup.ts'],
        },
      },
    ],
  },
})
