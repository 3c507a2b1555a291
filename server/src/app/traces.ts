import { staffIdSchema } from '@chairside/shared/identity'
import type { Config } from '../config/read-config.ts'
import { JUDGE_VERSION } from '../domain/chair.ts'
import type { Looks } from '../http/looks.ts'
import type { SignedIn } from '../ports/access.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { AuditEntry, Registry } from '../ports/registry.ts'

type Traced = Omit<AuditEntry, 'at'>

/** Who acts over a socket, and from where. */
const actorOf = ({ me, station }: SignedIn): Pick<AuditEntry, 'staffId' | 'role' | 'station'> => ({
  staffId: staffIdSchema.parse(me.staffId),
  role: me.role,
  station,
})

/** By what the clinic is run from this start on; what differs from the start before was changed meanwhile. */
const settingsOf = ({ mode, chairs, timeZone, waveDays, lockAfter, practice }: Config): AuditEntry['details'] => ({
  mode,
  chairs,
  timeZone,
  waveDays,
  lockDeskMs: lockAfter.deskMs,
  lockChairsideMs: lockAfter.chairsideMs,
  judge: JUDGE_VERSION,
  profile: practice.profile.id,
  protocols: practice.protocols.offered.map(({ id, version }) => `${id}@${version}`).join(' '),
})

/** R2: what the server keeps in the audit beside what each route says. A failed write is logged and holds nobody up (G6). */
export const createTraces = (registry: Registry, clock: Clock, log: Log) => {
  const audit = (entry: Traced): Promise<void> =>
    registry
      .audit({ at: clock.wallNow(), ...entry })
      .catch((error: unknown) => log.error({ action: entry.action, reason: String(error) }, 'the audit could not be written'))
  return {
    audit: (entry: Traced): void => void audit(entry),
    /** Rejects where it cannot be written: what is only shown to who stands in the audit is not shown then. */
    auditFirst: (entry: Traced): Promise<void> => registry.audit({ at: clock.wallNow(), ...entry }),
    /** The same sight again by one sign-in is no new look. */
    lookAt:
      (looks: Looks, action: string) =>
      (staffId: string, tokenHash: string, sessionId: string): void => {
        if (looks.isNew(tokenHash, `${action} ${sessionId}`, sessionId))
          void audit({ staffId: staffIdSchema.parse(staffId), action, object: `session ${sessionId}`, details: {} })
      },
    roomSeen:
      (looks: Looks) =>
      (person: SignedIn): void => {
        if (looks.isNew(person.tokenHash, 'look-at-room', ''))
          void audit({ ...actorOf(person), action: 'look-at-room', object: 'room', details: {} })
      },
    commandRefused: (person: SignedIn, object: string, details: AuditEntry['details']): void =>
      void audit({ ...actorOf(person), action: 'command-refused', object, details }),
    started: (config: Config): Promise<void> =>
      audit({ staffId: null, action: 'server-start', object: 'server', details: settingsOf(config) }),
    stopped: (): Promise<void> => audit({ staffId: null, action: 'server-stop', object: 'server', details: {} }),
  }
}
