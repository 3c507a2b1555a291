/**
 * The median of numbers; of an even count the mean of the middle two. Reorders `values`. NaN where there is none.
 * It selects instead of sorting: readiness asks for it at each reading.
 */
export const medianIn = (values: number[]): number => {
  const count = values.length
  if (count === 0) return Number.NaN
  const middle = count >> 1
  let low = 0
  let high = count - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1] as number
    let left = low
    let right = high
    while (left <= right) {
      while ((values[left] as number) < pivot) left += 1
      while ((values[right] as number) > pivot) right -= 1
      if (left > right) break
      const one = values[left] as number
      values[left] = values[right] as number
      values[right] = one
      left += 1
      right -= 1
    }
    if (middle <= right) high = right
    else if (middle >= left) low = left
    else break
  }
  const upper = values[middle] as number
  if (count % 2 === 1) return upper
  // All before the middle are at most as large.
  let lower = Number.NEGATIVE_INFINITY
  for (let index = 0; index < middle; index += 1) lower = Math.max(lower, values[index] as number)
  return (upper + lower) / 2
}
