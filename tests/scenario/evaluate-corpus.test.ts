import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '@chairside/server/cli/evaluation-report'
import { beforeAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const folder = join(process.env.CHAIRSIDE_CORPUS ?? '', 'vitals')
const present = process.env.CHAIRSIDE_CORPUS !== undefined && existsSync(folder)
if (!present) console.info('evaluate-corpus: skipped, CHAIRSIDE_CORPUS names no folder with recordings')

describe.skipIf(!present)('the recordings of the corpus', () => {
  let report: Report
  beforeAll(() => {
    const call = ['--conditions=source', '--import', 'tsx', 'server/src/cli/evaluate.ts', folder, '--json']
    const { stdout, stderr } = spawnSync(process.execPath, call, {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    })
    expect(stderr).toBe('')
    report = JSON.parse(stdout) as Report
  }, 600_000)

  it('R4: every recording is judged', () => {
    expect(report.unreadable).toEqual([])
    expect(report.recordings.length).toBeGreaterThan(80)
  })

  it('T1: every run of low saturation and every period without a breath is found, the device’s too', () => {
    expect(
      report.recordings.flatMap(({ name, targets }) =>
        Object.values(targets).flatMap(({ missed }) => missed.map((one) => ({ name, one }))),
      ),
    ).toEqual([])
    const { desaturation, apnoea } = report.overall.targets
    expect(desaturation.runs).toBeGreaterThan(20)
    expect(apnoea.deviceAlarms).toBe(10)
  })

  it('T1: quiet controls have no medium or high alarm, and no dataset more alarms than it may', () => {
    expect(report.recordings.filter(({ quiet }) => quiet).map(({ name }) => name)).toHaveLength(3)
    expect(report.aims).toHaveLength(5)
    for (const { aim, found, met } of report.aims) expect({ aim, found, met }).toEqual({ aim, found, met: true })
  })
})
