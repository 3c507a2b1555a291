// Starts the writer thread from TypeScript source: Node's own loader knows no `.ts`. The built server never uses this file.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.entry)
