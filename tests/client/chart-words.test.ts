import { enChart } from '@chairside/client/words/en-chart.ts'
import { CHART_ISSUES, SIGNATURE_MEANINGS } from '@chairside/shared/chart-signature'
import { ASKED_PATHS } from '@chairside/shared/judged-again'
import { describe, expect, it } from 'vitest'

describe('the words of the chart', () => {
  it('R3: name every issue, every meaning of a signature and every number that may be asked for', () => {
    expect(Object.keys(enChart.chartSign.issue).sort()).toEqual([...CHART_ISSUES].sort())
    expect(Object.keys(enChart.chartSign.meanings).sort()).toEqual([...SIGNATURE_MEANINGS].sort())
    expect(Object.keys(enChart.again.path).sort()).toEqual([...ASKED_PATHS].sort())
  })
})
