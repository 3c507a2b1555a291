/** A nominal type: a plain value that only its own schema or constructor can produce. */
export type Brand<Value, Name extends string> = Value & { readonly __brand: Name }
