// Runs inside the watched server, before anything of its own: writes a line of figures every few seconds.
import { appendFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

const { SOAK_PROBE_FILE: file, SOAK_PROBE_EVERY_MS: everyMs } = process.env
if (isMainThread && file !== undefined && everyMs !== undefined) {
  setFlagsFromString('--expose_gc')
  const collect = runInNewContext('gc')
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  setInterval(() => {
    const [p99Ns, maxNs] = [delay.percentile(99), delay.max]
    // What is left after a collection is kept by something; what is not is only waiting.
    collect()
    const { heapUsed, external } = process.memoryUsage()
    const resources = process.getActiveResourcesInfo().length
    appendFileSync(
      file,
      `${JSON.stringify({ heapBytes: heapUsed + external, resources, delayP99Ms: p99Ns / 1e6, delayMaxMs: maxNs / 1e6 })}\n`,
    )
    delay.reset()
  }, Number(everyMs)).unref()
}
