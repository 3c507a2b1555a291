// Starts a judging thread from TypeScript source: Node's own loader knows no `.ts`, and threads do not inherit the runner's.
import { register } from 'tsx/esm/api'

register()
await import('./evaluation-worker.ts')
