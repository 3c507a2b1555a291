import { writeFile } from 'node:fs/promises'
import { acceptanceOf } from './acceptance.ts'
import { coursePlot } from './course-plot.ts'
import { reportOf } from './report.ts'
import { type SampleOptions, sampleSessions } from './sample-sessions.ts'

export interface ValidationOptions extends SampleOptions {
  /** Where the SVG goes; null: nowhere. */
  readonly plotFile: string | null
  readonly out: (text: string) => void
}

/** Plays the sessions, prints what came out beside what is published, and tells whether all lies in its bands. */
export const validate = async (options: ValidationOptions): Promise<boolean> => {
  const sampled = sampleSessions(options)
  const acceptance = acceptanceOf(sampled, options.effectMmHg)
  options.out(reportOf(sampled, acceptance, options.effectMmHg))
  if (options.plotFile !== null) {
    await writeFile(options.plotFile, coursePlot(sampled, options.effectMmHg))
    options.out(`The plot is in ${options.plotFile}.\n`)
  }
  return acceptance.every(({ passed }) => passed)
}
