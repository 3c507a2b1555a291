import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseScenario, ScenarioFault } from '@chairside/simulators/scenario-file'
import { loadScenario } from '@chairside/simulators/scenario-library'
import { describe, expect, it } from 'vitest'

const faultsOf = (text: string): readonly string[] => {
  try {
    parseScenario(text, 'own.scenario')
    return []
  } catch (error) {
    if (!(error instanceof ScenarioFault)) throw error
    return error.message.split('\n')
  }
}

describe('a scenario file', () => {
  it('says who comes, what happens when, and what follows', () => {
    const scenario = parseScenario(
      `# a comment
title     A story   # and another
patient   age 60, baseline-sys 138, gain-sys 40, beta-blocked
recovery  slowed-by 2
event     infusion-start + 24 min, over 25 s, for 75 s: spo2 83, sys +20
event     infusion-end + 90 s: vomits
event     cannulation, for good: hr 50
trouble   infusion-start - 1 min, for 2 min: probe-off
unplug    infusion-start + 18 min, for 45-90 s
fault     check-in, for good: drop:0.05
fault     infusion-start + 600 s, for 60 s: half-open
fault     infusion-end - 1 min: delay=8
staff     pause + 5 min: resume
must      excursion high critical confirmed until infusion-end
must-not  alarm spo2-low
`,
      'folder/07-a-story.scenario',
    )
    expect(scenario).toMatchObject({
      id: 'a-story',
      title: 'A story',
      patient: { ageYears: 60, baselineSys: 138, gainSys: 40, betaBlocked: true },
      recoverySlowedBy: 2,
      events: [
        { after: 'infusion-start', delayMin: 24, rampSec: 25, lastsSec: 75, toSpo2: 83, addSys: 20 },
        { after: 'infusion-end', delayMin: 1.5, lastsSec: 0, vomits: true },
        { after: 'cannulation', delayMin: 0, lastsSec: Number.POSITIVE_INFINITY, toHr: 50 },
      ],
      troubles: [{ after: 'infusion-start', delayMin: -1, lastsSec: 120, trouble: 'probe-off' }],
      unplug: { after: 'infusion-start', delayMin: 18, shortestSec: 45, longestSec: 90 },
      faults: [
        { after: 'check-in', delayMin: 0, spec: { kind: 'drop', rate: 0.05, atSec: 0, lastsSec: Number.POSITIVE_INFINITY, amount: 0 } },
        { after: 'infusion-start', delayMin: 10, spec: { kind: 'half-open', rate: null, atSec: 0, lastsSec: 60, amount: 0 } },
        { after: 'infusion-end', delayMin: -1, spec: { kind: 'delay', rate: null, atSec: 0, lastsSec: null, amount: 8 } },
      ],
      staff: [{ after: 'pause', delayMin: 5, does: 'resume' }],
      expectations: [
        { line: 14, must: true, about: 'excursion', side: 'high', level: 'critical', confirmed: true, window: { from: null } },
        { line: 15, must: false, about: 'alarm', cause: 'spo2-low', priority: null },
      ],
    })
  })

  it.each([
    ['evnt check-in: vomits', 'A line must be title, patient'],
    ['patient baseline-sys 900', 'baseline-sys must be a number from 80 to 200, not "900"'],
    ['patient baseline-sys', 'baseline-sys must be a number from 80 to 200, not ""'],
    ['patient height 180', 'What is said of the patient must be age,'],
    ['event infusion-start + 3, for 5 s: spo2 80', 'must be a time such as "90 s" or "2 min", not "3"'],
    ['event infusion-start + 3 min: spo2 80', 'how long it lasts is missing'],
    ['event infusion-start + 3 min, for 5 s', 'a colon is missing'],
    ['event infusion-start, for 5 s: spo2 +3', 'spo2 can only be brought to a value'],
    ['event surgery, for 5 s: hr 80', 'A moment must be check-in, cannulation'],
    ['event check-in, soon: hr 80', '"soon" is not understood'],
    ['trouble check-in, for 5 s: fire', 'A trouble must be probe-off'],
    ['trouble check-in, over 5 s, for 5 s: probe-off', 'only "for 75 s" or "for good" may stand after the moment'],
    ['trouble check-in: probe-off', 'how long it lasts is missing'],
    ['fault check-in: fire', 'fire: there is no such fault. There are drop, delay'],
    ['fault check-in, for good: drop:2', 'drop:2: its rate must be above 0 and at most 1.'],
    ['fault check-in: drop@60', 'drop@60: a fault is written KIND[:RATE][=AMOUNT], such as half-open'],
    ['fault check-in: half-open=5', 'half-open=5: it has no amount.'],
    ['fault check-in: flood=0', 'its amount must be from 1 to 10000 copies'],
    ['fault check-in, for 0 s: half-open', 'its length must be above 0 s'],
    ['fault check-in, until pause: half-open', 'only "for 75 s" or "for good" may stand'],
    ['fault lunch: half-open', 'A moment must be check-in, cannulation'],
    ['fault check-in', 'a colon is missing'],
    ['unplug check-in, for 90-45 s', 'the longest time is shorter than the shortest'],
    ['staff check-in: give benzodiazepine', 'a drug has a name and a dose'],
    ['must alarm headache', 'The cause of an alarm must be bp-high'],
    ['must criterion D3', 'A state must be met'],
    ['must phase', 'A phase must be checked-in'],
    ['must-not alarm bp-high high now', '"now" is too much'],
    ['title', 'after "title" nothing stands'],
    ['title Another', '"title" stands here a second time'],
  ])('with a mistake is refused with its line and the reason: %s', (line, reason) => {
    const faults = faultsOf(`title T\n\n${line}\n`)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(/^own\.scenario:3: /)
    expect(faults[0]).toContain(reason)
  })

  it('names all mistakes at once, and a missing title', () => {
    expect(faultsOf('event x\n\npatient y 1\n')).toEqual([
      expect.stringMatching(/^own\.scenario:1: /),
      expect.stringMatching(/^own\.scenario:3: /),
      'own.scenario:1: a line "title" is missing.',
    ])
  })

  it('is loaded by its path, or by its name where it is of the library', async () => {
    const path = join(tmpdir(), `chairside-${process.pid}.scenario`)
    await writeFile(path, 'title My own\n')
    try {
      expect(loadScenario(path).title).toBe('My own')
    } finally {
      await rm(path)
    }
    expect(loadScenario('vasovagal').id).toBe('vasovagal')
    expect(() => loadScenario('nothing')).toThrow('There is no scenario "nothing". There are: uneventful')
  })
})
