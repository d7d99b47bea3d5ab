// A web server for tests: the files of a folder on the loopback, compressed as a real one would.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { createGzip } from 'node:zlib'

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.xml': 'application/xml',
  '.csv': 'text/csv', '.woff2': 'font/woff2', '.png': 'image/png',
}
const packed = new Set(['.woff2', '.png', '.xlsx'])

/** Serves `folder`; `sent` counts what went over the wire, by path. */
export async function serve(folder) {
  const sent = new Map()
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname))
    const file = join(folder, path.endsWith('/') ? path + 'index.html' : path)
    const found = await stat(file).catch(() => null)
    if (!found?.isFile()) {
      response.writeHead(404).end('not here')
      return
    }
    const kind = extname(file)
    const gzip = !packed.has(kind)
    response.writeHead(200, {
      'content-type': types[kind] ?? 'application/octet-stream',
      ...(gzip ? { 'content-encoding': 'gzip' } : {}),
    })
    const body = gzip ? createReadStream(file).pipe(createGzip({ level: 9 })) : createReadStream(file)
    body.on('data', (piece) => sent.set(path, (sent.get(path) ?? 0) + piece.length))
    body.pipe(response)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    sent,
    close: () => new Promise((resolve) => {
      server.closeAllConnections()
      server.close(resolve)
    }),
  }
}
