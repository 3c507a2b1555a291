/** What the load is started with. */
export interface LoadPlan {
  readonly url: string
  readonly chairs: number
  /** A monitor's token without its number. */
  readonly tokens: string
  readonly cookie: string | null
  /** The monitors send traces, too. */
  readonly waves: boolean
  /** Each monitor reports an apnoea once in ten seconds. */
  readonly alarms: boolean
}

export interface LoadRun {
  readonly warmMs: number
  readonly ms: number
}

/** What it saw while it measured. Times in ms. */
export interface LoadSeen {
  /** From the sending of a delivery to its receipt. */
  readonly receiptMs: number[]
  /** From the sending of a reading to its number on each of the screens' sockets. */
  readonly readingMs: number[]
  /** The same for an alarm. */
  readonly alarmMs: number[]
  /** The codes of what was refused. */
  readonly refused: string[]
  sent: number
  packets: number
  patches: number
  frames: number
  /** By how much the load itself was late at the most. */
  lateMs: number
}
