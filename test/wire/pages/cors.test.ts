import { describe, expect, test } from 'vitest'
import type { RequestPlan } from '../../../src/wire/client.ts'
import type { HeaderPair } from '../../../src/wire/exchange.ts'
import { preflightOf, preflightRefusal, readingRefusal } from '../../../src/wire/pages/cors.ts'

const PAGE = 'http://localhost:5173'

const plan = (details: Partial<RequestPlan>): RequestPlan => ({
  method: 'POST',
  path: '/login',
  headers: {},
  body: null,
  ...details,
})

const allow = (origin: string, ...more: readonly HeaderPair[]): readonly HeaderPair[] => [
  ['Access-Control-Allow-Origin', origin],
  ...more,
]
const CREDENTIALS: HeaderPair = ['Access-Control-Allow-Credentials', 'true']

describe('a browser asks first', () => {
  test.each<[string, Partial<RequestPlan>, string | null]>([
    ['not for a GET', { method: 'GET' }, null],
    ['not for a POST without a body', {}, null],
    ['not for what a form sends', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: {} }, null],
    ['not for text with a charset', { headers: { 'content-type': 'text/plain;charset=UTF-8' }, body: {} }, null],
    ['not for Accept', { headers: { Accept: 'text/html' } }, null],
    ['for JSON', { body: {} }, 'content-type'],
    [
      'for a header of its own',
      { method: 'GET', headers: { 'X-Own': '1', Authorization: 'a' } },
      'authorization,x-own',
    ],
    ['for a DELETE', { method: 'DELETE' }, ''],
  ])('%s', (_, details, headers) => {
    const question = preflightOf(plan(details))
    expect(question && (question.headers['Access-Control-Request-Headers'] ?? '')).toBe(headers)
    expect([undefined, 'OPTIONS']).toContain(question?.method)
  })
})

describe('a script may read an answer', () => {
  test.each<[string, readonly HeaderPair[], 'include' | 'same-origin', string | null]>([
    ['named, with credentials', allow(PAGE, CREDENTIALS), 'include', null],
    ['named, without cookies', allow(PAGE), 'same-origin', null],
    ['of anybody, without cookies', allow('*'), 'same-origin', null],
    ['not without a word', [], 'same-origin', 'there is no Access-Control-Allow-Origin'],
    ['not with * and cookies', allow('*', CREDENTIALS), 'include', 'Access-Control-Allow-Origin is *'],
    ['not named otherwise', allow(`${PAGE}/`, CREDENTIALS), 'include', 'Access-Control-Allow-Origin is another'],
    [
      'not named twice',
      allow(PAGE, ['access-control-allow-origin', PAGE], CREDENTIALS),
      'include',
      'Access-Control-Allow-Origin is another',
    ],
    ['not without leave for cookies', allow(PAGE), 'include', 'there is no Access-Control-Allow-Credentials: true'],
    [
      'not with another word for true',
      allow(PAGE, ['Access-Control-Allow-Credentials', 'True']),
      'include',
      'there is no Access-Control-Allow-Credentials: true',
    ],
  ])('%s', (_, headers, credentials, refusal) => {
    expect(readingRefusal(headers, PAGE, credentials)).toBe(refusal)
  })
})

describe('a browser sends what it asked about', () => {
  const JSON_LOGIN = plan({ body: { user: 'ada' } })
  const HEADERS: HeaderPair = ['Access-Control-Allow-Headers', 'X-Other, content-type']
  const ANY: HeaderPair = ['Access-Control-Allow-Headers', '*']

  test.each<[string, number, readonly HeaderPair[], RequestPlan, 'include' | 'same-origin', string | null]>([
    ['allowed by name', 204, allow(PAGE, CREDENTIALS, HEADERS), JSON_LOGIN, 'include', null],
    ['allowed by a star, without cookies', 200, allow(PAGE, ANY), JSON_LOGIN, 'same-origin', null],
    [
      'not allowed by a star, with cookies',
      200,
      allow(PAGE, CREDENTIALS, ANY),
      JSON_LOGIN,
      'include',
      'Access-Control-Allow-Headers lacks content-type',
    ],
    ['not after 401', 401, allow(PAGE, CREDENTIALS, HEADERS), JSON_LOGIN, 'include', 'the answer to OPTIONS is 401'],
    ['not after *', 204, allow('*', CREDENTIALS, HEADERS), JSON_LOGIN, 'include', 'Access-Control-Allow-Origin is *'],
    [
      'not a method that is not named',
      204,
      allow(PAGE, CREDENTIALS),
      plan({ method: 'DELETE' }),
      'include',
      'Access-Control-Allow-Methods lacks DELETE',
    ],
    [
      'a method that is named',
      204,
      allow(PAGE, CREDENTIALS, ['Access-Control-Allow-Methods', 'GET,DELETE']),
      plan({ method: 'DELETE' }),
      'include',
      null,
    ],
  ])('%s', (_, status, headers, request, credentials, refusal) => {
    expect(preflightRefusal({ status, headers }, request, PAGE, credentials)).toBe(refusal)
  })
})
