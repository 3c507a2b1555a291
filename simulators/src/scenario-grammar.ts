import { ANCHORS, type Anchor } from './course.ts'
import type { StoryMoment } from './scenario.ts'

/** Why a line is not understood, for the person who wrote it. */
export class LineFault extends Error {}

export const fault = (reason: string): never => {
  throw new LineFault(reason)
}

const among = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`

/** The word of a list, or a fault that names them all. */
export const oneOf = <Word extends string>(what: string, words: readonly Word[], given: string): Word =>
  words.find((word) => word === given) ?? fault(`${what} must be ${among(words)}, not "${given}"`)

/** A number within bounds, both included. */
export const numberIn = (what: string, given: string, low: number, high: number): number => {
  const value = Number(given)
  return given.trim() !== '' && value >= low && value <= high
    ? value
    : fault(`${what} must be a number from ${low} to ${high}, not "${given}"`)
}

const LONGEST_MIN = 600
const DURATION = /^([\d.]+)\s*(s|min)$/

/** `90 s` or `1.5 min`, in seconds. */
export const secondsOf = (what: string, given: string): number => {
  const [, amount = '', unit] = DURATION.exec(given.trim()) ?? []
  if (unit === undefined) return fault(`${what} must be a time such as "90 s" or "2 min", not "${given.trim()}"`)
  return numberIn(what, amount, 0, LONGEST_MIN * (unit === 's' ? 60 : 1)) * (unit === 's' ? 1 : 60)
}

const MOMENT = /^([a-z-]+)(?:\s*([+-])\s*(\S.*))?$/

/** `infusion-start + 24 min`, or an anchor alone. */
export const momentIn = (given: string): StoryMoment => {
  const [, anchor, sign, delay] = MOMENT.exec(given.trim()) ?? []
  if (anchor === undefined) return fault(`"${given.trim()}" is no moment such as "infusion-start + 24 min"`)
  const after: Anchor = oneOf('A moment', ANCHORS, anchor)
  const minutes = delay === undefined ? 0 : secondsOf('The time after an anchor', delay) / 60
  return { after, delayMin: sign === '-' ? -minutes : minutes }
}

export interface Timing extends StoryMoment {
  /** Infinity: for good. */
  readonly lastsSec: number
  readonly rampSec: number
  readonly untilPause: boolean
}

/** `MOMENT, over 25 s, for 75 s`: the change takes 25 s to come, and 75 s later as long to go. */
export const timingIn = (given: string): Timing => {
  const [moment = '', ...parts] = given.split(',').map((part) => part.trim())
  let timing: Timing = { ...momentIn(moment), lastsSec: Number.NaN, rampSec: 0, untilPause: false }
  for (const part of parts) {
    if (part === 'for good') timing = { ...timing, lastsSec: Number.POSITIVE_INFINITY }
    else if (part === 'until pause') timing = { ...timing, lastsSec: Number.POSITIVE_INFINITY, untilPause: true }
    else if (part.startsWith('for ')) timing = { ...timing, lastsSec: secondsOf('"for"', part.slice(4)) }
    else if (part.startsWith('over ')) timing = { ...timing, rampSec: secondsOf('"over"', part.slice(5)) }
    else fault(`"${part}" is not understood: "over 25 s", "for 75 s", "for good" or "until pause" may stand there`)
  }
  return timing
}

/** `MOMENT, for 75 s`, of what is there at once and altogether; null: no length is told. */
export const stretchIn = (given: string): StoryMoment & { readonly lastsSec: number | null } => {
  const { after, delayMin, lastsSec, rampSec, untilPause } = timingIn(given)
  if (rampSec !== 0 || untilPause) fault('only "for 75 s" or "for good" may stand after the moment')
  return { after, delayMin, lastsSec: Number.isNaN(lastsSec) ? null : lastsSec }
}

/** `HEAD: TAIL`, both trimmed. */
export const headAndTail = (given: string): readonly [string, string] => {
  const colon = given.indexOf(':')
  if (colon === -1 || given.slice(colon + 1).trim() === '') return fault('a colon is missing, and after it what happens')
  return [given.slice(0, colon).trim(), given.slice(colon + 1).trim()]
}
