import http from 'node:http'
import { createBrowserJar, type BrowserJar } from './jar/browser-jar.ts'
import type { Browsers, RequestPlan } from './client.ts'
import { MOST_BODY_BYTES, toPairs, type ResponseSeen } from './exchange.ts'

/** The body of an answer is longer than {@link MOST_BODY_BYTES}. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong'
}

/**
 * Browsers that keep cookies by the rules of browsers, and without supertest: loading it would take longer than all the
 * requests to a learner's file. They only know servers by their address. What is sent rejects with {@link AnswerTooLong} where
 * the answer is.
 * @param begun is called when an answer has begun
 * @param now tells the jars the time, in milliseconds since 1970
 */
export function createLightBrowsers(begun: () => void, now: () => number): Browsers {
  const jars = new Map<string, BrowserJar>()

  const jarOf = (browser: string): BrowserJar => {
    const jar = jars.get(browser) ?? createBrowserJar({ now })
    jars.set(browser, jar)
    return jar
  }

  return {
    async send(server, browser, plan, limitMs) {
      if (typeof server !== 'string') throw new TypeError('A light client needs an address.')
      const url = new URL(plan.path, server)
      const jar = browser === null ? null : jarOf(browser)
      const response = await request(url, plan, jar?.headerFor(url) ?? '', limitMs, begun)
      const lines = response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value)
      jar?.keep(lines, url)
      return response
    },
  }
}

function request(
  url: URL,
  plan: RequestPlan,
  cookies: string,
  limitMs: number,
  begun: () => void,
): Promise<ResponseSeen> {
  const body = plan.body === null ? '' : JSON.stringify(plan.body)
  const headers: Record<string, string | number> = {}
  if (body !== '')
    Object.assign(headers, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
  if (cookies !== '') headers['Cookie'] = cookies
  return new Promise((resolve, reject) => {
    const sent = http.request(url, {
      method: plan.method,
      headers: { ...headers, ...plan.headers },
      agent: false,
      signal: AbortSignal.timeout(limitMs),
    })
    sent.on('error', reject)
    // Node.js lets go of such a connection without a word.
    sent.on('upgrade', ({ statusCode }, socket) => {
      socket.destroy()
      reject(new Error(`it goes over to another protocol (${statusCode})`))
    })
    sent.on('response', (message) => {
      begun()
      const chunks: Buffer[] = []
      let length = 0
      message.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > MOST_BODY_BYTES) sent.destroy(new AnswerTooLong())
        else chunks.push(chunk)
      })
      message.on('error', reject)
      message.on('close', () => reject(new Error('socket hang up')))
      message.on('end', () =>
        resolve({
          status: message.statusCode ?? 0,
          statusText: message.statusMessage ?? '',
          headers: toPairs(message.rawHeaders),
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    sent.end(body)
  })
}
