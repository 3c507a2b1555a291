import { createIds } from '@chairside/server/config/ids'
import { createProofs } from '@chairside/server/http/proofs'
import { PROOF_LIFE_MS } from '@chairside/shared/confirm-person'
import { expect, test } from 'vitest'
import { createManualClock } from '../support/server-clock.ts'

const person = { staffId: 's-1', name: 'Ada Moss', role: 'nurse' } as const
const wanted = { purpose: 'discharge', sessionId: 'one' } as const

test('a proof lives for two minutes of the wall, whatever the pace of the room', () => {
  const clock = createManualClock(undefined, 60)
  const proofs = createProofs(clock, createIds())
  const early = proofs.give(person, 'discharge', 'one')
  const late = proofs.give(person, 'discharge', 'one')
  clock.pass(PROOF_LIFE_MS - 1)
  expect(proofs.take(early, wanted)).toEqual(person)
  clock.pass(1)
  expect(proofs.take(late, wanted)).toBe('proof-refused')
})

test('a proof is shown once, also where it was for something else', () => {
  const proofs = createProofs(createManualClock(), createIds())
  const proof = proofs.give(person, 'discharge', 'one')
  expect(proofs.take(proof, { purpose: 'sign-chart', sessionId: 'one' })).toBe('proof-refused')
  expect(proofs.take(proof, wanted)).toBe('proof-refused')
  const ofNoSession = proofs.give(person, 'discharge', null)
  expect(proofs.take(ofNoSession, wanted)).toBe('proof-refused')
})
