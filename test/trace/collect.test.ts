import { expect, test } from 'vitest'
import type { Fact } from '../../src/observe/fact.ts'
import { createCollector, QUIET_MS } from '../../src/trace/collect.ts'
import { summaryOf } from '../../src/trace/summary.ts'
import {
  exchange,
  passed,
  problem,
  processFacts,
  sessionCall,
  storeCall,
  type ExchangeParts,
} from '../support/observations.ts'

const tells = (parts: ExchangeParts): Fact => ({ fact: 'exchange', exchange: exchange(parts) })
const calls: Fact = { fact: 'session', session: sessionCall() }

test('exchanges of several processes are numbered as they come, and keep their numbers', () => {
  const collector = createCollector()
  collector.hear(tells({ pid: 1, number: 1, line: 'GET /a', status: null }))
  collector.hear(tells({ pid: 2, number: 1, line: 'GET /b' }))
  collector.hear(tells({ pid: 1, number: 1, line: 'GET /a' }))
  const { exchanges, answering } = collector.look()
  expect(exchanges.map(({ number, server, facts }) => [number, server, facts.request.url, facts.state])).toEqual([
    [1, 1, '/a', 'ended'],
    [2, 2, '/b', 'ended'],
  ])
  expect(answering).toEqual([1, 2])
})

test('only the last are kept, and a count says how many were let go', () => {
  const collector = createCollector({ most: 3 })
  for (let number = 1; number <= 10; number += 1) collector.hear(tells({ number }))
  const { exchanges, forgotten } = collector.look()
  expect(exchanges.map(({ number }) => number)).toEqual([8, 9, 10])
  expect(forgotten).toBe(7)
  expect(summaryOf(collector.look()).exchanges).toBe(10)
})

test('a client keeps its name, and the facts carry it', () => {
  const collector = createCollector()
  const requestHeaders = [['User-Agent', 'curl/8.5.0']] as const
  collector.hear(tells({ number: 1, requestHeaders, status: null }))
  collector.hear(tells({ number: 1, requestHeaders }))
  const [first] = collector.look().exchanges
  expect(first?.client).toEqual({ name: 'curl 1', agent: 'curl/8.5.0' })
  expect(first?.facts.client).toBe('curl 1')
})

test('what is wrong is found, with the number that the trace gives the exchange', () => {
  const collector = createCollector()
  const secure = sessionCall({
    options: { ...sessionCall().options, 'cookie.secure': { kind: 'boolean', value: true } },
  })
  collector.hear({ fact: 'session', session: { ...secure, pid: 9 } })
  collector.hear(tells({ pid: 8, number: 1 }))
  collector.hear(
    tells({
      pid: 9,
      number: 1,
      line: 'POST /login',
      session: { state: 'no-cookie', by: [1], saved: true, cookie: 'kept-back', why: 'not-secured' },
      trace: ['no SID sent, generating session', 'not secured'],
    }),
  )
  const found = collector.look().findings.find(({ code }) => code === 'secure-over-http')
  expect(found?.exchange).toBe(2)
})

test('a session cookie that browsers do not keep is told with the reason', () => {
  const collector = createCollector()
  const responseHeaders = [['Set-Cookie', 'connect.sid=s%3Aa.b; Path=/; SameSite=None']] as const
  collector.hear(tells({ number: 1, responseHeaders }))
  expect(collector.look().exchanges[0]?.refused).toEqual({ reason: 'same-site-none-insecure', part: 'SameSite' })
})

test('sessions that were made, found and lost are counted', () => {
  const collector = createCollector()
  collector.hear(calls)
  collector.hear(tells({ number: 1, session: { state: 'no-cookie', saved: true, idBefore: 'a', idAfter: 'a' } }))
  collector.hear(tells({ number: 2, session: { state: 'found', saved: true, idBefore: 'a', idAfter: 'a' } }))
  collector.hear(tells({ number: 3, session: { state: 'found', saved: true, idBefore: 'a', idAfter: 'b' } }))
  collector.hear(tells({ number: 4, session: { state: 'unknown-id' } }))
  collector.hear(tells({ number: 5, session: { state: 'no-cookie' } }))
  expect(summaryOf(collector.look()).sessions).toEqual({ made: 2, found: 2, lost: 1 })
})

test('a session that the app destroyed is not lost', () => {
  const collector = createCollector()
  const [get, destroy] = [storeCall({ op: 'get', id: 'a' }), storeCall({ op: 'destroy', id: 'a' })]
  collector.hear(tells({ number: 1, session: { state: 'found' }, store: [get, destroy] }))
  collector.hear(tells({ number: 2, session: { state: 'unknown-id' }, store: [get] }))
  collector.hear(tells({ number: 3, session: { state: 'unknown-id' }, store: [storeCall({ op: 'get', id: 'b' })] }))
  expect(summaryOf(collector.look()).sessions.lost).toBe(1)
})

test('what a process told and what did not arrive is counted when it is over', () => {
  const collector = createCollector()
  const over = (exchanges: number): Fact => ({ fact: 'over', over: { pid: 1, exitCode: 0, exchanges } })
  const dropped = { pid: 1, count: 3, statuses: {}, failed: 0, errors: [], cookiesKeptBack: 0 }
  collector.hear(tells({ pid: 1, number: 1 }))
  collector.hear({ fact: 'dropped', dropped })
  collector.hear(over(4))
  expect(collector.look().lost).toBe(0)
  collector.hear(over(9))
  expect(collector.look().lost).toBe(5)
  expect(summaryOf(collector.look()).dropped).toBe(8)
})

test('what is told again of an exchange that is not kept any more is no other exchange', () => {
  const collector = createCollector({ most: 2 })
  for (let number = 1; number <= 3; number += 1) collector.hear(tells({ number }))
  collector.hear({ ...tells({ number: 1 }), again: true } as Fact)
  collector.hear({ ...tells({ number: 3, line: 'GET /again' }), again: true } as Fact)
  const { exchanges, forgotten } = collector.look()
  expect(exchanges.map(({ facts }) => facts.request.url)).toEqual(['/', '/again'])
  expect(forgotten).toBe(1)
})

const starts: readonly Fact[] = [
  { fact: 'process', started: processFacts({ pid: 1 }) },
  { fact: 'package', package: { name: 'express', version: '5.3.0', folder: '/app/node_modules/express' } },
]

test('an app that starts is none that does not listen, until it has been silent for a while', () => {
  let now = 0
  const collector = createCollector({ clock: () => now })
  for (const fact of starts) collector.hear(fact)
  now += QUIET_MS - 1
  expect(collector.look().findings).toEqual([])
  now += 1
  expect(collector.look().findings.map(({ code }) => code)).toEqual(['does-not-listen'])
  collector.hear({ fact: 'listen', listen: { pid: 1, address: '::', port: 3000, protocol: 'http' } })
  expect(collector.look().findings).toEqual([])
})

test.each([
  ['an error that nobody caught', [problem({ pid: 1, kind: 'uncaught' })], ['process-ended']],
  ['a code alone, as of a test that fails', [], []],
])('a process that ended with %s', (_, problems, expected) => {
  const collector = createCollector()
  for (const fact of starts) collector.hear(fact)
  for (const one of problems) collector.hear({ fact: 'problem', problem: one })
  collector.hear({ fact: 'over', over: { pid: 1, exitCode: 1, exchanges: 0 } })
  collector.hearGone(1)
  expect(collector.look().findings.map(({ code }) => code)).toEqual(expected)
})

test('a request that is under way is judged when nobody would wait for it any more; a stream of events never', () => {
  let later = 0
  const collector = createCollector({ clock: () => later, now: () => sent.facts.at + later })
  const layers = [passed({ did: 'hung' })]
  const sent = { facts: exchange({ number: 1, status: null, layers }) }
  const stream = exchange({ number: 2 })
  collector.hear({ fact: 'exchange', exchange: { ...sent.facts, state: 'open', durationMs: null } })
  collector.hear({ fact: 'exchange', exchange: { ...stream, state: 'open', durationMs: null } })
  const codes = () => collector.look().findings.map(({ code, exchange: number }) => [code, number])
  expect(codes()).toEqual([])
  later = QUIET_MS
  expect(codes()).toEqual([['response-never-ends', 1]])
  expect(collector.look().exchanges.map(({ facts }) => facts.state)).toEqual(['open', 'open'])
})

const tested: readonly Fact[] = [
  { fact: 'process', started: processFacts({ pid: 1, argv0: 'mocha.js' }) },
  calls,
  tells({
    pid: 1,
    number: 1,
    line: 'POST /login',
    session: { state: 'no-cookie', saved: true, cookie: 'set' },
    store: [storeCall({ op: 'set', session: { user: 'ada' } })],
    responseHeaders: [['Set-Cookie', 'connect.sid=s%3Aa.b; Path=/; HttpOnly']],
  }),
  tells({ pid: 1, number: 2, at: exchange().at + 10, line: 'GET /me', session: { state: 'no-cookie' } }),
]

test.each([
  ['passes', 0, []],
  ['fails', 1, ['client-sends-no-cookie']],
])('a test that sends no cookie, and %s', (_, exitCode, expected) => {
  const collector = createCollector()
  for (const fact of tested) collector.hear('session' in fact ? { ...fact, session: sessionCall({ pid: 1 }) } : fact)
  const errors = () => collector.look().findings.flatMap(({ level, code }) => (level === 'error' ? [code] : []))
  expect(errors()).toEqual([])
  collector.hear({ fact: 'over', over: { pid: 1, exitCode, exchanges: 2 } })
  expect(errors()).toEqual(expected)
})
