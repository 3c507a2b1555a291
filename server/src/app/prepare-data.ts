import { createHash } from 'node:crypto'
import { staffIdSchema } from '@chairside/shared/identity'
import { ROLES, type Role } from '@chairside/shared/staff'
import type { Config } from '../config/read-config.ts'
import { hashPassword, isPassword } from '../http/passwords.ts'
import type { Registry } from '../ports/registry.ts'

/** The server cannot start on this data; the message is one sentence for the person who started it. */
export class StartRefused extends Error {}

const DEMO_NAMES: Readonly<Record<Role, string>> = {
  nurse: 'Demo Nurse',
  physician: 'Demo Physician',
  manager: 'Demo Manager',
  viewer: 'Demo Wall Screen',
}

/** Marks a new data folder as real or demo, refuses the other kind, and makes the demo's accounts and monitors. */
export const prepareData = async (config: Config, registry: Registry): Promise<void> => {
  const wanted = config.mode === 'demo' ? 'demo' : 'real'
  const kind = await registry.dataKind()
  if (kind !== null && kind !== wanted)
    throw new StartRefused(
      kind === 'real'
        ? 'This data folder holds real data and refuses demo mode: give the demo a CHAIRSIDE_DATA_DIR of its own.'
        : 'This data folder holds demo data and refuses clinic mode: give the clinic a CHAIRSIDE_DATA_DIR of its own.',
    )
  if (kind === null) await registry.setDataKind(wanted)
  if (config.demo !== null) await prepareDemo(config.demo, registry)
}

const prepareDemo = async (demo: NonNullable<Config['demo']>, registry: Registry): Promise<void> => {
  for (const role of ROLES) {
    const account = await registry.accountByLogin(role)
    if (account !== null) {
      // A new password ends every sign-in: after a restart with the same one people stay signed in.
      if (!(await isPassword(account.passwordHash, demo.password)))
        await registry.setPasswordHash(account.staffId, await hashPassword(demo.password))
    } else
      await registry.addAccount({
        staffId: staffIdSchema.parse(`demo-${role}`),
        login: role,
        name: DEMO_NAMES[role],
        role,
        passwordHash: await hashPassword(demo.password),
        demo: true,
      })
  }
  const known = await registry.devices()
  for (const { sourceId, label, token } of demo.devices) {
    if (known.some((device) => device.sourceId === sourceId)) await registry.removeDevice(sourceId)
    await registry.addDevice({ sourceId, label, tokenHash: createHash('sha256').update(token).digest('hex'), simulated: true })
  }
}
