import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Scenario } from './scenario.ts'
import { parseScenario, ScenarioFault } from './scenario-file.ts'

/** The same folder from the source and from what is built of it. */
const FOLDER = fileURLToPath(new URL('../scenarios/', import.meta.url))
const ENDING = '.scenario'

/** The library, in the order in which the chairs of a room take it: by the number in the file's name. */
export const SCENARIOS: readonly Scenario[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith(ENDING))
  .sort()
  .map((name) => parseScenario(readFileSync(`${FOLDER}${name}`, 'utf8'), name))

/** A scenario of the library; throws a `ScenarioFault` where there is none of this id. */
export const scenarioCalled = (id: string): Scenario => {
  const scenario = SCENARIOS.find((one) => one.id === id)
  if (scenario === undefined)
    throw new ScenarioFault(`There is no scenario "${id}". There are: ${SCENARIOS.map((one) => one.id).join(', ')}.`)
  return scenario
}

/** A scenario of the library by its id, or of a file by its path; throws a `ScenarioFault` with lines and reasons. */
export const loadScenario = (idOrPath: string): Scenario => {
  let text: string
  try {
    text = readFileSync(idOrPath, 'utf8')
  } catch {
    return scenarioCalled(idOrPath)
  }
  return parseScenario(text, idOrPath)
}
