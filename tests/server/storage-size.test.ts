import { statSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import { expect, it } from 'vitest'
import { numericsEntry, temporaryFolder } from '../contract/record-samples.ts'

const CHAIRS = 8
const SECONDS = 3_600

it('R1: an hour of numerics at 1 Hz, six vitals, stays within 150 kB of disk for a chair, its minute digests included', async () => {
  const place = temporaryFolder()
  try {
    const store = await openStore({ dataDir: place.folder, threaded: false })
    const file = join(place.folder, 'chairside.db')
    const size = (): number => statSync(file).size
    await store.close()
    const empty = size()
    const filled = await openStore({ dataDir: place.folder, threaded: false })
    for (let number = 1; number <= SECONDS; number += 1) {
      const second = Array.from({ length: CHAIRS }, (_, chair) => numericsEntry(chair + 1, number, SECONDS))
      await filled.record.append(second)
    }
    await filled.close()
    const perChairHour = (size() - empty) / CHAIRS
    const reader = openSqliteFile(file, 50)
    const tables = reader.prepare('SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC LIMIT 3').all()
    reader.close()
    process.stdout.write(`bytes per chair-hour: ${Math.round(perChairHour)} ${JSON.stringify(tables)}\n`)
    expect(perChairHour).toBeLessThanOrEqual(150_000)
    expect(perChairHour).toBeGreaterThan(SECONDS)
  } finally {
    place.remove()
  }
}, 120_000)
