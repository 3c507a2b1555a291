import { defineConfig } from '@playwright/test'
import usual from './playwright.config.ts'

/** Browser tests that take minutes each: a command of their own. */
export default defineConfig(usual, { testMatch: '*.long.ts', timeout: 600_000 })
