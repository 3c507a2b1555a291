import { DEFAULT_PROTOCOL } from '../default-protocol.ts'
import type { LimitRule, Protocol } from '../protocol-rules.ts'
import { MINUTE_MS } from '../time.ts'

const { excursion, limits, cuff, holds, discharge } = DEFAULT_PROTOCOL
const { high, low } = excursion

const at = (rule: LimitRule, limit: number): LimitRule => ({ ...rule, limit })

/** For patients with a heart or a pressure to watch: every limit nearer, a longer stay, and criteria that ask for more. */
export const STRICT_PROTOCOL: Protocol = {
  ...DEFAULT_PROTOCOL,
  id: 'strict',
  version: 2,
  name: 'Stricter',
  excursion: {
    ...excursion,
    high: {
      advisory: { ...high.advisory, sys: 140, dia: 90 },
      warning: {
        ...high.warning,
        sys: 150,
        dia: 95,
        map: 115,
        relativeSys: { percent: 25, atMostMmHg: 35, atLeastMmHg: null, floorMmHg: 135 },
        relativeDia: { percent: 25, atMostMmHg: null, atLeastMmHg: 20, floorMmHg: 85 },
      },
      critical: { ...high.critical, sys: 170, dia: 105, map: 125 },
      emergency: { ...high.emergency, sys: 190, dia: 115, map: 140 },
    },
    low: {
      warning: {
        ...low.warning,
        sys: 95,
        dia: 55,
        map: 70,
        relativeSys: { percent: 20, atMostMmHg: null, atLeastMmHg: null, floorMmHg: 115 },
      },
      critical: {
        ...low.critical,
        sys: 85,
        dia: 45,
        map: 60,
        relativeSys: { percent: 30, atMostMmHg: null, atLeastMmHg: null, floorMmHg: 105 },
      },
    },
  },
  limits: {
    ...limits,
    'spo2-low': at(limits['spo2-low'], 92),
    'spo2-desat': at(limits['spo2-desat'], 88),
    'hr-high': at(limits['hr-high'], 110),
    'hr-extreme-high': at(limits['hr-extreme-high'], 130),
    'rr-high': at(limits['rr-high'], 28),
    'rr-low': at(limits['rr-low'], 9),
  },
  cuff: { ...cuff, intervalRecoveryLateMs: 5 * MINUTE_MS },
  holds: { ...holds, softSys: 135, softDia: 85, hardSys: 150, hardDia: 95, softHrHigh: 95, hardHrHigh: 110, spo2Low: 95 },
  discharge: {
    ...discharge,
    minimumStayMs: 45 * MINUTE_MS,
    bp: { ...discharge.bp, percent: 15, sysBelow: 150, diaBelow: 95, sysAtLeast: 95, diaAtLeast: 55 },
    hr: { ...discharge.hr, high: 100, percent: 15, bpm: 15 },
    spo2: { ...discharge.spo2, low: 95, belowBaseline: 1 },
    dissociation: { ...discharge.dissociation, scaleMax: 1, cadssTotalMax: 2 },
  },
}
