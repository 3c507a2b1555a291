import type { enRoom } from './en-room.ts'
import type { WordsLike } from './words-shape.ts'

export const esRoom = {
  nav: {
    pages: 'Páginas',
    pagesAt: 'Páginas, abierta: {{page}}',
    board: 'Panel',
    today: 'Hoy',
    handover: 'Relevo',
    sessions: 'Sesiones',
    alarms: 'Alarmas',
    audit: 'Auditoría',
    downtime: 'Contingencia',
    says: {
      board: 'Todos los sillones, en directo',
      today: 'Pacientes previstos, admisión',
      handover: 'Sillones de enfermería a enfermería',
      sessions: 'Buscar una sesión, registros',
      alarms: 'Qué sonó y quién respondió',
      audit: 'Quién hizo y vio qué',
      downtime: 'Hoja con los últimos valores de cada sillón',
    },
  },
  roomWays: { chartOf: 'Gráfica de la última sesión ({{who}})' },
  expected: {
    next: 'Siguiente',
    checkInAt: 'Admitir a un paciente en el sillón {{chair}}',
    checkInNext: 'Admitir en el sillón {{chair}} al paciente de las {{time}}',
  },
} as const satisfies WordsLike<typeof enRoom>
