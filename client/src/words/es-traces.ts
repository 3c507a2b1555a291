import type { enTraces } from './en-traces.ts'
import type { WordsLike } from './words-shape.ts'

/** Words of the traces on tiles, and of the strips of a chart, in Spanish. */
export const esTraces: WordsLike<typeof enTraces> = {
  traceOption: {
    title: 'Curvas',
    choose: 'Curvas en los recuadros',
    say: 'Se dibujan donde el recuadro tiene sitio junto a la evolución; los pequeños muestran la primera.',
    none: 'no se envía',
    label: 'Curvas de los sillones de esta página: {{channels}}. Los valores están en los recuadros.',
    lost: {
      silent: 'sin curva',
      unbound: 'sin monitor',
      question: 'oculta: ¿otro paciente?',
      link: 'sin conexión',
      slowed: 'pantalla muy lenta',
    },
  },
  waveStrip: {
    title: 'Curvas guardadas',
    column: 'Curvas',
    open: 'Tira',
    openOf: 'Abrir la tira: {{what}}, {{time}}',
    noneAround: 'No hay curvas guardadas en torno a este momento.',
    reading: 'Leyendo las curvas…',
    failed: 'No se han podido leer las curvas.',
    nothing: 'En esta sesión no se guardó ninguna curva.',
    nothingHere: 'No hay nada guardado en este intervalo.',
    removed:
      'Las curvas de esta sesión se eliminaron al cumplirse su plazo: todas las anteriores al {{day}}, {{time}}. Los valores y los hechos se conservan.',
    partlyRemoved: 'Las anteriores a las {{time}} se eliminaron al cumplirse su plazo.',
    storedUnder: 'Hay menos de un minuto guardado, de {{from}} a {{to}}. Abra una tira desde una alarma o recórralos minuto a minuto.',
    stored: 'Hay {{minutes}} min guardados, de {{from}} a {{to}}. Abra una tira desde una alarma o recórralos minuto a minuto.',
    lookThrough: 'Recorrer los minutos',
    minute: 'Minuto completo',
    around: 'En torno a la alarma',
    gain: 'Amplitud: {{mm}} mm/mV, ×{{gain}}',
    print: 'Imprimir esta tira',
    close: 'Cerrar',
    span: '{{day}}, de {{from}} a {{to}} {{zone}}',
    scale: 'todas las curvas a 25 mm/s · ECG {{mm}} mm/mV, las demás ×{{gain}} · la barra de la izquierda es 1 mV',
    label: 'Curvas guardadas de {{channels}}, de {{from}} a {{to}}',
    gap: { none: 'nada guardado', removed: 'eliminada: plazo cumplido' },
  },
}
