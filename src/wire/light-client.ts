import http from 'node:http'
import type { RequestPlan, Transport } from './client.ts'
import { MOST_BODY_BYTES, toPairs } from './exchange.ts'

/** How browsers send a form (HTML, "form submission"). */
export const FORM = 'application/x-www-form-urlencoded'
/** What stands between the parts of a form with files; nothing that is sent holds it. */
const BOUNDARY = 'parts-of-a-form-7d41b838504d8'
/** A form that may bring files. */
export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`

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
  send(server, plan, cookies, limitMs, onHead, agent, onPart = () => {}) {
    const body = bodyOf(plan)
    const headers: Record<string, string | number> = {}
    if (body !== '')
      Object.assign(headers, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
    if (cookies !== '') headers['Cookie'] = cookies
    return new Promise((resolve, reject) => {
      const sent = http.request(server + plan.path, {
        method: plan.method,
        headers: { ...headers, ...plan.headers },
        agent: agent ?? false,
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
          onPart(length)
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

/** As JSON, or as the form that a Content-Type header says it is. */
function bodyOf({ body, headers }: RequestPlan): string {
  if (body === null) return ''
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (type !== FORM && type !== MULTIPART) return JSON.stringify(body)
  const fields = Object.entries(body).map(([name, value]): [string, string] => [name, String(value)])
  return type === FORM ? new URLSearchParams(fields).toString() : partsOf(fields)
}

/** The fields of a form, a part for each (RFC 7578). */
function partsOf(fields: readonly (readonly [name: string, value: string])[]): string {
  const parts = fields.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return `${parts.join('')}--${BOUNDARY}--\r\n`
}
