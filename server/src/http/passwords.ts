import { hash, verify } from '@node-rs/argon2'

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The password as a PHC string (argon2id, which is the library's default). */
export const hashPassword = (password: string): Promise<string> => hash(password, COST)

/** Whether the password belongs to the hash; an unreadable hash belongs to none. */
export const isPassword = async (passwordHash: string, password: string): Promise<boolean> => {
  try {
    return await verify(passwordHash, password)
  } catch {
    return false
  }
}
