import { AsyncLocalStorage } from 'node:async_hooks'
import type { Asking, WhileAsking } from '../ports/asking.ts'
import type { Registry } from '../ports/registry.ts'

/**
 * Each entry of the audit names the station and the role of whoever asks, without each route having to think of it. Entries that say
 * both themselves keep what they say.
 */
export const withAsking = (registry: Registry): { readonly registry: Registry; readonly whileAsking: WhileAsking } => {
  const storage = new AsyncLocalStorage<Asking>()
  const audit: Registry['audit'] = (entry) => {
    const asking = storage.getStore()
    if (asking === undefined) return registry.audit(entry)
    asking.audited = true
    const { role, station } = asking
    return registry.audit({ ...(role === null ? {} : { role }), ...(station === null ? {} : { station }), ...entry })
  }
  return { registry: { ...registry, audit }, whileAsking: (asking, run) => storage.run(asking, run) }
}
