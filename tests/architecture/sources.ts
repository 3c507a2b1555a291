import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
export const SOURCE_FOLDERS = ['shared/src', 'server/src', 'client/src', 'simulators/src'] as const

const LEFT_OUT = new Set(['node_modules', 'dist', 'dist-types', 'test-results', 'playwright-report', 'data'])

/** All files below a folder of the project whose names end so, as paths from the root with `/`. */
export const filesBelow = (folder: string, endings: readonly string[]): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => LEFT_OUT.has(part)))
    .sort()

export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
