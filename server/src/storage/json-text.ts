const member = (value: unknown, sorted: boolean): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that JSON cannot hold')
    return Object.is(value, -0) ? '-0' : String(value)
  }
  if (Array.isArray(value)) return `[${value.map((element) => member(element, sorted)).join(',')}]`
  if (typeof value === 'object') {
    const fields = Object.entries(value).filter(([, content]) => content !== undefined)
    // Code unit order: the same on every machine, whatever its language.
    if (sorted) fields.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([name, content]) => `${JSON.stringify(name)}:${member(content, sorted)}`).join(',')}}`
  }
  throw new TypeError('a value that JSON cannot hold')
}

/**
 * JSON text that gives back exactly `value` when parsed, the order of its fields and the sign of zero included.
 * Throws a TypeError for what JSON cannot hold (NaN, an infinity, a function).
 */
export const exactText = (value: unknown): string => member(value, false)

/** The one text of `value`: fields sorted, no spaces. What is hashed. Throws as `exactText`. */
export const canonicalText = (value: unknown): string => member(value, true)
