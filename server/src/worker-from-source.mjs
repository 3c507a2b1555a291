// Starts a thread from TypeScript source: Node's own loader knows no `.ts`, and threads do not inherit the runner's. The built server
// never uses this file.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.entry)
