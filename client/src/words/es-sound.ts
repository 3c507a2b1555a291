import type { enSound } from './en-sound.ts'
import type { WordsLike } from './words-shape.ts'

/** What the screens say about alarm sound, in Spanish. */
export const esSound: WordsLike<typeof enSound> = {
  sound: {
    title: 'Sonido de alarmas',
    on: 'Con sonido',
    sounding: 'Suena: sillón {{chair}}',
    soundingScreen: 'Suena: esta pantalla',
    offHere: 'Aquí sin sonido',
    trouble: {
      unavailable: 'Sin sonido',
      blocked: 'Sonido bloqueado',
      suspended: 'Sonido detenido',
      'not-heard': 'Sonido no oído',
      untested: 'Sonido sin probar',
    },
    banner: {
      unavailable: 'Audio no disponible. Este navegador no puede emitir alarmas sonoras.',
      blocked: 'El navegador bloquea el sonido. Toque o haga clic en cualquier sitio para activarlo.',
      suspended: 'El sonido se ha detenido. Toque o haga clic en cualquier sitio; compruebe el altavoz.',
      'not-heard': 'La prueba de sonido no se oyó en este puesto.',
      untested: 'El sonido no se ha probado en este puesto.',
    },
    advice: {
      unavailable: 'Vigile la pantalla y las alarmas de cabecera. Use otro navegador en este puesto.',
      blocked: 'Hasta entonces aquí no se oye ninguna alarma.',
      suspended: 'Hasta entonces aquí no se oye ninguna alarma. Se sigue intentando solo.',
      'not-heard': 'Compruebe el altavoz, su volumen y que esta pestaña no esté silenciada.',
      untested: 'Reproduzca la prueba e indique si la ha oído.',
    },
    test: {
      play: 'Reproducir prueba',
      again: 'Repetir prueba',
      waiting: 'Esperando al navegador…',
      ask: '¿Ha oído tres tonos?',
      yes: 'Sí, los he oído',
      no: 'No',
      heard: 'La prueba de sonido se ha oído.',
      signIn: 'Antes de empezar: ¿se oyen aquí las alarmas?',
    },
    station: {
      title: 'Este puesto',
      desk: 'Control',
      wall: 'Mural',
      chairside: 'Sillón',
      carries: 'Las alarmas suenan aquí',
      says: {
        desk: 'En el control siempre hay sonido.',
        on: 'Aquí se oyen todas las alarmas.',
        off: 'Aquí en silencio. Una alarma alta que nadie atiende en 30 s se oye en todos los puestos.',
      },
    },
    pause: {
      title: 'Pausar un sillón',
      none: 'No suena ninguna alarma.',
      only: 'Solo pausar el sonido:',
      label: 'Pausar sonido',
      seconds: '{{seconds}} s',
      long: 'Pausar el sonido del sillón {{chair}} durante {{seconds}} s',
      paused: 'Sonido en pausa',
      left: 'Sonido en pausa, quedan {{time}}, por {{by}}',
      by: 'por {{by}}',
    },
  },
}
