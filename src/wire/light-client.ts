import http from 'node:http'
import type { Transport } from './client.ts'
import { MOST_BODY_BYTES, toPairs } from './exchange.ts'

/** The body of an answer is longer than {@link MOST_BODY_BYTES}. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong'
}

/**
 * Node's own client: it tells of the head of an answer before the body is there, and loading supertest would take longer than all
 * the requests to a learner's file. What is sent rejects with {@link AnswerTooLong} where the answer is, and with what Node.js
 * throws where the connection breaks.
 */
export const lightClient: Transport = {
  client: 'node:http',
  send(server, plan, cookies, limitMs, onHead) {
    const body = plan.body === null ? '' : JSON.stringify(plan.body)
    const headers: Record<string, string | number> = {}
    if (body !== '')
      Object.assign(headers, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
    if (cookies !== '') headers['Cookie'] = cookies
    return new Promise((resolve, reject) => {
      const sent = http.request(server + plan.path, {
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
        const head = {
          status: message.statusCode ?? 0,
          statusText: message.statusMessage ?? '',
          headers: toPairs(message.rawHeaders),
        }
        onHead(head)
        const chunks: Buffer[] = []
        let length = 0
        message.on('data', (chunk: Buffer) => {
          length += chunk.length
          if (length > MOST_BODY_BYTES) sent.destroy(new AnswerTooLong())
          else chunks.push(chunk)
        })
        message.on('error', reject)
        message.on('close', () => reject(new Error('socket hang up')))
        message.on('end', () => resolve({ ...head, body: Buffer.concat(chunks).toString() }))
      })
      sent.end(body)
    })
  },
}
