import { chairIdSchema, sessionIdSchema, sourceIdSchema } from '@chairside/shared/identity'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import type { Phase } from '@chairside/shared/session'
import { planVisit } from '@chairside/simulators/room-plan'
import { EMPTY_CHAIR } from '../support/empty-chair.ts'

const MINUTE = 60_000
/** Of the pictures made here. */
export const NOW = 1_000 * MINUTE
export const VISIT = planVisit('1', 1, 1)

/** A session as a screen sees it, half an hour into its phase. */
export const sessionIn = (phase: Phase, change: Partial<SessionPicture> = {}): SessionPicture => ({
  sessionId: sessionIdSchema.parse('s1'),
  patient: VISIT.card,
  simulated: true,
  phase,
  phaseSince: NOW - 30 * MINUTE,
  order: VISIT.order,
  protocol: { id: 'default', version: 1, name: 'Default' },
  checkedInAt: NOW - 60 * MINUTE,
  gate: {},
  holds: [],
  ...change,
})

/** A chair with a monitor that was heard just now. */
export const chairWith = (session: SessionPicture | null, change: Partial<ChairPicture> = {}): ChairPicture => ({
  ...EMPTY_CHAIR,
  chairId: chairIdSchema.parse('1'),
  session,
  source: {
    sourceId: sourceIdSchema.parse('m1'),
    label: 'm1',
    boundAt: NOW - 50 * MINUTE,
    lastHeardAt: NOW,
    periodMs: 1_000,
    clockOffsetMs: 0,
  },
  ...change,
})
