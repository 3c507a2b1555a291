/** Por qué se rechazó algo sobre las curvas. */
export const esWaveProblem = {
  'impossible-rate': 'Este monitor envía una curva con una frecuencia de muestreo que el servidor no conoce.',
  'impossible-length': 'La duración de esta curva no corresponde a sus muestras.',
  'impossible-clock': 'Las horas de esta curva no son posibles.',
  'unknown-unit': 'El servidor no conoce esta unidad.',
  'too-slow': 'Esta pantalla es demasiado lenta para mostrar curvas en directo.',
} as const

/** Palabras de las curvas. */
export const esWave = {
  wave: {
    title: 'Curvas',
    channel: { ecg: 'ECG II', pleth: 'Pletismografía', resp: 'Resp', co2: 'CO2' },
    unit: { ecg: '{{mm}} mm/mV', pleth: '×{{gain}}', resp: '×{{gain}}', co2: '×{{gain}}' },
    gainOf: '{{channel}}, amplitud {{gain}}. Cambiar.',
    speed: 'Velocidad',
    speedOf: '{{mm}} mm/s',
    speeds: '{{fast}} mm/s, respiración {{slow}} mm/s',
    freeze: 'Congelar',
    release: 'Volver al directo',
    frozen: 'Congelado a las {{time}}. Todas las líneas a {{mm}} mm/s. Los números de arriba siguen en directo.',
    earlier: 'Antes',
    later: 'Después',
    leg: { first: 'Compás, pata izquierda', second: 'Compás, pata derecha' },
    legAt: '{{time}}',
    span: '{{ms}} ms',
    rate: '{{rate}} /min',
    difference: 'ECG {{mv}} mV',
    lost: {
      off: { ecg: 'Electrodo suelto', pleth: 'Sensor suelto', resp: 'Electrodo suelto', co2: 'Sensor suelto' },
      silent: 'El monitor no envía la curva',
      unbound: 'Ningún monitor asignado',
      question: 'Oculto: el monitor nombra a otro paciente',
      link: 'Sin conexión para las curvas',
      slowed: 'Esta pantalla es demasiado lenta para las curvas',
    },
    opening: 'Esperando las curvas…',
    none: 'Este monitor no envía curvas.',
    tooFast: 'Las curvas se muestran hasta {{most}}× el tiempo de la sala. Esta sala va a {{speed}}×.',
    absent: 'No se pudieron cargar las curvas del servidor.',
    covered: 'Cubierto: esta pantalla no está en directo.',
    label: 'Curvas de {{channels}}. En números: {{numbers}}.',
    noNumbers: 'ahora no hay números',
  },
} as const
