import { makeExport } from '@chairside/server/http/exports/make-export'
import { plotSvg } from '@chairside/server/http/exports/plot-svg'
import { sayingIn } from '@chairside/server/http/exports/print-words'
import { readCopy } from '@chairside/server/http/exports/session-copy'
import { hatched, text } from '@chairside/server/http/exports/svg-parts'
import { beforeAll, describe, expect, it } from 'vitest'
import { copiedOf, copyOf, HONEST, handedTo, ninetyMinutes } from '../support/export-samples.ts'
import { profile } from '../support/judge-harness.ts'
import { pagesOfPdf, squeezed } from '../support/pdf-text.ts'
import { evidencePhrasesIn, poorRecovery } from '../support/poor-recovery.ts'

const printed = async (
  copy: Uint8Array,
  change: Parameters<typeof handedTo>[0] = {},
): Promise<{ file: Uint8Array; pages: readonly string[] }> => {
  const made = await makeExport(copy, handedTo({ kind: 'pdf', ...change }))
  if (made === null) throw new Error('no session')
  return { file: made.file, pages: pagesOfPdf(made.file).map(squeezed) }
}

describe('a chart as PDF', () => {
  let copy: Uint8Array
  let file: Uint8Array
  let pages: readonly string[]
  let whole: string
  beforeAll(async () => {
    copy = await copyOf(ninetyMinutes({ simulated: true, profile: profile({ origin: 'simulated' }) }))
    ;({ file, pages } = await printed(copy))
    whole = pages.join(' ')
  })

  it('S5: marks each page of a simulated session, and none of a real one', async () => {
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) expect(page).toContain(squeezed('SIMULATED. This session is of no real patient'))
    expect((await printed(await copyOf(HONEST.restarted()))).pages.join(' ')).not.toContain('SIMULATED')
  })

  it('P3: says on each page whose it is, which of how many, who printed it when, and in which zone', () => {
    pages.forEach((page, index) => {
      expect(page).toContain(squeezed(`Page ${index + 1} of ${pages.length}`))
      expect(page).toContain(squeezed('Any Name · P-100 · infusion 1 of 6'))
      expect(page).toContain(squeezed('Printed Thu 9 Oct 2025 12:53 GMT+2 by P. Physician (Physician)'))
      expect(page).toContain(squeezed('Clínica Test'))
    })
    expect(whole).toContain(squeezed('Europe/Madrid'))
  })

  it('X7: holds the figures of the summary, each set, each event, alarms with their response, and what is unresolved', () => {
    const session = readCopy(copy)
    expect(session).not.toBeNull()
    for (const set of session?.chart.sets ?? []) expect(whole).toContain(squeezed(`${set.sys ?? '–'}/${set.dia ?? '–'}`))
    expect(whole).toContain(squeezed('SYS 183 ≥ 180'))
    expect(whole).toContain(squeezed('1:00:00, N. Nurse, Medication'))
    expect(whole).toContain(squeezed('NOT SIGNED'))
    expect(whole).toContain(squeezed('witness M. Muñoz'))
    expect(whole).toContain(squeezed('=cmd|calc; dice «todo bien», ≥ 2 veces'))
    expect(whole).toContain(squeezed('rejected: outside the possible range'))
    expect(whole).toContain(squeezed('84–98'))
    expect(whole).toContain(squeezed('70–132'))
  })

  it('R1: names the end of the chain that it was made from', () => {
    const { head, entries } = JSON.parse(Buffer.from(copy).toString('utf8').trimEnd().split('\n').at(-1) ?? '')
    for (const page of pages) expect(page).toContain(squeezed(`entry ${entries}, ${String(head).slice(0, 16)}`))
  })

  it('P3: is written in Spanish for a Spanish screen, with its decimals', async () => {
    const spanish = (await printed(copy, { language: 'es' })).pages
    const said = spanish.join(' ')
    expect(said).toContain(squeezed(`Página 1 de ${spanish.length}`))
    expect(said).toContain(squeezed('SIMULADA.'))
    expect(said).toContain(squeezed('SIN FIRMAR'))
    expect(said).toContain(squeezed('0,5 mg/kg'))
    expect(said).not.toMatch(/\{\{|undefined|NaN/)
  })

  it('P3: embeds its fonts, and names nobody in what a folder shows of it', () => {
    const raw = Buffer.from(file).toString('latin1')
    expect(raw.match(/\/FontFile2/g)?.length).toBe(2)
    expect(raw).not.toContain('Any Name')
  })

  it.each(Object.entries(HONEST))('V8: %s is printed as it is', async (name, sample) => {
    const honest = (await printed(await copyOf(sample()))).pages.join(' ')
    expect(honest).not.toMatch(/\{\{|undefined|NaN|Infinity/)
    const expected: Readonly<Record<keyof typeof HONEST, string>> = {
      withoutReadings: 'No reading of this session is in the record.',
      onlyLate: 'late',
      restarted: 'This session still goes on',
      twoBaselines: 'frozen live: 124/78',
      yearApart: 'd without data',
    }
    expect(honest).toContain(squeezed(expected[name as keyof typeof HONEST]))
  })
})

describe('the plot on paper', () => {
  const saying = sayingIn('en', 'UTC')
  it('V1: keeps a single low second of ninety minutes, and a single high one', async () => {
    const { chart } = await copiedOf(ninetyMinutes())
    const flat = {
      ...chart,
      series: { ...chart.series, spo2: (chart.series.spo2 ?? []).map(([at, , high, last]) => [at, high, high, last] as const) },
    }
    expect(plotSvg(chart, 500, [], saying)).not.toBe(plotSvg(flat, 500, [], saying))
    const lows = (svg: string): number =>
      Math.max(...[...svg.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y)).filter((y) => y > 214 && y <= 258))
    expect(lows(plotSvg(chart, 500, [], saying))).toBeGreaterThan(lows(plotSvg(flat, 500, [], saying)))
  })

  it('V7: hatches a stretch without data as far as it reaches and no further', () => {
    const strokes = [...hatched(10, 20, 30, 40).matchAll(/<line x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"/g)]
    expect(strokes.length).toBeGreaterThan(10)
    for (const [, ...ends] of strokes) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = ends.map(Number)
      for (const x of [x1, x2]) expect(x >= 10 && x <= 40).toBe(true)
      for (const y of [y1, y2]) expect(y >= 20 && y <= 60).toBe(true)
    }
  })

  it('I3: writes what somebody typed as text, never as a part of the picture', () => {
    expect(text(0, 0, '<script>&"')).toContain('&lt;script&gt;&amp;&quot;')
  })

  it('V8: folds a silence of a year, and says how long it was', async () => {
    const { chart } = await copiedOf(HONEST.yearApart())
    expect(plotSvg(chart, 500, [], saying)).toContain('365 d without data')
  })
})

describe('a chart in Spanish', () => {
  it('L1: says what each criterion rests on in Spanish, and none of the record’s English phrases', async () => {
    const copy = await copyOf(poorRecovery())
    const { data } = sayingIn('es', 'UTC')
    const criteria = (readCopy(copy)?.chart.readiness?.criteria ?? []).filter(({ restsOn }) => restsOn.length > 0)
    expect(criteria.length).toBeGreaterThan(15)
    const [spanish = '', english = ''] = await Promise.all(
      (['es', 'en'] as const).map(async (language) => {
        const made = await makeExport(copy, handedTo({ kind: 'pdf', language }))
        return pagesOfPdf(made?.file ?? new Uint8Array()).join(' ')
      }),
    )
    for (const { restsOn } of criteria) expect(squeezed(spanish)).toContain(squeezed(data.evidence(restsOn)))
    expect(evidencePhrasesIn(english).length).toBeGreaterThan(12)
    expect(evidencePhrasesIn(spanish)).toEqual([])
    expect(spanish).not.toMatch(/nibp-overdue|hr-high|bp-high/)
    // A2: values by the labels of the language, with its decimals; the protocol by its Spanish name.
    expect(squeezed(spanish)).toContain(squeezed('FC 134,5 > 120'))
    expect(squeezed(spanish)).toContain(squeezed('Estándar v'))
    expect(squeezed(english)).toContain(squeezed('HR 134.5 > 120'))
  })
})
