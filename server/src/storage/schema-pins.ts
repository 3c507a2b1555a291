/** PINs of people; who has none has no row. */
export interface PinsTable {
  staff_id: string
  pin_hash: string
  failures: number
}

/** The statements that add them, and the lock of a screen. */
export const PINS_SCHEMA: readonly string[] = [
  `CREATE TABLE pins (
    staff_id TEXT PRIMARY KEY REFERENCES accounts,
    pin_hash TEXT NOT NULL,
    failures INTEGER NOT NULL
  ) STRICT`,
  `ALTER TABLE sign_ins ADD COLUMN locked_at INTEGER`,
]
