import type { Alarm } from '@chairside/shared/alarm'
import type { SessionId } from '@chairside/shared/identity'
import { useState } from 'react'

interface Asked {
  readonly sessionId: SessionId
  readonly alarm: Alarm
}

/** Whether this is still what was asked about: a step of its escalation (A6) is, what rose or came back is not (A4). */
const isSame = (asked: Asked, sessionId: SessionId | null, alarm: Alarm | null): boolean =>
  alarm !== null &&
  asked.sessionId === sessionId &&
  asked.alarm.id === alarm.id &&
  alarm.acknowledgement === null &&
  (asked.alarm.announcedAt === alarm.announcedAt || alarm.escalation === asked.alarm.escalation + 1)

/**
 * Whether the plan of this alarm is being asked for (A4). `alarm`: the only one for which it may be, null where there is none. What became
 * another alarm, or another patient's, is closed for good and never opens again by itself.
 */
export const usePlanFor = (sessionId: SessionId | null, alarm: Alarm | null) => {
  const [asked, setAsked] = useState<Asked | null>(null)
  const open = asked !== null && isSame(asked, sessionId, alarm)
  if (asked !== null && !open) setAsked(null)
  else if (asked !== null && sessionId !== null && alarm !== null && asked.alarm !== alarm) setAsked({ sessionId, alarm })
  return {
    open,
    ask: (): void => setAsked(sessionId === null || alarm === null ? null : { sessionId, alarm }),
    close: (): void => setAsked(null),
  }
}
