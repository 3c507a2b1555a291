import { tsImport } from 'tsx/esm/api'

/** The door through which Stryker, which loads JavaScript alone, finds the runner of the judge's tests. */
export const { strykerPlugins } = await tsImport('./judge-runner.ts', import.meta.url)
