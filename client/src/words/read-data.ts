/** Which words of a catalogue a text is made of, with the data in it. */
export interface Read<Key extends string> {
  readonly key: Key
  readonly data: Readonly<Record<string, string>>
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const NUMBER = '([+−-]?[\\d./–]+)'
/** `called` is what another limit is called; all other data are numbers. */
const patternOf = (words: string): RegExp =>
  new RegExp(
    `^${words
      .split(/({{\w+}})/)
      .map((part) => (part === '{{called}}' ? '(\\S.*)' : part.startsWith('{{') ? NUMBER : escaped(part)))
      .join('')}$`,
  )
const namesOf = (words: string): readonly string[] => [...words.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? '')

/**
 * A reader of one part of the English catalogue, whose words the server's own texts use: it finds which of them a text is. Null: none of
 * them, such as a name that a clinic gave. Records keep their texts for ever, so this reads old ones as well as new ones.
 */
export const readerOf = <Key extends string>(words: Readonly<Record<Key, string>>): ((text: string) => Read<Key> | null) => {
  const known = (Object.keys(words) as Key[])
    .map((key) => ({ key, pattern: patternOf(words[key].replaceAll('’', "'")), names: namesOf(words[key]) }))
    // Words that take in no data are nothing but themselves; of the others, the one with most words of its own.
    .sort((a, b) => a.names.length - b.names.length || words[b.key].length - words[a.key].length)
  return (text) => {
    for (const { key, pattern, names } of known) {
      const found = pattern.exec(text.replaceAll('’', "'"))
      if (found !== null) return { key, data: Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ''])) }
    }
    return null
  }
}
