import { randomBytes } from 'node:crypto'
import http from 'node:http'
import { setCookies } from '../diagnosis/facts.ts'
import type { ExchangeFacts } from '../observe/observation.ts'

/** A WebSocket that is open, as far as it is needed here (RFC 6455). */
export interface Socket {
  /** Sends a text, and waits until something comes back. */
  say(text: string): Promise<void>
  close(): void
}

/** How long to wait for an answer, in milliseconds. */
const LIMIT_MS = 2000

/**
 * Opens a WebSocket.
 * @param address over http, as in `http://127.0.0.1:8080/chat`
 * @param cookies the Cookie header; empty for none
 */
export function openSocket(address: string, cookies: string): Promise<Socket> {
  return new Promise((resolve) => {
    const closed: Socket = { say: () => Promise.resolve(), close() {} }
    const asked = http.get(address, {
      agent: false,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
        'Sec-WebSocket-Version': '13',
        ...(cookies === '' ? {} : { Cookie: cookies }),
      },
      signal: AbortSignal.timeout(LIMIT_MS),
    })
    asked.on('error', () => resolve(closed))
    asked.on('response', (response) => {
      response.destroy()
      resolve(closed)
    })
    asked.on('upgrade', (_, socket) => {
      socket.on('error', () => {}).on('data', () => {})
      resolve({
        say: (text) =>
          new Promise((done) => {
            const over = setTimeout(done, LIMIT_MS)
            const heard = () => {
              clearTimeout(over)
              done()
            }
            socket.once('data', heard).once('close', heard)
            socket.write(frame(text))
          }),
        close: () => socket.destroy(),
      })
    })
  })
}

/** A text of less than 126 bytes, masked as what a browser sends is (RFC 6455 section 5.2). */
function frame(text: string): Buffer {
  const [bytes, mask] = [Buffer.from(text), randomBytes(4)]
  const masked = bytes.map((byte, i) => byte ^ (mask[i % 4] ?? 0))
  return Buffer.concat([Buffer.from([0x81, 0x80 | bytes.length]), mask, masked])
}

/** The cookies that a browser was given, the newest of each name, as it sends them. */
export function givenCookies(exchanges: readonly ExchangeFacts[], client: string): string {
  const given = new Map<string, string>()
  for (const exchange of exchanges)
    for (const line of exchange.client === client ? setCookies(exchange) : []) {
      const [pair = ''] = line.split(';')
      given.set(pair.slice(0, pair.indexOf('=')), pair)
    }
  return [...given.values()].join('; ')
}
