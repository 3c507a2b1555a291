import type { MessagePort } from 'node:worker_threads'
import type { FromThread, ToThread, Work } from './asked-messages.ts'

export interface Answering {
  /** What is said of an error, for the log. */
  readonly reasonOf: (error: unknown) => string
  /** Before the thread ends because it was told to. */
  readonly closing?: () => void
}

/** A thread's own side: carries out what it is asked for, and answers each question once. */
export const answerAsked = <Functions extends Work<Functions>>(
  port: MessagePort,
  functions: Functions,
  { reasonOf, closing }: Answering,
): void => {
  const answer = (message: FromThread): void => port.postMessage(message)
  const carryOut = async ({ id, name, asked }: Extract<ToThread, { readonly kind: 'ask' }>): Promise<void> => {
    try {
      answer({ kind: 'answer', id, value: await functions[name as keyof Functions](...(asked as never[])) })
    } catch (error) {
      answer({ kind: 'failed', id, reason: reasonOf(error) })
    }
  }
  port.on('message', (message: ToThread) => {
    if (message.kind === 'ask') void carryOut(message)
    else {
      closing?.()
      port.close()
    }
  })
}
