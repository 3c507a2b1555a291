import { askedProtocol } from '@chairside/server/domain/asked-protocol'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { atPath } from '@chairside/shared/protocol-path'
import { LATER_RULES, type Protocol } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'

type Change = { readonly path: string; readonly value: number | null }
const WARNING: Change = { path: 'excursion.high.warning.sys', value: 165 }
const asked = (changes: readonly Change[], base: Protocol = DEFAULT_PROTOCOL) => askedProtocol(base, [...changes])
const faults = (changes: readonly Change[], base?: Protocol): readonly string[] => {
  const result = asked(changes, base)
  return result.ok ? [] : result.faults
}
const granted = (changes: readonly Change[], base?: Protocol): Protocol => {
  const result = asked(changes, base)
  if (!result.ok) throw new Error(result.faults.join('\n'))
  return result.protocol
}

describe('R4: a protocol with other numbers', () => {
  it('R4: holds what was asked for at its path, and all else as it was', () => {
    const changed = granted([WARNING, { path: 'limits.spo2-low.limit', value: 88 }])
    expect(atPath(changed, WARNING.path)).toBe(165)
    expect(changed).toEqual({
      ...DEFAULT_PROTOCOL,
      excursion: {
        ...DEFAULT_PROTOCOL.excursion,
        high: { ...DEFAULT_PROTOCOL.excursion.high, warning: { ...DEFAULT_PROTOCOL.excursion.high.warning, sys: 165 } },
      },
      limits: { ...DEFAULT_PROTOCOL.limits, 'spo2-low': { ...DEFAULT_PROTOCOL.limits['spo2-low'], limit: 88 } },
    })
  })

  it('R4: an arm may be taken away, and of two changes of one number the later counts', () => {
    expect(atPath(granted([{ ...WARNING, value: null }]), WARNING.path)).toBeNull()
    expect(atPath(granted([WARNING, { ...WARNING, value: 170 }]), WARNING.path)).toBe(170)
  })

  it('R4: a path that leads nowhere is told by itself, each, and nothing is judged by the rest', () => {
    const nowhere = ['excursion.high.warning.pulse', 'limits.none.limit']
    expect(asked(nowhere.map((path) => ({ path, value: 1 })))).toEqual({ ok: false, faults: nowhere })
    expect(faults([WARNING, { path: 'nothing', value: 1 }])).toEqual(['nothing'])
    // A number that is switched off lies at its path all the same.
    expect(DEFAULT_PROTOCOL.excursion.high.advisory.map).toBeNull()
    expect(faults([{ path: 'excursion.high.advisory.map', value: 110 }])).toEqual([])
  })

  it('R4: what breaks a rule of protocols is refused, each fault by its path', () => {
    const result = asked([
      { path: WARNING.path, value: 1 },
      { path: 'excursion.marginMmHg', value: -1 },
    ])
    expect(result.ok).toBe(false)
    const told = faults([{ path: 'excursion.marginMmHg', value: -1 }])
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^excursion\.marginMmHg: -1 is below 0/)
    // Above the critical limit.
    expect(faults([{ ...WARNING, value: 190 }]).join()).toContain('excursion.high')
    expect(faults([{ ...WARNING, value: 179 }])).toEqual([])
  })

  it('R4: nothing asked is the protocol itself, also an older one that today would be refused', () => {
    expect(asked([])).toEqual({ ok: true, protocol: DEFAULT_PROTOCOL })
    const odd: Protocol = { ...DEFAULT_PROTOCOL, excursion: { ...DEFAULT_PROTOCOL.excursion, marginMmHg: -1 } }
    expect(asked([], odd)).toEqual({ ok: true, protocol: odd })
    expect(faults([WARNING], odd)).toHaveLength(1)
  })

  it('R4: a protocol of before some rules has them switched off, and their numbers can be asked for', () => {
    const { artefact: _artefact, signing: _signing, ...older } = DEFAULT_PROTOCOL
    const base = older as unknown as Protocol
    expect(granted([], base)).toMatchObject({ artefact: LATER_RULES.artefact, signing: LATER_RULES.signing })
    const path = 'artefact.jump.sysMmHg'
    expect(atPath(granted([{ path, value: 44 }], base), path)).toBe(44)
  })
})
