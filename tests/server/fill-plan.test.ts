import { FillMistake, fillProtocol, readFill } from '@chairside/server/cli/fill-plan'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { describe, expect, it } from 'vitest'

describe('the protocol of filled sessions', () => {
  it('S2: is the default one where no file is named, and what differs from it where one is', () => {
    expect(readFill(['--data', 'x'])?.protocolFile).toBeNull()
    expect(readFill(['--data', 'x', '--protocol', 'own.json'])?.protocolFile).toBe('own.json')
    expect(fillProtocol(null)).toEqual(DEFAULT_PROTOCOL)
    const signing = { cosign: 'always', by: 'nurse-or-physician' }
    expect(fillProtocol(JSON.stringify({ id: 'own', signing }))).toEqual({ ...DEFAULT_PROTOCOL, id: 'own', signing })
  })

  it('S2: is refused whole, with every fault by its path', () => {
    expect(() => fillProtocol('no JSON')).toThrow(FillMistake)
    expect(() => fillProtocol('{"signing":{"cosign":"sometimes"},"unknown":1}')).toThrow(
      /signing\.cosign[\s\S]*unknown|unknown[\s\S]*signing/,
    )
  })
})
