import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import path from 'node:path'

/**
 * What exercise 1 asks of an app, without session-tutor: the same file is started with plain Node.js, on a port that is free,
 * and gets the same requests.
 */

const FILE = path.join(import.meta.dirname, '../../lessons/01-session-options/exercise/solution.js')

const { listen } = net.Server.prototype
const starting = new Promise((resolve) => {
  net.Server.prototype.listen = function () {
    resolve(this)
    return listen.call(this, 0, '127.0.0.1')
  }
})
await import(FILE)
const server = await starting
if (!server.listening) await once(server, 'listening')

/** Sends one request. @returns the cookie of its answer, as a client sends it back */
async function get(place, cookie) {
  const { port } = server.address()
  const request = http.get({ port, path: place, agent: false, headers: cookie ? { cookie } : {} })
  const [response] = await once(request, 'response')
  response.resume()
  await once(response, 'end')
  return response.headers['set-cookie']?.[0].split(';')[0]
}

await get('/health')
const cookie = await get('/')
await get('/', cookie)
await get('/')
process.exit(0)
