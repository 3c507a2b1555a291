// Preloaded into every thread of a measured server: the first SIGUSR2 begins a CPU profile in each of them, the second writes it to
// BENCH_PROFILE_DIR, one file a thread.
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { join } from 'node:path'
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads'

const SAMPLE_EVERY_US = 500
const folder = process.env.BENCH_PROFILE_DIR
let session = null

const begin = () => {
  session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US })
  session.post('Profiler.start')
}

const end = () => {
  session.post('Profiler.stop', (error, stopped) => {
    if (error === null) writeFileSync(join(folder, `thread-${threadId}.cpuprofile`), JSON.stringify(stopped.profile))
  })
  session.disconnect()
  session = null
}

const toggle = () => (session === null ? begin() : end())

if (folder !== undefined) {
  const channel = new BroadcastChannel('bench-profile')
  channel.onmessage = toggle
  channel.unref()
  if (isMainThread)
    process.on('SIGUSR2', () => {
      channel.postMessage('toggle')
      toggle()
    })
}
