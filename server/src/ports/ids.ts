/** The only way to chance. */
export interface Ids {
  /** UUIDv7. */
  next(): string
  /** A secret of 256 bits, base64url. */
  secret(): string
}
