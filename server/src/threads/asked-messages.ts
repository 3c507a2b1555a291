/** What a thread can be asked for: functions by name, whose values may be promises. */
export type Work<Functions> = { readonly [name in keyof Functions]: (...asked: never[]) => unknown }

/** `name` and `asked` belong to each other: whoever asks says both by the type of the thread's functions. */
export type ToThread =
  | { readonly kind: 'ask'; readonly id: number; readonly name: PropertyKey; readonly asked: readonly unknown[] }
  | { readonly kind: 'close' }

export type FromThread =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
