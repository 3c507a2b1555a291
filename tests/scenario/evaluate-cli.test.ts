import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Report } from '@chairside/server/cli/evaluation-report'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
let folder = ''

const put = (name: string, text: string | Buffer): void => {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const evaluate = (...args: readonly string[]) => {
  const call = ['--conditions=source', '--import', 'tsx', 'server/src/cli/evaluate.ts', ...args]
  return spawnSync(process.execPath, call, { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '1' } })
}

const rows = (spo2: (t: number) => number): string =>
  ['t_s,hr,spo2', ...Array.from({ length: 300 }, (_, t) => `${t},70,${spo2(t)}`)].join('\n')

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chairside-evaluate-'))
  put(
    'ward/low.csv',
    rows((t) => (t >= 100 && t <= 160 ? 86 : 97)),
  )
  put('ward/low.labels.csv', 't_start_s,t_end_s,kind,code,detail\n0,300,alarm_limits,set,spo2Low=85\n110,150,device_alarm,spo2Low,\n')
  put(
    'ward/well.csv',
    rows(() => 98),
  )
  put('ward/well.labels.csv', 't_start_s,t_end_s,kind,code,detail\n0,300,alarm_limits,set,spo2Low=85\n')
  const records = ['r1', 'r2'].flatMap((name, index) =>
    Array.from({ length: 330 }, (_, t) => `${name},${t},${index === 0 ? 150 : 80},80,,,`),
  )
  put('experts/many.csv.gz', gzipSync(['record,t_s,hr_ecg,pr_pleth,abp_sys,abp_dia,abp_map', ...records].join('\n')))
  put('experts/verdicts.csv', 'record,alarm,true_alarm,channels\nr1,Ventricular_Tachycardia,0,II\nr2,Ventricular_Tachycardia,1,II\n')
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('evaluate as a command', { timeout: 120_000 }, () => {
  it('prints one table: datasets, aims, load, agreement and rules', () => {
    const { status, stdout, stderr } = evaluate(folder)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    for (const part of ['ward', 'overall', 'spo2:low', 'spo2-low', 'by values', 'T1 delays', 'experts']) expect(stdout).toContain(part)
    expect(stdout).toMatch(/met +every run of SpO2 < 90 of 15 s or more found +1 of 1/)
    expect(stdout).toMatch(/met +no medium or high alarm on the quiet controls +0 of 1 with one/)
    expect(stdout).toMatch(/not tested +at most 4.7 medium and high alarms an hour on ipi_sedation/)
  })

  it('R4: prints one object with --json, the same each time', () => {
    const { status, stdout, stderr } = evaluate(folder, '--json')
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const report = JSON.parse(stdout) as Report
    expect(report.datasets.map(({ name, recordings }) => [name, recordings])).toEqual([
      ['experts (collection)', 2],
      ['ward', 2],
    ])
    const ward = report.datasets[1]
    expect(ward?.targets.desaturation).toMatchObject({ runs: 1, runsFound: 1, deviceAlarms: 1, deviceAlarmsFound: 1, watchedFalse: 0 })
    expect(report.datasets[0]?.experts).toMatchObject({
      false: { recordings: 1, rateAlarms: 1, rateAlarmsContradicted: 1 },
      true: { recordings: 1, rateAlarms: 0 },
    })
    expect(report.recordings.map(({ name }) => name).sort()).toEqual([
      'experts/many.csv.gz#r1',
      'experts/many.csv.gz#r2',
      'ward/low.csv',
      'ward/well.csv',
    ])
    expect(evaluate(folder, '--json').stdout).toBe(stdout)
  })

  it('R4: tells a collection by its first line, packed or not, and judges a packed recording once', () => {
    const well = rows(() => 98)
    put('packed/well.csv.gz', gzipSync(well))
    put('packed/many.csv', `record,t_s,hr_ecg,pr_pleth,abp_sys,abp_dia,abp_map\n${'r9,0,80,80,,,\nr9,1,80,80,,,\n'}`)
    put('packed/verdicts.csv.gz', gzipSync('record,alarm,true_alarm,channels\nr9,Ventricular_Tachycardia,1,II\n'))
    const { status, stdout, stderr } = evaluate(join(folder, 'packed'), '--json')
    expect([status, stderr]).toEqual([0, ''])
    const report = JSON.parse(stdout) as Report
    expect(report.recordings.map(({ name, expert }) => [name, expert?.verdict ?? null])).toEqual([
      ['many.csv#r9', 'true'],
      ['well.csv.gz', null],
    ])
    rmSync(join(folder, 'packed'), { recursive: true })
  })

  it('names a dataset after the folder itself where files lie in it', () => {
    const report = JSON.parse(evaluate(join(folder, 'ward'), '--json').stdout) as Report
    expect(report.datasets.map(({ name }) => name)).toEqual(['ward'])
  })

  it('I3: names what cannot be read, one sentence each, and judges the rest', () => {
    put('broken/odd.csv', 'time,value\n0,1\n')
    put('broken/empty.csv', '')
    put('broken/no-row.csv', 't_s,hr\n')
    put('broken/packed.csv.gz', 'not packed')
    put('broken/bad-labels.csv', 't_s,hr\n0,70\n')
    put('broken/bad-labels.labels.csv', 'nothing\n')
    put(
      'broken/well.csv',
      rows(() => 98),
    )
    const { status, stdout, stderr } = evaluate(join(folder, 'broken'), '--json')
    expect(status).toBe(0)
    const lines = stderr.trimEnd().split('\n')
    expect(lines.map((line) => line.split(' ')[1])).toEqual(['bad-labels.csv', 'empty.csv', 'no-row.csv', 'odd.csv', 'packed.csv.gz'])
    for (const line of lines) expect(line).toMatch(/^evaluate: \S+ (?:is|has|cannot) .+$/)
    const report = JSON.parse(stdout) as Report
    expect(report.unreadable).toHaveLength(5)
    expect(report.overall.recordings).toBe(1)
    expect(evaluate(join(folder, 'broken')).stdout).toContain('5 unreadable')
    rmSync(join(folder, 'broken'), { recursive: true })
  })

  it('I3: exits 2 where nothing could be judged', () => {
    put('nothing/odd.csv', 'time,value\n0,1\n')
    const { status, stdout, stderr } = evaluate(join(folder, 'nothing'))
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    rmSync(join(folder, 'nothing'), { recursive: true })
  })

  it.each<[string, () => readonly string[]]>([
    ['no folder', () => []],
    ['a folder that is not there', () => [join(folder, 'none')]],
    ['a file', () => [join(folder, 'ward', 'low.csv')]],
    ['two folders', () => [folder, folder]],
    ['an unknown option', () => [folder, '--nothing']],
  ])('I3: %s: one sentence on standard error, exit 2', (_what, args) => {
    const { status, stdout, stderr } = evaluate(...args())
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^evaluate: \S.+\n$/)
  })

  it('has help', () => {
    const { status, stdout } = evaluate('--help')
    expect(status).toBe(0)
    expect(stdout).toContain('--json')
  })
})
