import type { Express } from 'express'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import * as first from '../../lessons/05-login-guard/app.ts'
import * as naive from '../../lessons/05-login-guard/naive-app.ts'

/** What a router of Express has for each middleware, and for each handler of a route. */
interface Layer {
  handle: (...words: unknown[]) => unknown
  readonly route?: { readonly stack: Layer[] }
}

/**
 * Makes a router treat its handlers as Express 4 does: it looks at nothing that they return. A promise that rejects ends the
 * process there, and every connection with it.
 */
function asExpress4(layers: Layer[]): void {
  for (const layer of layers) {
    const { handle } = layer
    if (layer.route) asExpress4(layer.route.stack)
    else if (handle.length < 4) {
      layer.handle = (req, res, next) => {
        const returned = handle(req, res, next)
        if (returned instanceof Promise) returned.catch(() => (res as ServerResponse).destroy())
      }
    }
  }
}

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(app: Express): Promise<(path: string, body?: object) => Promise<number>> {
  app.set('env', 'test') // or Express prints the errors that it answers
  asExpress4((app.router as unknown as { stack: Layer[] }).stack)
  const server = createServer(app)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return async (path, body) => {
    const headers = { 'Content-Type': 'application/json', Connection: 'close' }
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    return response.status
  }
}

const ADA = { name: 'ada', password: 'correct horse' }

test.each([
  ['app.ts', () => first.createApp(first.options)],
  ['naive-app.ts', () => naive.createApp(naive.options)],
])('%s answers a refusal where Express waits for no promise', async (_, createApp) => {
  const send = await serve(createApp())
  expect([await send('/register', ADA), await send('/register', ADA)]).toEqual([200, 409])
  expect(await send('/register')).toBe(400)
})

test('and so does its login', async () => {
  const send = await serve(first.createApp(first.options))
  await send('/register', ADA)
  expect(await send('/login', ADA)).toBe(200)
  expect(await send('/login', { ...ADA, password: 'wrong' })).toBe(401)
  expect(await send('/login', {})).toBe(400)
})
