import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT, SOURCE_FOLDERS } from './sources.ts'

interface Cruise {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[]
  }
}

/** Runs the dependency check over the four source folders below `root`, by the rules of this project. */
const cruise = (root: string): Promise<Cruise> =>
  new Promise((resolve, reject) => {
    const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
    const given = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...SOURCE_FOLDERS]
    execFile(process.execPath, given, { cwd: root, maxBuffer: 256 * 1024 * 1024 }, (_error, stdout, stderr) => {
      // The program ends with the number of violations; what it printed tells whether it ran at all.
      if (stdout.trim() === '') reject(new Error(`the dependency check did not run: ${stderr}`))
      else resolve(JSON.parse(stdout) as Cruise)
    })
  })

describe('floors', () => {
  test('imports go down only', { timeout: 120_000 }, async () => {
    const { modules, summary } = await cruise(ROOT)
    expect(summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
    const ours = modules.filter(({ source }) => SOURCE_FOLDERS.some((folder) => source.startsWith(`${folder}/`)))
    expect(ours.length).toBeGreaterThan(40)
    for (const folder of SOURCE_FOLDERS) expect(ours.some(({ source }) => source.startsWith(`${folder}/`))).toBe(true)
  })
})

describe('planted violations', () => {
  const PLANTED: readonly (readonly [file: string, imports: string, rule: string])[] = [
    ['shared/src/vital.ts', '../../server/src/domain/chair.ts', 'shared-imports-zod-only'],
    ['shared/src/disk.ts', 'node:fs', 'shared-imports-zod-only'],
    ['server/src/domain/chair.ts', '../ports/record.ts', 'domain-is-pure'],
    ['server/src/domain/clocked.ts', 'node:timers', 'domain-is-pure'],
    ['server/src/ports/record.ts', '../monitor/room.ts', 'ports-look-down'],
    ['server/src/monitor/room.ts', '../storage/facts.ts', 'monitor-looks-down'],
    ['server/src/threads/asked.ts', '../monitor/room.ts', 'threads-look-down'],
    ['server/src/storage/facts.ts', '../realtime/gateway.ts', 'storage-stays-in-its-room'],
    ['server/src/realtime/gateway.ts', '../http/server.ts', 'realtime-stays-in-its-room'],
    ['server/src/http/server.ts', '../ingest/intake.ts', 'http-stays-in-its-room'],
    ['server/src/ingest/intake.ts', '../config/clock.ts', 'ingest-stays-in-its-room'],
    ['server/src/cli/judge.ts', '../storage/facts.ts', 'cli-stays-in-its-room'],
    ['server/src/config/clock.ts', '../../../client/src/model/store.ts', 'server-meets-others-in-shared'],
    ['client/src/model/store.ts', '../feed/socket.ts', 'model-is-plain'],
    ['client/src/feed/socket.ts', '../views/board/board.ts', 'feed-looks-down'],
    ['client/src/views/board/board.ts', '../chair/chair.ts', 'views-stay-in-their-screen'],
    ['client/src/views/chair/chair.ts', '../../app/clock.ts', 'views-look-down'],
    ['client/src/app/clock.ts', '../../../server/src/domain/chair.ts', 'client-meets-others-in-shared'],
    ['simulators/src/patient.ts', '../../server/src/domain/chair.ts', 'simulators-meet-others-in-shared'],
    ['server/src/app/one.ts', './two.ts', 'no-cycles'],
    ['server/src/app/lost.ts', './nowhere.ts', 'resolves'],
  ]
  let root = ''
  let found: readonly string[] = []

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'floors-'))
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json']) cpSync(join(ROOT, file), join(root, file))
    for (const [file, imports] of PLANTED) {
      mkdirSync(join(root, dirname(file)), { recursive: true })
      writeFileSync(join(root, file), `import * as other from '${imports}'\nexport const used = other\n`)
    }
    // The other half of the circle, which is reported once.
    writeFileSync(join(root, 'server/src/app/two.ts'), "import * as other from './one.ts'\nexport const used = other\n")
    const { summary } = await cruise(root)
    found = summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`)
  }, 120_000)
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  test.each(PLANTED)('%s importing %s is caught', (file, _imports, rule) => {
    expect(found).toContain(`${rule}: ${file}`)
  })
})
