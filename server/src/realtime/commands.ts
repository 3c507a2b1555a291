import { commandSchema } from '@chairside/shared/command'
import { type Reply, refused } from '@chairside/shared/reply'
import type { CarryOut } from '../monitor/carry-out.ts'
import { createThrottle } from '../monitor/throttle.ts'
import type { Access, SignedIn } from '../ports/access.ts'

export type HandleCommand = (
  payload: unknown,
  person: SignedIn,
  cookieHeader: string | undefined,
  answer: (reply: Reply) => void,
) => Promise<void>

export interface CommandParts {
  readonly carryOut: CarryOut
  readonly access: Access
  readonly isStopping: () => boolean
  /** Keeps a refusal in the audit (R2); what was done is in the session's own record. */
  readonly refusedTo: (person: SignedIn, act: string, chairId: string, code: string) => void
}

const COMMANDS_PER_10_SECONDS = 300

/** A command from a screen: still signed in? well formed? then carried out. `answer` is called exactly once. */
export const createHandleCommand = ({ carryOut, access, isStopping, refusedTo }: CommandParts): HandleCommand => {
  const throttle = createThrottle(COMMANDS_PER_10_SECONDS, 10)
  return async (payload, person, cookieHeader, answer) => {
    if (isStopping()) return answer(refused('shutting-down'))
    if (!(await throttle.allows(person.tokenHash))) return answer(refused('too-frequent'))
    const parsed = commandSchema.safeParse(payload)
    if (!parsed.success) return answer(refused('malformed', ...parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.'))))
    // The account may have changed since this screen connected: the role is read anew for each act.
    const now = await access.check(cookieHeader, true)
    if (now === null) return answer(refused('not-signed-in'))
    // A locked screen calls help, and waits for its person with everything else.
    if (now.me.locked === true && parsed.data.act.kind !== 'call-help') {
      refusedTo(now, parsed.data.act.kind, parsed.data.chairId, 'locked')
      return answer(refused('locked'))
    }
    const { staffId, name, role } = now.me
    carryOut(
      parsed.data,
      { staffId, name, role },
      (reply) => {
        answer(reply)
        if (!reply.ok) refusedTo(now, parsed.data.act.kind, parsed.data.chairId, reply.problem.code)
      },
      now.station,
    )
  }
}
