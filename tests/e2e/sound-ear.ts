import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from '@playwright/test'
import { build } from 'vite'

/** What went to the loudspeaker in 10 ms: seconds of the audio clock, and the highest sample. */
interface Look {
  readonly atS: number
  readonly peak: number
}

interface Eared {
  readonly looks: Look[]
}

/**
 * Puts an ear between every audio context of the pages and their loudspeaker. Nothing else changes. It hears every sample, by
 * events of the audio engine: no timer, since those of a hidden tab sleep. A worklet would be another file to load, which the
 * pages rightly refuse.
 */
export const listenIn = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(() => {
    const looks: Look[] = []
    Object.assign(window, { chairsideEar: { looks } satisfies Eared })
    const ears = new WeakMap<BaseAudioContext, ScriptProcessorNode>()
    const earOf = (audio: BaseAudioContext): ScriptProcessorNode => {
      const known = ears.get(audio)
      if (known !== undefined) return known
      // A third of a second at a time: a page that is busy for less misses nothing.
      const ear = audio.createScriptProcessor(16_384, 1, 1)
      ears.set(audio, ear)
      const span = Math.round(audio.sampleRate / 100)
      ear.onaudioprocess = ({ inputBuffer, playbackTime }) => {
        const samples = inputBuffer.getChannelData(0)
        for (let from = 0; from < samples.length; from += span) {
          const piece = samples.subarray(from, from + span)
          const peak = piece.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0)
          looks.push({ atS: playbackTime + from / audio.sampleRate, peak })
        }
      }
      connect.call(ear, audio.destination)
      return ear
    }
    const connect = AudioNode.prototype.connect as (this: AudioNode, target: AudioNode | AudioParam) => AudioNode
    Object.assign(AudioNode.prototype, {
      connect(this: AudioNode, target: AudioNode | AudioParam) {
        if (target instanceof AudioDestinationNode) connect.call(this, earOf(this.context))
        return connect.call(this, target)
      },
    })
  })
}

const LOUD = 0.05

/** Forgets what was heard. */
export const hearAnew = (page: Page): Promise<void> =>
  page.evaluate(() => {
    ;(window as unknown as { chairsideEar: Eared }).chairsideEar.looks.length = 0
  })

/** What was heard since: how many looks there were, the loudest, and how many tones began. */
export const heardBy = (page: Page): Promise<{ readonly looks: number; readonly loudest: number; readonly tones: number }> =>
  page.evaluate((loud) => {
    const { looks } = (window as unknown as { chairsideEar: Eared }).chairsideEar
    const tones = looks.filter((look, index) => look.peak >= loud && (looks[index - 1]?.peak ?? 0) < loud).length
    return { looks: looks.length, loudest: looks.reduce((highest, look) => Math.max(highest, look.peak), 0), tones }
  }, LOUD)

/** When the listening of this page, or its listening anew, began: seconds of the audio clock. */
export const heardSinceS = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { chairsideEar: Eared }).chairsideEar.looks[0]?.atS ?? 0)

/** A burst has at most 0.6 s of silence in it, and between two there are seconds. */
const APART_S = 1.5

/** Of each burst since, when its tones began, in seconds of the audio clock. `over`: silence followed the last one. */
export const burstsHeardBy = (
  page: Page,
): Promise<{ readonly bursts: readonly (readonly [number, ...number[]])[]; readonly over: boolean }> =>
  page.evaluate(
    ([loud, apartS]) => {
      const { looks } = (window as unknown as { chairsideEar: Eared }).chairsideEar
      const bursts: [number, ...number[]][] = []
      let lastLoudS = Number.NEGATIVE_INFINITY
      for (const [index, { atS, peak }] of looks.entries()) {
        if (peak < loud) continue
        const begins = (looks[index - 1]?.peak ?? 0) < loud
        const last = bursts.at(-1)
        if (last === undefined || atS - lastLoudS > apartS) bursts.push([atS])
        else if (begins) last.push(atS)
        lastLoudS = atS
      }
      return { bursts, over: (looks.at(-1)?.atS ?? 0) - lastLoudS > apartS }
    },
    [LOUD, APART_S] as const,
  )

/** A module of the client as a script that stands under `name` in a page. */
export const clientScript = async (path: string, name: string): Promise<string> => {
  const entry = fileURLToPath(new URL(`../../client/src/${path}`, import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['source'] },
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name, fileName: name } },
  })
  const [first] = Array.isArray(built) ? built : [built]
  const output = first !== undefined && 'output' in first ? first.output[0] : undefined
  if (output === undefined) throw new Error(`${path} was not built`)
  return output.code
}
