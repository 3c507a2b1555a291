/** On a full disk people go on working (G6): what they do is as good as it was, only this is not noted. */
export const whereWritable = async (write: () => Promise<void>): Promise<void> => {
  try {
    await write()
  } catch {
    return
  }
}
