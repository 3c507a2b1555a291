import type { CopyLine } from '../ports/record-copy.ts'
import { addToDigest, type DigestBody, digestSoFar, genesis, linkHash, newDigest } from './chain.ts'
import { isAboutWaves } from './verify-waves.ts'

/** What is wrong with a copied record. `line` counts from 1; null: of the file as a whole. */
export interface CopyFault {
  readonly line: number | null
  readonly fault: 'unreadable' | 'altered' | 'missing' | 'cut' | 'digest' | 'signature'
}

/** Where the copied chain ends, to be held against the audit, a signature or a head: whoever rewrites all of a file rewrites its hashes too. */
export interface CopyVerdict {
  readonly faults: readonly CopyFault[]
  readonly sessionId: string | null
  readonly entries: number
  readonly head: string | null
}

const LINES: ReadonlySet<string> = new Set(['session', 'input', 'entry', 'end', 'export'])
type AnyLine = CopyLine | { readonly line: 'export' }

const read = (text: string): AnyLine | null => {
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null || !('line' in found) || !LINES.has(String(found.line))) return null
    return found as AnyLine
  } catch {
    return null
  }
}

/** Hashes a copied record once more, line by line, without the record that it came from. */
export const verifyCopy = (text: string): CopyVerdict => {
  const faults: CopyFault[] = []
  const report = (line: number | null, fault: CopyFault['fault']): void => {
    if (!faults.some((one) => one.line === line && one.fault === fault)) faults.push({ line, fault })
  }
  let session: string | null = null
  let before: Buffer | null = null
  let entries = 0
  let inputs = 0
  let covered = 0
  let ended = false
  /** Inputs that no digest entry covers yet. */
  let open: { readonly number: number; readonly input: unknown }[] = []
  let head: string | null = null
  const hashes = new Map<number, string>()

  const hashOfOpen = (last: number): Buffer => {
    const digest = newDigest()
    for (const one of open) if (one.number <= last) addToDigest(digest, one.input)
    return digestSoFar(digest)
  }

  const entryLine = (found: Extract<CopyLine, { line: 'entry' }>, number: number): void => {
    if (found.entry !== entries + 1) {
      report(number, 'missing')
      before = null
    }
    entries = found.entry
    const { entry, kind, input, judgeVersion, body } = found
    if (before !== null && linkHash(before, { entry, kind, input, judgeVersion, body }).toString('hex') !== found.hash)
      report(number, 'altered')
    if (kind === 'digest' && !isAboutWaves(body)) {
      const stated = body as DigestBody
      const right = stated.from === covered + 1 && hashOfOpen(stated.to).toString('base64url') === stated.sha256
      if (!right) report(number, 'digest')
      covered = stated.to
      open = open.filter((one) => one.number > covered)
    }
    const signed = body as { readonly kind?: string; readonly content?: { readonly entry: number; readonly hash: string } }
    if (signed.kind === 'chart-signed' && hashes.get(signed.content?.entry ?? 0) !== signed.content?.hash) report(number, 'signature')
    head = found.hash
    hashes.set(entry, found.hash)
    before = Buffer.from(found.hash, 'hex')
  }

  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .forEach((line, index) => {
      const number = index + 1
      const found = read(line)
      if (found === null || (found.line !== 'session' && found.line !== 'export' && session === null)) {
        report(number, 'unreadable')
        return
      }
      try {
        if (found.line === 'session') {
          session = found.sessionId
          before = genesis(found.sessionId)
          if (before.toString('hex') !== found.genesis) report(number, 'altered')
        } else if (found.line === 'input') {
          if (found.number !== inputs + 1) report(number, 'missing')
          inputs = found.number
          open.push(found)
        } else if (found.line === 'entry') entryLine(found, number)
        else if (found.line === 'end') {
          ended = true
          if (found.inputs !== inputs || found.entries !== entries) report(number, 'cut')
          if (hashOfOpen(Number.MAX_SAFE_INTEGER).toString('hex') !== found.tail) report(number, 'digest')
          if (found.head !== (head ?? genesis(session ?? '').toString('hex'))) report(number, 'altered')
        }
      } catch {
        // What no chain can hold was put there by hand.
        report(number, 'altered')
      }
    })
  if (!ended) report(null, 'cut')
  return { faults, sessionId: session, entries, head }
}
