import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** Files of other people's packages that a bare page may ask for; their packages name no path to them. */
const filesOfOthers = (): Readonly<Record<string, Buffer>> => ({
  '/socket.io.js': readFileSync(join(dirname(require.resolve('socket.io-client')), '../../dist/socket.io.min.js')),
  '/uplot.js': readFileSync(join(dirname(require.resolve('uplot')), 'uPlot.iife.min.js')),
})

/** Serves pages without any of the client's code. */
export const servePages = async (
  pages: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  const files = filesOfOthers()
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const file = files[path]
    const page = pages[path]
    if (file !== undefined) response.writeHead(200, { 'content-type': 'text/javascript' }).end(file)
    else if (page === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8' }).end(page)
  })
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}
