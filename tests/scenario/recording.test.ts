import { CONTINUOUS_COLUMNS, isCharted, parseRecording, type Recording, rowStepMs, setIn } from '@chairside/shared/recording'
import { csvCells, csvLines } from '@chairside/shared/recording-csv'
import { VITALS } from '@chairside/shared/vital'
import { describe, expect, it } from 'vitest'

const read = (text: string): Recording => {
  const recording = parseRecording(text)
  if (recording === null) throw new Error('not a recording')
  return recording
}

describe('the cells of a line', () => {
  it.each<[string, readonly string[]]>([
    ['a,b,c', ['a', 'b', 'c']],
    [' a ,,', ['a', '', '']],
    ['', ['']],
    ['"a",b', ['a', 'b']],
    [' "a, b" , c', ['a, b', 'c']],
    ['"say ""no""",x', ['say "no"', 'x']],
    ['"",1', ['', '1']],
    ['"open,1', ['"open', '1']],
    ['in "the" middle,1', ['in "the" middle', '1']],
  ])('%s', (line, cells) => {
    expect(csvCells(line)).toEqual(cells)
  })

  it('lines end as any machine ends them', () => {
    expect(csvLines('\uFEFFa\r\nb\nc\rd')).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('a recording', () => {
  it('R4: is read with quoted cells as without', () => {
    expect(read('"t_s", "HR" ,note\n"1.5","70","moved, twice"\n')).toEqual(read('t_s,hr,note\n1.5,70,x\n'))
  })

  it('V8: has no set where a row has no number of one, and half a set where it has half', () => {
    const recording = read('t_s,nibp_sys,nibp_dia\n0,120,80\n1,,\n2,,70\n')
    expect(recording.rows.map((row) => setIn(recording, row))).toEqual([
      { sys: 120, dia: 80, map: null },
      null,
      { sys: null, dia: 70, map: null },
    ])
  })

  it('G1: is charted above a median step of 5 s, and not at 5 s', () => {
    const every = (...seconds: readonly number[]): Recording => read(`t_s,hr\n${seconds.map((second) => `${second},70`).join('\n')}`)
    expect([every(0, 5, 10), every(0, 5, 10.002), every(0, 60, 61, 121)].map(isCharted)).toEqual([false, true, true])
    expect([rowStepMs(every(0)), isCharted(every(0))]).toEqual([null, false])
  })

  it('V2: each of its columns is in the unit of the vital that it holds', () => {
    for (const { vital, unit } of CONTINUOUS_COLUMNS) expect(unit).toBe(VITALS[vital].unit)
    expect(CONTINUOUS_COLUMNS.find(({ column }) => column === 'hr')?.vital).toBe('pulse')
  })
})
