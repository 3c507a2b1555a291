import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Time and chance enter through the clock and id adapters alone, so that every judgement and every screen can be driven by a test. */
const impure = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Take the time from the clock adapter.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time from the clock adapter.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take chance from a seed or the id adapter.',
  },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate|requestAnimationFrame)$/]',
    message: 'Timers live in the clock adapter.',
  },
  {
    selector: "CallExpression[callee.object.name='performance'][callee.property.name='now']",
    message: 'Take the time from the clock adapter.',
  },
  { selector: "CallExpression[callee.property.name='randomUUID']", message: 'Ids come from the id adapter.' },
]

export default defineConfig(
  globalIgnores(['**/dist/', '**/dist-types/', '**/*.mjs']),
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['{shared,server,client,simulators}/src/**/*.ts', '{shared,server,client,simulators}/src/**/*.tsx'],
    ignores: ['server/src/config/clock.ts', 'server/src/config/ids.ts', 'client/src/app/clock.ts', 'simulators/src/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...impure] },
  },
)
