import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createBrowsers, type Browsers, type RequestPlan } from '../../src/wire/client.ts'
import { MOST_BODY_BYTES } from '../../src/wire/exchange.ts'
import { sendAndFollow } from '../../src/wire/follow.ts'
import { AnswerTooLong, FORM, lightClient, MULTIPART } from '../../src/wire/light-client.ts'

/** A server that answers so, and its address. */
async function serve(listener: http.RequestListener): Promise<string> {
  const server = http.createServer(listener)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const get = (path: string): RequestPlan => ({ method: 'GET', path, headers: {}, body: null })

/** A gate that something waits at until it is opened. */
function gate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => void (open = resolve))
  return { passed, open }
}

describe('the head of an answer', () => {
  test('is told before the body is there, and its cookies are kept by then', async () => {
    const { passed, open } = gate()
    const server = await serve((request, response) => {
      if (request.url === '/asked') return response.end(request.headers.cookie)
      response.writeHead(200, { 'Set-Cookie': 'sid=1' }).write('a')
      void passed.then(() => response.end('b'))
    })
    const browsers = createBrowsers(lightClient)
    const ended: string[] = []
    const headCame = gate()
    const slow = browsers.send(server, 'Ada', get('/'), 10_000, () => headCame.open())
    const logged = slow.then(() => ended.push('slow'))
    await headCame.passed
    expect((await browsers.send(server, 'Ada', get('/asked'), 10_000)).body).toBe('sid=1')
    ended.push('asked')
    open()
    await logged
    expect(ended).toEqual(['asked', 'slow'])
    expect((await slow).body).toBe('ab')
    expect(browsers.client).toBe('node:http')
  })

  test('counts even if the body breaks off', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/asked') return response.end(request.headers.cookie)
      response.writeHead(200, { 'Set-Cookie': 'sid=1' }).write('a', () => response.destroy())
    })
    const browsers = createBrowsers(lightClient)
    await expect(browsers.send(server, 'Ada', get('/'), 10_000)).rejects.toThrow(/aborted|hang up/)
    expect((await browsers.send(server, 'Ada', get('/asked'), 10_000)).body).toBe('sid=1')
  })
})

test('a body that goes on is cut', async () => {
  const server = await serve((_, response) => {
    const more = (error?: Error | null) => void (error || response.write('x'.repeat(MOST_BODY_BYTES / 10), more))
    more()
  })
  await expect(createBrowsers(lightClient).send(server, null, get('/'), 10_000)).rejects.toThrow(AnswerTooLong)
})

describe('redirects', () => {
  /** A server that answers `/<status>/<place>` with a redirect to the place, and any other path with what it was asked. */
  const redirecting = () =>
    serve((request, response) => {
      const [, status, place] = /^\/(\d{3})\/(.*)$/.exec(request.url ?? '') ?? []
      if (status !== undefined) {
        response.writeHead(Number(status), place === '-' ? {} : { Location: place })
        return response.end()
      }
      let body = ''
      request.on('data', (chunk: Buffer) => (body += String(chunk)))
      request.on('end', () => response.end(`${request.method} ${request.url} ${body}`.trim()))
    })
  const post: Omit<RequestPlan, 'path'> = {
    method: 'POST',
    headers: { 'content-type': 'application/json', Accept: 'text/html' },
    body: { a: 1 },
  }

  test.each([
    [{ ...post, path: '/301//end' }, 'GET /end'],
    [{ ...post, path: '/302//end?a=b' }, 'GET /end?a=b'],
    [{ ...post, path: '/303//end' }, 'GET /end'],
    [{ ...post, path: '/307//end' }, 'POST /end {"a":1}'],
    [{ ...post, path: '/308//end' }, 'POST /end {"a":1}'],
    [{ ...get('/302//end'), method: 'DELETE' as const }, 'DELETE /end'],
    [{ ...get('/303//end'), method: 'DELETE' as const }, 'GET /end'],
    [get('/302/end'), 'GET /302/end'],
    [get('/302/../end'), 'GET /end'],
    [get('/302//307//end'), 'GET /end'],
  ])('%j ends as %s', async (plan, expected) => {
    const hops = await sendAndFollow(createBrowsers(lightClient), await redirecting(), null, plan, 10_000)
    // A relative place can lead to itself.
    expect(hops.at(-1)?.response.body || `GET ${hops.at(-1)?.plan.path}`).toBe(expected)
  })

  test.each([
    ['/200//end'],
    ['/304//end'],
    ['/302/-'],
    ['/302/http://other.example/'],
    ['/302/https://127.0.0.1/'],
    ['/302///other.example/'],
    ['/302/http://['],
  ])('%s is the last answer: it leads nowhere, or elsewhere', async (path) => {
    const hops = await sendAndFollow(createBrowsers(lightClient), await redirecting(), null, get(path), 10_000)
    expect(hops.map(({ plan }) => plan.path)).toEqual([path])
  })

  test('that never end are followed 20 times', async () => {
    const server = await serve((_, response) => response.writeHead(302, { Location: '/' }).end())
    const hops = await sendAndFollow(createBrowsers(lightClient), server, null, get('/'), 10_000)
    expect(hops.map(({ response }) => response.status)).toEqual(Array.from({ length: 21 }, () => 302))
  })

  test('where a POST becomes a GET, what told of its body is left out', async () => {
    const plan: RequestPlan = { ...post, path: '/302//end' }
    const hops = await sendAndFollow(createBrowsers(lightClient), await redirecting(), null, plan, 10_000)
    expect(hops.map(({ plan: { headers } }) => headers)).toEqual([post.headers, { Accept: 'text/html' }])
  })

  test('a request that fails while the answer before it is still coming is told of when that has ended', async () => {
    const head = { status: 302, statusText: 'Found', headers: [['Location', '/next']] } as const
    const browsers: Browsers = {
      client: 'node:http',
      async send(_server, _browser, { path }, _limitMs, onHead) {
        if (path === '/next') throw new Error('the next broke')
        onHead?.(head)
        await new Promise(setImmediate)
        await new Promise(setImmediate)
        return { ...head, body: '' }
      },
    }
    await expect(sendAndFollow(browsers, 'http://127.0.0.1', null, get('/'), 1000)).rejects.toThrow('the next broke')
  })

  test('the first request that fails is the one that is told of', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/next') return response.end('next')
      response.writeHead(302, { Location: '/next' }).write('a', () => response.destroy())
    })
    const whole = createBrowsers(lightClient)
    await expect(sendAndFollow(whole, server, null, get('/'), 10_000)).rejects.toThrow(/aborted|hang up/)
    const other = await serve((request, response) => {
      if (request.url === '/next') return response.destroy()
      response.writeHead(302, { Location: '/next' }).end()
    })
    await expect(sendAndFollow(whole, other, null, get('/'), 10_000)).rejects.toThrow(/hang up|ECONNRESET/)
  })
})

test.each([
  [FORM, 'user=ada&note=a+b'],
  [
    MULTIPART,
    [
      '--parts-of-a-form-7d41b838504d8',
      'Content-Disposition: form-data; name="user"',
      '',
      'ada',
      '--parts-of-a-form-7d41b838504d8',
      'Content-Disposition: form-data; name="note"',
      '',
      'a b',
      '--parts-of-a-form-7d41b838504d8--',
      '',
    ].join('\r\n'),
  ],
  ['application/json', '{"user":"ada","note":"a b"}'],
])('a body is sent as its type says: %s', async (type, expected) => {
  const server = await serve((request, response) => void request.pipe(response))
  const plan: RequestPlan = {
    method: 'POST',
    path: '/',
    headers: { 'Content-Type': type },
    body: { user: 'ada', note: 'a b' },
  }
  const answer = await createBrowsers(lightClient).send(server, 'Ada', plan, 10_000)
  expect(answer.body).toBe(expected)
})
