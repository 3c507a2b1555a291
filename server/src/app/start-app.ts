import { createClock } from '../config/clock.ts'
import type { Config } from '../config/read-config.ts'
import { openStore } from '../storage/open-sqlite.ts'
import { type Served, type ServeParts, serve } from './serve.ts'

export type AppParts = Omit<ServeParts, 'store'> & { readonly threaded?: boolean }

/** The server on its data folder. */
export const startApp = async (config: Config, parts: AppParts): Promise<Served> => {
  const clock = createClock({ speed: 1, roomFloor: 0 })
  const store = await openStore({ dataDir: config.dataDir, threaded: parts.threaded ?? true, clock })
  return serve(config, { ...parts, store })
}
