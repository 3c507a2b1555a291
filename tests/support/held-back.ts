import type { SourceEntry } from '@chairside/server/domain/chair-input'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { HoldBackCause } from '@chairside/shared/fact'
import type { ArtefactRules, Protocol } from '@chairside/shared/protocol-rules'
import { at, type Example, ZERO } from './judge-harness.ts'

/** Facts about what is held back, one line each: `10 began cuff-same-limb until 70`, `40 ended cuff-same-limb 30`. */
export const holdLines = (example: Example, what?: HoldBackCause): string[] =>
  example.facts.flatMap((fact) => {
    const second = (fact.at - ZERO) / 1_000
    if (fact.kind === 'hold-back-began' && (what === undefined || fact.what === what))
      return [`${second} began ${fact.what} until ${(fact.untilAt - ZERO) / 1_000}`]
    if (fact.kind === 'hold-back-ended' && (what === undefined || fact.what === what))
      return [`${second} ended ${fact.what} ${fact.readings}`]
    return []
  })

/** What the cuff of the monitor says at `second`, of `measured`. */
export const cuff = (example: Example, second: number, entry: 'cuff-started' | 'cuff-failed' | 'set', measured = second): void => {
  const one = { seq: example.nextSeq(), at: at(measured) }
  const entries: Readonly<Record<typeof entry, SourceEntry>> = {
    'cuff-started': { kind: 'cuff-started', ...one },
    'cuff-failed': { kind: 'cuff-failed', ...one, code: 'leak' },
    set: { kind: 'set', ...one, sys: 122, dia: 78, map: null, pulse: null },
  }
  example.deliver(second, [entries[entry]])
}

/** The usual protocol with other rules about artefacts. */
export const withArtefact = (change: Partial<ArtefactRules>): Protocol => ({
  ...DEFAULT_PROTOCOL,
  artefact: { ...DEFAULT_PROTOCOL.artefact, ...change },
})
