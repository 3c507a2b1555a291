import { esClinicalWords } from '@chairside/shared/words/es-clinical'
import { esLogWords } from '@chairside/shared/words/es-log'
import type { en } from './en.ts'
import { esAct } from './es-act.ts'
import { esAudit } from './es-audit.ts'
import { esBoard } from './es-board.ts'
import { esChart } from './es-chart.ts'
import { esClinical } from './es-clinical.ts'
import { esCourse } from './es-course.ts'
import { esData } from './es-data.ts'
import { esExport } from './es-export.ts'
import { esLeaving, esLeavingMore } from './es-leaving.ts'
import { esReview, esReviewProblem } from './es-review.ts'
import { esRoom } from './es-room.ts'
import { esSheets } from './es-sheets.ts'
import { esSound } from './es-sound.ts'
import { esStaff, esStaffProblem } from './es-staff.ts'
import { esTraces } from './es-traces.ts'
import { esVisit } from './es-visit.ts'
import { esWatch } from './es-watch.ts'
import { esWave } from './es-wave.ts'
import type { WordsLike } from './words-shape.ts'

/** Every word of the screens, in Spanish: the formal one of a hospital in Spain. Fetched where somebody reads it. */
export const es: WordsLike<typeof en> = {
  ...esClinicalWords,
  limit: esLogWords.limit,
  ...esClinical,
  ...esAct,
  ...esSound,
  ...esWatch,
  ...esVisit,
  ...esData,
  ...esWave,
  ...esTraces,
  ...esBoard,
  ...esChart,
  ...esCourse,
  ...esReview,
  ...esAudit,
  ...esRoom,
  ...esExport,
  ...esStaff,
  ...esLeaving,
  ...esSheets,
  detail: esLeavingMore.detail,
  problem: { ...esClinical.problem, ...esStaffProblem, ...esLeavingMore.problem, ...esReviewProblem },
  app: {
    name: 'Chairside',
    statement:
      'Chairside ayuda al personal. No es un producto sanitario, no sustituye ninguna alarma de cabecera y nunca actúa sobre una bomba.',
    simulated: 'Simulado',
    simulatedLong: 'Pacientes simulados: no usar para la asistencia',
    loading: 'Conectando con la sala…',
    opening: 'Abriendo…',
    absent: 'Esta página no se ha podido cargar del servidor.',
    again: 'Reintentar',
    notFound: 'Esta página no existe.',
    toBoard: 'Volver a la sala',
    failed: 'Esta pantalla ha dejado de funcionar. Aquí no se vigila nada.',
    reload: 'Cargar de nuevo',
  },
  signIn: {
    title: 'Iniciar sesión',
    login: 'Nombre de usuario',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    sending: 'Iniciando sesión…',
    missing: 'Escriba su nombre de usuario y su contraseña.',
    refused: 'El nombre o la contraseña no son correctos.',
    tooOften: 'Demasiados intentos. Espere un minuto y repita.',
    unreachable: 'El servidor no responde. Compruebe la red y repita.',
    ended: 'Su sesión ha terminado. Iníciela de nuevo para continuar.',
  },
  language: { choose: 'Idioma', failed: 'No se ha podido cargar este idioma del servidor.' },
  bar: {
    chairsInUse: '{{inUse}} de {{total}} sillones ocupados',
    live: 'En vivo',
    liveAge: 'En vivo · {{age}}',
    notLive: 'Sin conexión',
    reconnecting: 'Reconectando…',
    high: 'Alta',
    medium: 'Media',
    low: 'Baja',
    alarmCount_one: '{{count}} alarma de prioridad {{priority}}',
    alarmCount_many: '{{count}} alarmas de prioridad {{priority}}',
    alarmCount_other: '{{count}} alarmas de prioridad {{priority}}',
    signOut: 'Cerrar sesión',
    demo: 'Demo',
    speed: '×{{speed}}',
    light: 'Usar colores claros',
    dark: 'Usar colores oscuros',
  },
  live: {
    bannerLost: 'Sin conexión. Se ha perdido el enlace con el servidor.',
    advice: 'Vigile los monitores de cabecera. Esta pantalla sigue intentándolo y vuelve sola.',
    covered: 'Los números están tapados: lo que había aquí ya no es actual.',
    notRecording: 'Sin registro: no se puede escribir. La vigilancia sigue; avise a quien se ocupa del servidor.',
    chairNotRecording: 'Este sillón no se está registrando.',
  },
  strip: {
    label: 'Alarmas, primero la peor',
    none: 'Sin alarmas',
    more: '+{{count}} más',
    unacknowledged: 'sin reconocer',
    ended: 'terminada',
    recheckIn: 'repetir en {{time}}',
    recheckNow: 'repetir ahora',
    chair: 'Sillón {{chair}}',
  },
  time: {
    ago: 'hace {{age}}',
    justNow: 'ahora',
    in: 'en {{time}}',
    of: 'de {{time}}',
    overdue: 'atraso {{time}}',
    hoursMinutes: '{{hours}} h {{minutes}} min',
    minutes: '{{minutes}} min',
    minuteOfInfusion: 'minutos desde el inicio de la infusión',
    minuteOfSession: 'minutos desde la admisión',
  },
  tile: {
    open: 'Sillón {{chair}}, abrir',
    openWith: 'Sillón {{chair}}, {{who}}, {{phase}}, abrir',
    openUnnamed: 'Sillón {{chair}}, {{phase}}, abrir',
    course: 'infusión {{number}} de {{length}}',
    free: 'Libre',
    freeHint: 'Admitir a un paciente',
    waiting: 'Esperando datos',
    waitingCuff: 'Aún sin toma de PNI',
    noMonitor: 'Sin monitor vinculado',
    nibp: 'PNI',
    mmHg: 'mmHg',
    from: 'desde {{sys}}/{{dia}}',
    noBaseline: 'sin basal',
    next: 'próxima',
    recheck: 'repetir',
    measureNow: 'medir ahora',
    advisory: 'elevada',
    failed: 'manguito falló {{count}}×',
    lost: 'perdida {{age}}',
    probeOff: 'sensor suelto',
    stale: 'hace {{age}}',
    byHand: 'a mano {{age}}',
    byHandLong: 'A mano, {{by}}, hace {{age}}',
    ready: 'Apto',
    earliest: 'desde {{time}}',
    missing: 'falta: {{list}}',
    expires: '{{criterion}} caduca {{time}}',
    acknowledgedBy: '{{by}} · {{plan}}',
    acknowledgedByOnly: 'reconocida por {{by}}',
    more: '+{{count}}',
    unconfirmed: 'sin confirmar',
    trend: 'SYS y DIA de la sesión con la banda basal',
    fromPulse: 'pulso',
    dose: '≈ {{mg}} de {{total}} mg',
  },
  next: {
    'bind-monitor': 'Vincular un monitor',
    'begin-baseline': 'Empezar la basal',
    'clear-holds': 'Antes del inicio: {{detail}}',
    'start-infusion': 'Listo para iniciar la infusión',
    'measure-bp': 'PA',
    'recheck-bp': 'Repetir PA',
    'complete-infusion': 'Fin previsto: completar o seguir',
    'resume-or-stop': 'En pausa: reanudar o detener',
    'enter-score': 'Valorar: {{detail}}',
    'leaving-steps': 'Salida: {{detail}}',
    discharge: 'Puede irse: dar el alta',
    none: 'Nada pendiente',
  },
}
