import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Ids } from '../ports/ids.ts'

export const createIds = (): Ids => ({
  next: () => v7(),
  secret: () => randomBytes(32).toString('base64url'),
})
