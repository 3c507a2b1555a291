import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chairside-judge-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const judge = (...args: readonly string[]) => {
  const call = ['--conditions=source', '--import', 'tsx', 'server/src/cli/judge.ts', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, call, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  })
  return { status, stdout, stderr }
}

const SETS = 't_s,nibp_sys,nibp_dia\n0,104,70\n300,104,70\n600,141,75\n720,141,75\n'

/** The parts that differ; the levels stay in their order. */
const OWN = {
  id: 'own',
  version: 1,
  excursion: { high: { warning: { sys: 135 }, critical: { sys: 140 } } },
}

describe('judge as a command', { timeout: 60_000 }, () => {
  it('R4: prints nothing but JSON lines, the summary last, and exits 0', () => {
    const path = file('sets.csv', SETS)
    const { status, stdout, stderr } = judge(path, '--infusion', '600-800')
    expect(status).toBe(0)
    expect(stderr).toBe('')
    expect(stdout.endsWith('\n')).toBe(true)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string })
    expect(lines.map((line) => line.kind)).toEqual(['excursion-opened', 'excursion-confirmed', 'excursion-closed', 'summary'])
    expect(stdout.split('\n')[0]).toBe(
      '{"t":600,"kind":"excursion-opened","side":"high","level":"warning","confirmed":false,"sys":141,"dia":75,"map":null}',
    )
    expect(judge(path, '--infusion', '600-800').stdout).toBe(stdout)
  })

  it('B2: takes a baseline and a protocol, or the parts of one that differ', () => {
    const path = file('sets.csv', SETS)
    expect(judge(path).stdout.split('\n')).toHaveLength(2)
    expect(judge(path, '--baseline', '104/70').stdout.split('\n')[0]).toContain('"excursion-opened"')
    const protocol = file('own.json', JSON.stringify(OWN))
    expect(judge(path, '--protocol', protocol).stdout.split('\n')[0]).toContain('"level":"critical","confirmed":true')
  })

  it('A2: has a table for people, and help', () => {
    const table = judge(file('sets.csv', SETS), '--baseline', '104/70', '--format', 'table')
    expect(table.status).toBe(0)
    expect(table.stdout).not.toMatch(/^\{/)
    expect(table.stdout.length).toBeGreaterThan(50)
    const help = judge('--help')
    expect(help.status).toBe(0)
    for (const option of ['--baseline', '--infusion', '--protocol', '--format']) expect(help.stdout).toContain(option)
  })

  it('X4: a protocol that contradicts itself is refused whole, with every fault by its path', () => {
    const own = file(
      'odd.json',
      JSON.stringify({ excursion: { high: { warning: { sys: 190, pulse: 3 } } }, limits: { 'hr-low': { limit: 20 } } }),
    )
    const { status, stdout, stderr } = judge(file('sets.csv', SETS), '--protocol', own)
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr.trimEnd().split('\n')).toEqual(
      [
        'excursion.high.warning.pulse: is no rule of a protocol',
        'limits.hr-low.limit: 20 is below 35, the lowest that is allowed',
        'excursion.high.warning.sys: 190 is above critical 180',
        'limits.hr-extreme-low.limit: 40 is above hr-low 20',
      ].map((fault) => `judge: ${own}: ${fault}`),
    )
  })

  it.each<[string, () => readonly string[]]>([
    ['no file at all', () => []],
    ['a file that is not there', () => [join(folder, 'none.csv')]],
    ['a folder', () => [folder]],
    ['a file without t_s', () => [file('no-time.csv', 'time,hr\n0,70\n')]],
    ['a file with t_s alone', () => [file('time.csv', 't_s\n0\n')]],
    ['a file with unknown columns alone', () => [file('odd.csv', 't_s,bis,label\n0,40,x\n')]],
    ['an empty file', () => [file('empty.csv', '')]],
    ['a file of other bytes', () => [file('bytes.csv', '\u0000\u0001\u0002'.repeat(100))]],
    ['two files', () => [file('sets.csv', SETS), file('sets.csv', SETS)]],
    ['an unknown option', () => [file('sets.csv', SETS), '--nothing']],
    ['an unknown format', () => [file('sets.csv', SETS), '--format', 'xml']],
    ['a baseline that is none', () => [file('sets.csv', SETS), '--baseline', 'high']],
    ['an infusion that ends before it starts', () => [file('sets.csv', SETS), '--infusion', '600-10']],
    ['a protocol that is not there', () => [file('sets.csv', SETS), '--protocol', join(folder, 'none.json')]],
    ['a protocol that is not JSON', () => [file('sets.csv', SETS), '--protocol', file('bad.json', '{')]],
    ['a protocol with an unknown rule', () => [file('sets.csv', SETS), '--protocol', file('odd.json', '{"surprise":1}')]],
    [
      'a protocol with a limit that is none',
      () => [file('sets.csv', SETS), '--protocol', file('limit.json', '{"limits":{"spo2-low":{"limit":"low"}}}')],
    ],
    ['a protocol that is a list', () => [file('sets.csv', SETS), '--protocol', file('list.json', '[]')]],
  ])('I3: %s: one sentence on standard error, exit 2', (_what, args) => {
    const { status, stdout, stderr } = judge(...args())
    expect(stdout).toBe('')
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(/^judge: \S.+\n$/)
    expect(status).toBe(2)
  })
})
