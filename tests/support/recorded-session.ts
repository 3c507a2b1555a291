import { advance, emptyChair, JUDGE_VERSION } from '@chairside/server/domain/chair'
import type { ChairInput } from '@chairside/server/domain/chair-input'
import type { RecordEntry } from '@chairside/server/ports/record'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { CHAIR } from './judge-harness.ts'

/** The inputs of one session as a room would have recorded them, refused acts left out. */
export const recordedEntries = (inputs: readonly ChairInput[], sessionId: string, chairId: ChairId = CHAIR): readonly RecordEntry[] => {
  let chair = emptyChair(chairId)
  const entries: RecordEntry[] = []
  for (const input of inputs) {
    const step = advance(chair, input)
    if (step.problem !== null) continue
    chair = step.chair
    entries.push({
      sessionId: sessionId as SessionId,
      chairId,
      inputNumber: entries.length + 1,
      input,
      facts: step.facts,
      judgeVersion: JUDGE_VERSION,
    })
  }
  return entries
}
