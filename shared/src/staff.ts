import { z } from 'zod'

export const ROLES = ['nurse', 'physician', 'manager', 'viewer'] as const
export type Role = (typeof ROLES)[number]
export const roleSchema = z.enum(ROLES)

/** Who acts: kept with every act, so that the record names a person even after an account changes. */
export const actorSchema = z.strictObject({
  staffId: z.string().min(1).max(64),
  name: z.string().min(1).max(120),
  role: roleSchema,
})
export type Actor = z.infer<typeof actorSchema>

export const signInSchema = z.strictObject({ login: z.string().min(1).max(64), password: z.string().min(1).max(256) })

/** What a signed-in screen knows of its person, as `/api/me` answers. */
export interface Me {
  readonly staffId: string
  readonly name: string
  readonly role: Role
  readonly demo: boolean
  /** Whether they have a PIN. */
  readonly hasPin?: boolean
  /** This screen is locked: it shows the room and calls help, and nothing else. */
  readonly locked?: boolean
}
