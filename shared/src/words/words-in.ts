/** The same keys with other words. */
export type WordsIn<Words> = { readonly [key in keyof Words]: Words[key] extends string ? string : WordsIn<Words[key]> }

/** A sentence with what it takes in. What it was not given stays as it stands, so that it is seen. */
export const filled = (sentence: string, data: object, written: (value: number) => string): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value: unknown = Object.hasOwn(data, name) ? data[name as keyof typeof data] : undefined
    if (typeof value === 'number') return written(value)
    return typeof value === 'string' ? value : whole
  })
