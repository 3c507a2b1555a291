/** The statements that add waves. Blocks are never changed, and removed only where their chain says that they were. */
export const WAVES_SCHEMA: readonly string[] = [
  // A table with row numbers: blobs of this size make one without them slow.
  `CREATE TABLE wave_blocks (
    block_no INTEGER PRIMARY KEY,
    session_no INTEGER NOT NULL REFERENCES sessions,
    from_at INTEGER NOT NULL,
    lasts_ms INTEGER NOT NULL,
    channels TEXT NOT NULL,
    off TEXT NOT NULL,
    packed BLOB NOT NULL
  ) STRICT`,
  'CREATE UNIQUE INDEX wave_blocks_of_session ON wave_blocks (session_no, from_at)',
  'CREATE INDEX wave_blocks_by_age ON wave_blocks (from_at)',
  `CREATE TRIGGER wave_blocks_refuses_update BEFORE UPDATE ON wave_blocks
   BEGIN SELECT RAISE(ABORT, 'wave_blocks is append-only'); END`,
  `CREATE TRIGGER wave_blocks_refuses_delete BEFORE DELETE ON wave_blocks
   WHEN NOT EXISTS (
     SELECT 1 FROM chain_entries
     WHERE session_no = OLD.session_no AND kind = 'digest' AND json_extract(body, '$.wavesRemoved.until') >= OLD.from_at + OLD.lasts_ms
   )
   BEGIN SELECT RAISE(ABORT, 'waves are removed by their retention alone'); END`,
]
