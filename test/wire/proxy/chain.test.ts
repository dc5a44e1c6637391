import { once } from 'node:events'
import http, { type RequestListener } from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { observeHere } from '../../../src/wire/observed.ts'
import { processEnvironment } from '../../../src/environment.ts'
import { lightClient } from '../../../src/wire/light-client.ts'
import { wholeClient } from '../../../src/wire/whole-client.ts'
import type { ProxyPlan } from '../../../src/wire/proxy/forwarded.ts'
import { startChain } from '../../../src/wire/proxy/chain.ts'

const PROXY: ProxyPlan = { name: 'the proxy', speaks: 'https', proto: 'sets', for: 'appends' }
const INNER: ProxyPlan = { name: 'the balancer', speaks: 'http', proto: 'appends', for: 'appends' }
const GET = { method: 'GET', path: '/a?b=1', headers: {}, body: null } as const

/** An app behind proxies. */
async function start(app: RequestListener, plans: readonly ProxyPlan[] = [PROXY]) {
  const server = http.createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const chain = await startChain(plans, (server.address() as AddressInfo).port)
  onTestFinished(async () => {
    await chain.close()
    server.closeAllConnections()
    server.close()
  })
  return { chain, server }
}

const tellsAll: RequestListener = (req, res) => {
  const chunks: Buffer[] = []
  req.on('data', (chunk: Buffer) => chunks.push(chunk))
  req.on('end', () => {
    const { method, url, headers } = req
    res.setHeader('Set-Cookie', ['a=1', 'b=2'])
    res.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }))
  })
}

test.each([lightClient, wholeClient])('$client comes through over https, there and back', async (client) => {
  const { chain } = await start(tellsAll)
  const plan = { method: 'POST', path: '/a', headers: { Cookie: 'c=3' }, body: { x: 1 } } as const
  const answer = await client.send(chain.origin, plan, '', 5000, () => {}, chain.agent)
  expect(JSON.parse(answer.body)).toMatchObject({
    method: 'POST',
    url: '/a',
    body: '{"x":1}',
    headers: {
      cookie: 'c=3',
      host: new URL(chain.origin).host,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
    },
  })
  const names = answer.headers.map(([name]) => name)
  expect(names.filter((name) => name === 'Set-Cookie').length).toBe(2)
  expect(names.filter((name) => name === 'Date').length).toBe(1)
})

test('who does not trust its certificate does not come through', async () => {
  const { chain } = await start(tellsAll)
  const sent = lightClient.send(chain.origin, GET, '', 5000, () => {}, new https.Agent())
  await expect(sent).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
})

test('each proxy tells what it saw, and how a request came to each is known', async () => {
  const { chain } = await start(tellsAll, [PROXY, INNER])
  const { body } = await lightClient.send(chain.origin, GET, '', 5000, () => {}, chain.agent)
  expect(JSON.parse(body)).toMatchObject({
    url: '/a?b=1',
    headers: { 'x-forwarded-for': '127.0.0.1, 127.0.0.1', 'x-forwarded-proto': 'https, http' },
  })
  const [first, second, ...others] = chain.came()
  expect(others).toEqual([])
  expect(first).toMatchObject({ name: 'the proxy', over: 'https' })
  expect(first?.headers.map(([name]) => name)).not.toContain('X-Forwarded-Proto')
  expect(second).toMatchObject({ name: 'the balancer', over: 'http' })
  expect(second?.headers).toContainEqual(['X-Forwarded-Proto', 'https'])
  expect(chain.came()).toEqual([])
})

test('the head of an answer is there before its body ends', async () => {
  let finish = () => {}
  const { chain } = await start((_, res) => {
    res.writeHead(302, { Location: '/next' })
    res.flushHeaders()
    finish = () => res.end('late')
  })
  let status = 0
  const onHead = (head: { status: number }) => {
    status = head.status
    finish()
  }
  const { body } = await lightClient.send(chain.origin, GET, '', 5000, onHead, chain.agent)
  expect([status, body]).toEqual([302, 'late'])
})

test('half an answer does not look like a whole one', async () => {
  const { chain } = await start((req, res) => {
    res.writeHead(200, { 'Content-Length': '10' })
    res.write('half', () => req.socket.destroy())
  })
  await expect(lightClient.send(chain.origin, GET, '', 5000, () => {}, chain.agent)).rejects.toThrow('aborted')
})

test('where nobody answers behind it, it says so itself: 502', async () => {
  const { chain, server } = await start(tellsAll)
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  const { status } = await lightClient.send(chain.origin, GET, '', 5000, () => {}, chain.agent)
  expect(status).toBe(502)
})

test('who gives up ends the request behind the proxies too', async () => {
  let closed: Promise<unknown> = Promise.resolve()
  let arrived = () => {}
  const came = new Promise<void>((resolve) => (arrived = resolve))
  const { chain } = await start(
    (_, res) => {
      closed = once(res, 'close')
      arrived()
    },
    [PROXY, INNER],
  )
  const request = https.get(chain.origin, { agent: chain.agent })
  request.on('error', () => {})
  await came
  request.destroy()
  await expect(closed).resolves.toBeDefined()
})

test('the instrument sees the app, and no proxy', async () => {
  const observed = observeHere(processEnvironment().events.self)
  onTestFinished(observed.stop)
  const { chain } = await start(tellsAll, [PROXY, INNER])
  observed.came()
  await lightClient.send(chain.origin, GET, '', 5000, () => {}, chain.agent)
  expect(observed.came().map(({ request }) => request.headers.at(-2))).toEqual([['X-Forwarded-Proto', 'https, http']])
})

test('closed, nobody listens there any more', async () => {
  const { chain } = await start(tellsAll, [PROXY, INNER])
  await chain.close()
  const socket = net.connect(Number(new URL(chain.origin).port), '127.0.0.1')
  const [error] = await once(socket, 'error')
  expect(error).toMatchObject({ code: 'ECONNREFUSED' })
})
