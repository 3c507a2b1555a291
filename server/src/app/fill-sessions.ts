import { readFileSync } from 'node:fs'
import { FILL_HELP, FillMistake, fillProtocol, readFill } from '../cli/fill-plan.ts'
import { fillSessions } from '../cli/fill-sessions.ts'
import { openStore } from '../storage/open-sqlite.ts'

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new FillMistake(`--protocol: ${path} can't be read.`)
  }
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

try {
  const plan = readFill(process.argv.slice(2))
  if (plan === null) say(FILL_HELP)
  else {
    const protocol = fillProtocol(plan.protocolFile === null ? null : textOf(plan.protocolFile))
    const store = await openStore({ dataDir: plan.dataDir, threaded: false })
    try {
      const kind = await store.registry.dataKind()
      if (kind === 'real') throw new FillMistake('This folder holds real data: simulated sessions never mix with it.')
      if ((await store.newestMoment()) !== null) throw new FillMistake('This folder holds sessions already: name an empty one.')
      if (kind === null) await store.registry.setDataKind('demo')
      const { record, sessions, patients, courses } = store
      await fillSessions({ ...plan, protocol }, { record, sessions, patients, courses, builtBy: store.builder.builtBy, say })
      say(`${plan.count} simulated sessions.`)
    } finally {
      await store.close()
    }
  }
} catch (error) {
  if (!(error instanceof FillMistake) && !(error instanceof TypeError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
