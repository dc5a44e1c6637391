import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createBrowsers, type RequestPlan } from '../../src/wire/client.ts'
import { lightClient } from '../../src/wire/light-client.ts'
import { wholeClient } from '../../src/wire/whole-client.ts'

/** A server that sets the cookies that the body of a request lists, and answers with the raw Cookie headers that came. */
async function serve(): Promise<string> {
  const server = http.createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += String(chunk)))
    request.on('end', () => {
      const { set = [] } = (body === '' ? {} : JSON.parse(body)) as { set?: string[] }
      const cookies = request.rawHeaders.filter((_, index) => request.rawHeaders[index - 1]?.toLowerCase() === 'cookie')
      response.writeHead(200, { 'Set-Cookie': set }).end(JSON.stringify(cookies))
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What one browser gets, and what its Cookie header then is, in this order. */
const STORY: readonly (readonly [plan: Partial<RequestPlan>, set: readonly string[], cookies: readonly string[]])[] = [
  [{}, ['sid=s%3Aa.b%2B; Path=/; HttpOnly', 'cart=1; Path=/shop', 'short=1; Max-Age=60'], []],
  [{}, [], ['sid=s%3Aa.b%2B; short=1']],
  [{ path: '/shop/list?a=b' }, ['default=2'], ['cart=1; sid=s%3Aa.b%2B; short=1']],
  [{ path: '/shop/' }, [], ['cart=1; default=2; sid=s%3Aa.b%2B; short=1']],
  [{ path: '/shopping' }, [], ['sid=s%3Aa.b%2B; short=1']],
  [
    {},
    ['short=; Max-Age=0', 'lost=1; Secure', 'far=1; Domain=other.example', '__Host-a=1; Path=/'],
    ['sid=s%3Aa.b%2B; short=1'],
  ],
  [{ headers: { Cookie: 'by=hand' } }, ['strict=3; SameSite=Strict'], ['by=hand']],
  [{ headers: { cookie: 'by=hand' } }, [], ['by=hand']],
  [{}, [], ['sid=s%3Aa.b%2B; strict=3']],
  [{ method: 'GET', body: null, from: new URL('https://other.example/') }, [], ['sid=s%3Aa.b%2B']],
]

describe.each([wholeClient, lightClient])('a browser of $client', (transport) => {
  test('keeps and sends the cookies that any browser of ours does', async () => {
    const server = await serve()
    const browsers = createBrowsers(transport)
    for (const [plan, set, cookies] of STORY) {
      const whole: RequestPlan = { method: 'POST', path: '/', headers: {}, body: { set }, ...plan }
      const { body } = await browsers.send(server, 'Ada', whole, 10_000)
      expect({ plan, cookies: JSON.parse(body) }).toEqual({ plan, cookies })
    }
  })
})
