/** One line that is written over on a terminal, and now and then a line of its own elsewhere. */
export interface Progress {
  show(text: string): void
  /** Leaves the line. */
  done(): void
}

export const createProgress = (out: NodeJS.WriteStream): Progress => {
  let shown = ''
  return {
    show: (text) => {
      if (text === shown) return
      if (out.isTTY) out.write(`\r\u001b[K${text}`)
      else if (shown === '') out.write(`${text}\n`)
      shown = text
    },
    done: () => {
      if (out.isTTY && shown !== '') out.write('\r\u001b[K')
      shown = ''
    },
  }
}
