import { type Given, type Option, UsageError } from '../command-line.ts'
import { type FaultSpec, parseFaults } from './fault-spec.ts'

/** For a command line whose monitors can have faults. */
export const FAULT_OPTION: Option = {
  name: 'fault',
  kind: 'list',
  value: 'FAULT',
  help: 'What goes wrong, such as drop:0.02 or wrong-patient@600; may be given again.',
}

/** The faults that were asked for. Throws a `UsageError` that tells every mistake. */
export const faultsGiven = (given: Pick<Given, 'list'>): readonly FaultSpec[] => {
  const parsed = parseFaults(given.list(FAULT_OPTION.name))
  if (!parsed.ok) throw new UsageError(parsed.reasons.map((reason) => `--fault ${reason}`).join('\n'))
  return parsed.faults
}
