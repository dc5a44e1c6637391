import { expect, test } from 'vitest'
import { toldIn } from '../../src/trace/told.ts'
import { exchange, observation, sessionCall } from '../support/observations.ts'

const [started] = observation({}).processes

test.each([
  { fact: 'exchange', exchange: exchange({}) },
  { fact: 'exchange', exchange: exchange({ status: null }) },
  { fact: 'session', session: sessionCall() },
  { fact: 'process', started },
  { fact: 'dropped', dropped: { pid: 1, count: 2, statuses: { 200: 2 }, failed: 0, errors: [], cookiesKeptBack: 0 } },
  { fact: 'blind', blind: { pid: 1, node: 'v18.0.0', why: 'old-node', message: 'no' } },
])('%j is a fact', (told) => {
  expect(toldIn(JSON.stringify(told))).toEqual(JSON.parse(JSON.stringify(told)))
})

test.each([
  '',
  'GET / HTTP/1.1',
  'null',
  '[]',
  '{}',
  '{"fact":1}',
  '{"fact":"toString"}',
  '{"fact":"__proto__"}',
  '{"fact":"exchange"}',
  '{"fact":"exchange","exchange":null}',
  JSON.stringify({
    fact: 'exchange',
    exchange: { ...exchange({}), request: { ...exchange({}).request, headers: [['a']] } },
  }),
  JSON.stringify({ fact: 'exchange', exchange: { ...exchange({}), layers: [null] } }),
  JSON.stringify({ fact: 'exchange', exchange: { ...exchange({}), response: 200 } }),
  JSON.stringify({ fact: 'process', started: { ...started, pid: '1' } }),
])('%s is none', (line) => {
  expect(toldIn(line)).toBeNull()
})
