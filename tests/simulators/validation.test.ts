import { type Acceptance, acceptanceOf, peakMinuteOf } from '@chairside/simulators/validation/acceptance'
import { coursePlot } from '@chairside/simulators/validation/course-plot'
import { reportOf } from '@chairside/simulators/validation/report'
import { type SampledSessions, sampleSessions } from '@chairside/simulators/validation/sample-sessions'
import { describe, expect, it } from 'vitest'

const outside = (acceptance: readonly Acceptance[]): readonly string[] => acceptance.filter(({ passed }) => !passed).map(({ what }) => what)
const sampled = sampleSessions({ sessions: 1_000, seed: 'test', effectMmHg: 16 })

describe('the simulated population', () => {
  it('lies in the bands of the published figures', () => {
    expect(outside(acceptanceOf(sampled, 16))).toEqual([])
    expect(peakMinuteOf(sampled)).toBeGreaterThan(35)
  })

  it('is held to the bands of the reference, and to no wider ones', () => {
    const none = Number.NEGATIVE_INFINITY
    expect(acceptanceOf(sampled, 16).map(({ what, low, high, unit }) => [what, low, high, unit])).toEqual([
      ['mean rise of SYS at 40 min', 15, 17, 'mmHg'],
      ['mean rise of DIA at 40 min', 10, 12, 'mmHg'],
      ['its SD', 10.2, 12.2, 'mmHg'],
      ['SD of DIA', 7.4, 9.4, 'mmHg'],
      ['infused sessions above 180/110, read every 10 min', 0.5, 2.5, '%'],
      ['highest mean rise of SYS', 35, 45, 'min'],
      ['mean rise of SYS at 100 min', none, 3.5, 'mmHg'],
      ['mean plasma level at 40 min', 150, 200, 'ng/mL'],
      ["SYS, noise off: distance from the model's course", 0, 1.5, 'mmHg'],
      ["DIA, noise off: distance from the model's course", 0, 1.5, 'mmHg'],
      ["HR, noise off: distance from the model's course", 0, 1.5, '/min'],
    ])
  })

  it('tells which readings were taken again, and of whom its shares are', () => {
    const report = reportOf(sampled, acceptanceOf(sampled, 16), 16)
    expect(report).toContain('more than 20 mmHg off in SYS (an artefact, or much noise) is taken again')
    expect(report).toContain('the shares below are of the others, who were infused')
  })

  it('is the same for the same seed, and another for another', () => {
    const small = (seed: string) => sampleSessions({ sessions: 20, seed, effectMmHg: 16 })
    expect(small('a')).toEqual(small('a'))
    expect(small('b')).not.toEqual(small('a'))
  })

  it('rises as much as the effect size says, from low to high', () => {
    for (const effectMmHg of [5, 20])
      expect(outside(acceptanceOf(sampleSessions({ sessions: 600, seed: 'size', effectMmHg }), effectMmHg))).toEqual([])
  })

  it('is caught where it leaves a band', () => {
    const higher: SampledSessions = {
      ...sampled,
      severe: 0.04,
      minutes: sampled.minutes.map((one) => (one.minute === 40 ? { ...one, sys: { mean: 18.2, sd: 14 } } : one)),
    }
    expect(outside(acceptanceOf(higher, 16))).toEqual([
      'mean rise of SYS at 40 min',
      'its SD',
      'infused sessions above 180/110, read every 10 min',
    ])
    expect(reportOf(higher, acceptanceOf(higher, 16), 16)).toContain('3 of 11 figures lie outside their bands.')
  })
})

describe('its plot', () => {
  it('draws the mean, the spread and each published point, without a colour of an alarm', () => {
    const svg = coursePlot(sampled, 16)
    expect(svg.match(/<polygon /g)).toHaveLength(2)
    expect(svg.match(/<circle /g)).toHaveLength(10)
    expect(svg).toContain('Yale, 2,342 sessions')
    expect(svg).not.toContain('NaN')
  })
})
