/** The numbered forms of a key. English has `_one` and `_other`; Spanish and its sisters also count by `_many`. */
type Counted<Key> = Key extends `${infer Base}_other` ? `${Base}_many` : never

/**
 * What a catalogue of another language has to hold: every key of the English one, no other, any words; and each counted key once more
 * for `many`. A part of a catalogue that lacks a key, or has one too many, does not compile.
 */
export type WordsLike<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string ? string : WordsLike<Words[Key]>
} & { readonly [Key in keyof Words as Counted<Key>]: string }
