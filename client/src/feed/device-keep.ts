import type { DeviceKeep } from '../model/device.ts'

const KEY = 'chairside-device'

/** Preferences in the browser's storage. One that is forbidden or full is no reason to fail: then they last as long as the page. */
export const createDeviceKeep = (storage: () => Pick<Storage, 'getItem' | 'setItem'>): DeviceKeep => ({
  read: () => {
    try {
      return storage().getItem(KEY)
    } catch {
      return null
    }
  },
  write: (text) => {
    try {
      storage().setItem(KEY, text)
    } catch {
      // It is used until the page goes, and asked for again after.
    }
  },
})
