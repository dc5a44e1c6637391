import { expect, test } from 'vitest'
import { renderReport } from '../../../src/presenters/report/report.ts'
import { createCollector } from '../../../src/trace/collect.ts'
import { createMasking, SHOWN } from '../../../src/trace/mask.ts'
import { summaryOf } from '../../../src/trace/summary.ts'
import { exchange, sessionCall, type ExchangeParts } from '../../support/observations.ts'

const AT = Date.UTC(2026, 0, 1)

function report(exchanges: readonly ExchangeParts[], mask = createMasking(), command = 'node server.js'): string {
  const collector = createCollector()
  const options = { ...sessionCall().options, 'cookie.secure': { kind: 'boolean', value: true } }
  collector.hear({ fact: 'session', session: sessionCall({ options }) })
  for (const [index, parts] of exchanges.entries()) {
    collector.hear({ fact: 'exchange', exchange: exchange({ number: index + 1, ...parts }) })
  }
  const collected = collector.look()
  return renderReport({ command, at: AT, collected, summary: summaryOf(collected), mask })
}

const KEPT_BACK: ExchangeParts = {
  line: 'POST /login',
  session: { state: 'no-cookie', by: [1], saved: true, cookie: 'kept-back', why: 'not-secured' },
  trace: ['no SID sent, generating session', 'not secured'],
}

test('findings with their exchange, what each client did, and every request', () => {
  const page = report([KEPT_BACK, { line: 'GET /me' }])
  expect(page).toContain('secure-over-http')
  expect(page).toContain('<a href="#exchange-1">request 1</a>')
  expect(page).toContain('<details id="exchange-2">')
  expect(page).toContain('cookie kept back')
  expect(page.match(/<svg/g)).toHaveLength(1)
})

test('it asks for nothing: no script, no address of anything', () => {
  const page = report([KEPT_BACK])
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(|src=/)
  expect(page).toContain("default-src 'none'")
})

test('what an app or a client says is text, whatever is in it', () => {
  const evil = '"><script>alert(1)</script>\u001b[31m\u0000\u202e'
  const page = report(
    [
      {
        line: `GET /${evil.replaceAll(' ', '')}`,
        requestHeaders: [
          ['User-Agent', evil],
          [`X-${evil}`, evil],
        ],
        responseHeaders: [['Set-Cookie', `${evil}=${evil}`]],
        trace: [evil],
      },
    ],
    SHOWN,
    evil,
  )
  expect(page).not.toContain('<script')
  // oxlint-disable-next-line no-control-regex -- none of them may be there
  expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/)
})

test('values of sessions and cookies are masked, and ids are told apart', () => {
  const store = (op: 'get' | 'set', id: string) =>
    ({ op, id, before: null, session: { user: 'ada' }, startedMs: 1, doneMs: 2, error: null }) as const
  const exchanges: readonly ExchangeParts[] = [
    { requestHeaders: [['Cookie', 'connect.sid=s%3Aone-long-id.abc']], store: [store('get', 'one-long-id')] },
    { store: [store('set', 'another-long-id')] },
  ]
  const page = report(exchanges)
  for (const value of ['ada', 'one-long-id', 's%3A']) expect(page).not.toContain(value)
  expect(page).toContain('set session-2')
  expect(report(exchanges, SHOWN)).toContain('one-long-id')
})

test('a client that does very much is not drawn whole, and the page says so', () => {
  const page = report(Array.from({ length: 70 }, () => ({ line: 'GET /' })))
  expect(page).toContain('10 more requests of a client without a name 1 are in the list below.')
  expect(page.match(/<details/g)).toHaveLength(70)
})

test('nothing happened', () => {
  expect(report([])).toContain('Nothing was found.')
})

test('what came to a process without session() is no part of a story, and is counted; the list says which process it was', () => {
  const page = report([
    { line: 'GET /@vite/client', pid: 7, number: 1 },
    { line: 'GET /me', number: 1 },
    { line: 'GET /app.css', pid: 7, number: 2 },
  ])
  const [, story = ''] = page.split('What each client did')
  expect(story.split('<h2>')[0]).not.toContain('/@vite/client')
  expect(page).toContain('2 requests to a process without session(): in the list below.')
  expect(page.match(/<details/g)).toHaveLength(3)
  expect(page).toMatch(/<span class="dim">#1<\/span>[^]*<span class="dim">#2<\/span>/)
})

test('where all of a client is beside the app, nothing of it is drawn', () => {
  const headers = [['User-Agent', 'curl/8.5.0']] as const
  const page = report([{ line: 'GET /' }, { line: 'GET /x', pid: 7, requestHeaders: headers }])
  expect(page.match(/<svg/g)).toHaveLength(1)
  expect(page).toContain('One request to a process without session(): in the list below.')
})
