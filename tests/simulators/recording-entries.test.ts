import { parseRecording, type Recording } from '@chairside/shared/recording'
import { deviceEntrySchema } from '@chairside/shared/wire'
import { recordedMoments, recordedPeriodMs } from '@chairside/simulators/recording-entries'
import { describe, expect, it } from 'vitest'

const recordingOf = (text: string): Recording => {
  const recording = parseRecording(text)
  if (recording === null) throw new Error('not a recording')
  return recording
}

const SOME = recordingOf(`t_s,hr,spo2,rr,etco2,nibp_sys,nibp_dia,nibp_map,abp_sys,temp
0,70,98,14,38,,,,120,
1,,,,,,,,121,
2,71,,0,,,,,,36.6
5,,,,,142,88,106,,
6,72,97,,,150,,,,
`)

describe('a recording as a monitor would have sent it', () => {
  it('takes hr as the oximeter rate and one entry for the cells of one moment, the set beside them', () => {
    const moments = recordedMoments(SOME)
    expect(moments.map(({ atMs }) => atMs)).toEqual([0, 2_000, 5_000, 6_000])
    expect(moments[0]?.entries).toEqual([
      {
        kind: 'numerics',
        at: 0,
        readings: [
          { vital: 'pulse', value: 70, unit: '/min' },
          { vital: 'spo2', value: 98, unit: '%' },
          { vital: 'rr', value: 14, unit: '/min' },
          { vital: 'etco2', value: 38, unit: 'mmHg' },
        ],
        off: [],
      },
    ])
    expect(moments[1]?.entries[0]).toMatchObject({
      readings: [{ vital: 'pulse' }, { vital: 'rr', value: 0 }, { vital: 'temp', value: 36.6 }],
    })
    expect(moments[2]?.entries).toEqual([{ kind: 'set', at: 5_000, sys: 142, dia: 88, map: 106, pulse: null, unit: 'mmHg' }])
    expect(moments[3]?.entries.map(({ kind }) => kind)).toEqual(['numerics', 'set'])
  })

  it('V8: leaves gaps as gaps: a row without a number sends nothing', () => {
    expect(recordedMoments(SOME).some(({ atMs }) => atMs === 1_000)).toBe(false)
  })

  it('gives entries that the wire takes', () => {
    for (const [index, entry] of recordedMoments(SOME)
      .flatMap(({ entries }) => entries)
      .entries())
      expect(deviceEntrySchema.safeParse({ ...entry, seq: index + 1 }).success).toBe(true)
  })

  it('V7: declares the median step of the column with the most numbers', () => {
    expect(recordedPeriodMs(recordingOf('t_s,hr,spo2\n0,70,\n2,71,98\n4,72,\n9,70,97\n'))).toBe(2_000)
    expect(recordedPeriodMs(recordingOf('t_s,nibp_sys\n0,120\n4,130\n'))).toBe(1_000)
  })

  it('G1: a charted recording declares its longest step, so that its own pauses are no silence', () => {
    expect(recordedPeriodMs(recordingOf('t_s,nibp_sys\n0,120\n60,130\n420,125\n480,125\n'))).toBe(360_000)
    expect(recordedPeriodMs(recordingOf('t_s,hr\n0,70\n60,71\n7260,72\n7320,70\n'))).toBe(3_600_000)
  })
})
