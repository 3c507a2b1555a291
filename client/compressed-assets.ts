import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const COMPRESSIBLE = /\.(?:js|css|svg)$/
/** Below this a header costs more than it saves. */
const WORTH_BYTES = 1_024

/** Writes `.br` and `.gz` beside each asset, once at the build: the server sends what the browser takes, and compresses nothing itself. */
export const compressedAssets = (): Plugin => ({
  name: 'compressed-assets',
  apply: 'build',
  writeBundle: async ({ dir }) => {
    const folder = join(dir ?? 'dist', 'assets')
    const names = (await readdir(folder)).filter((name) => COMPRESSIBLE.test(name))
    await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name)
        const bytes = await readFile(path)
        if (bytes.length < WORTH_BYTES) return
        await Promise.all([
          promisify(brotliCompress)(bytes).then((packed) => writeFile(`${path}.br`, packed)),
          promisify(gzip)(bytes, { level: 9 }).then((packed) => writeFile(`${path}.gz`, packed)),
        ])
      }),
    )
  },
})
