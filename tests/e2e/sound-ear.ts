import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from '@playwright/test'
import { build } from 'vite'

/** One look at what goes to the loudspeaker: seconds of the audio clock, and the highest sample of the last 40 ms. */
interface Look {
  readonly atS: number
  readonly peak: number
}

interface Eared {
  readonly looks: Look[]
}

/** Puts an ear between every audio context of the pages and their loudspeaker. Nothing else changes. */
export const listenIn = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(() => {
    const looks: Look[] = []
    Object.assign(window, { chairsideEar: { looks } satisfies Eared })
    const ears = new WeakMap<BaseAudioContext, AnalyserNode>()
    const earOf = (audio: BaseAudioContext): AnalyserNode => {
      const known = ears.get(audio)
      if (known !== undefined) return known
      const ear = audio.createAnalyser()
      ear.fftSize = 2_048
      ears.set(audio, ear)
      const samples = new Float32Array(ear.fftSize)
      setInterval(() => {
        ear.getFloatTimeDomainData(samples)
        looks.push({ atS: audio.currentTime, peak: samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0) })
      }, 10)
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
