import { curvePaths } from '@chairside/client/views/common/curve.tsx'
import { expect, it } from 'vitest'

const x = (value: number): number => 10 * value
const y = (value: number): number => 100 - value

it('draws the last value of each bucket as one line, on the ground from lowest to highest', () => {
  const points = [
    { minute: 1, value: 20, span: [10, 30] },
    { minute: 2, value: 25, span: [25, 26] },
  ] as const
  expect(curvePaths(points, x, y)).toEqual({ line: 'M10 80L20 75', ground: 'M10 70L20 74L20 75L10 90Z' })
})

it('bridges no gap, neither in the line nor on the ground', () => {
  const points = [
    { minute: 1, value: 20, span: [20, 20] },
    { minute: 2, value: 21, span: [21, 22] },
    { minute: 3, value: null, span: null },
    { minute: 4, value: 22, span: [22, 22] },
    { minute: 5, value: 23, span: [22, 23] },
  ] as const
  const { line, ground } = curvePaths(points, x, y)
  expect(line).toBe('M10 80L20 79M40 78L50 77')
  expect(ground).toBe('M10 80L20 78L20 79L10 80ZM40 78L50 77L50 78L40 78Z')
})

it('draws nothing of nothing, and nothing where a scale has no place', () => {
  expect(curvePaths([], x, y)).toEqual({ line: '', ground: '' })
  expect(curvePaths([{ minute: 0, value: null, span: null }], x, y)).toEqual({ line: '', ground: '' })
  expect(curvePaths([{ minute: 1, value: 20, span: [19, 21] }], () => undefined, y)).toEqual({ line: '', ground: '' })
})
