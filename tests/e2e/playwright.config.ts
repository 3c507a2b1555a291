import { defineConfig } from '@playwright/test'
import { CHROMIUM_ARGS, chromiumPath } from '../support/chromium.ts'

const chromium = chromiumPath()

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  reporter: 'list',
  retries: 0,
  workers: 1,
  timeout: 240_000,
  use: {
    launchOptions: { ...(chromium === undefined ? {} : { executablePath: chromium }), args: CHROMIUM_ARGS },
    trace: 'off',
  },
})
