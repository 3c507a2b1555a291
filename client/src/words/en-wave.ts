/** Why something about waves was refused. */
export const enWaveProblem = {
  'impossible-rate': 'This monitor sends a trace at a rate that the server does not know.',
  'impossible-length': 'The length of this trace does not fit its samples.',
  'impossible-clock': 'The times of this trace are not possible.',
  'unknown-unit': 'The server does not know this unit.',
  'too-slow': 'This screen is too slow for live traces.',
} as const

/** Words of the traces. */
export const enWave = {
  wave: {
    title: 'Traces',
    channel: { ecg: 'ECG II', pleth: 'Pleth', resp: 'Resp', co2: 'CO2' },
    unit: { ecg: '{{mm}} mm/mV', pleth: '×{{gain}}', resp: '×{{gain}}', co2: '×{{gain}}' },
    gainOf: '{{channel}}, height {{gain}}. Change it.',
    speed: 'Sweep',
    speedOf: '{{mm}} mm/s',
    speeds: '{{fast}} mm/s, breathing {{slow}} mm/s',
    freeze: 'Freeze',
    release: 'Back to live',
    frozen: 'Frozen at {{time}}. All lines at {{mm}} mm/s. The numbers above stay live.',
    earlier: 'Earlier',
    later: 'Later',
    leg: { first: 'Calliper, left leg', second: 'Calliper, right leg' },
    legAt: '{{time}}',
    span: '{{ms}} ms',
    rate: '{{rate}} /min',
    difference: 'ECG {{mv}} mV',
    lost: {
      off: { ecg: 'Lead off', pleth: 'Probe off', resp: 'Lead off', co2: 'Sensor off' },
      silent: 'No trace from the monitor',
      unbound: 'No monitor bound',
      question: 'Hidden: the monitor names another patient',
      link: 'No connection for traces',
      slowed: 'This screen is too slow for traces',
    },
    opening: 'Waiting for the traces…',
    none: 'This monitor sends no traces.',
    tooFast: 'Traces are shown up to {{most}}× room time. This room runs at {{speed}}×.',
    absent: 'The traces could not be loaded from the server.',
    covered: 'Covered: this screen is not live.',
    label: 'Traces of {{channels}}. In numbers: {{numbers}}.',
    noNumbers: 'no numbers now',
  },
} as const
