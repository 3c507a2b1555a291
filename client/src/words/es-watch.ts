import type { enWatch } from './en-watch.ts'
import type { WordsLike } from './words-shape.ts'

/** Words of watching in Spanish: beside an alarm's text, what is in hand at a chair, the limits beside the numbers. */
export const esWatch: WordsLike<typeof enWatch> = {
  alarm: {
    worst: 'peor',
    now: 'ahora {{value}}',
    unanswered: 'sin respuesta {{time}}, paso {{step}}',
    more_one: '{{count}} alarma más en este sillón',
    more_many: '{{count}} alarmas más en este sillón',
    more_other: '{{count}} alarmas más en este sillón',
    repeated: 'Sin respuesta: repetida, paso {{step}}',
    asHigh: 'Media, sin respuesta: se presenta como alta',
    step: {
      '1': 'Sin respuesta: paso 1, todos los puestos',
      '2': 'Sin respuesta: paso 2, segunda persona o médico',
      '3': 'Sin respuesta: paso 3, todo el centro',
    },
    stepOf: 'Sin respuesta: paso {{step}}',
    count: '{{count}} en total, {{open}} sin reconocer',
    calmElsewhere: 'Sin alarmas en los demás sillones',
  },
  care: {
    heldLong: '{{what}}: sin valorar durante {{time}} como máximo',
    off: 'sin monitor {{time}}',
    offLong: 'Sin monitor ({{reason}}) por {{by}}: quedan {{time}}',
    offOver: 'sin monitor: vencido',
    offReason: { toilet: 'aseo', 'walking-test': 'prueba de marcha', leaving: 'salida', other: 'otro' },
    help: 'Ayuda {{time}}',
    helpLong: 'Ayuda pedida por {{by}}, hace {{time}}',
    measuring: 'midiendo {{time}}',
    unanswered: 'sin respuesta: pulse Inicio en el monitor',
    verify: 'verificar',
    own: 'límites propios',
    ownMark: 'propio',
    ownBy: 'Límites propios de este paciente, fijados por {{by}} a las {{time}}: {{reason}}',
    countersign: 'Alta voluntaria: falta refrendo médico',
    short: {
      'cuff-same-limb': 'manguito',
      'oximeter-searching': 'buscando',
      'capnograph-zeroing': 'a cero',
      'rate-mismatch': 'ECG ≠ pulso',
      'cardiogenic-rr': 'FR = FC',
      'off-monitor': 'sin monitor',
    },
  },
  limits: {
    critical: 'crítico {{value}}',
    mmHg: 'mmHg',
  },
  axis: {
    pressure: 'mmHg · FC /min',
    saturation: 'SpO2 %',
    key: 'v SYS · ^ DIA · – MAP, mmHg · línea: FC /min en la misma escala · hueco: rechazada',
    low: 'SYS baja {{value}}',
    diaLow: 'DIA baja {{value}}',
    diaHigh: 'DIA alta {{value}}',
    warning: 'SYS alta {{value}}',
    critical: 'SYS crítica {{value}}',
    artefact: 'artefacto',
  },
  dose: {
    complete: 'los {{total}} mg administrados',
    covered: 'dosis desconocida ahora, de {{total}} mg',
  },
  cannula: {
    placed: 'Vía canalizada {{time}}',
  },
}
