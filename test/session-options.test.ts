import session from 'express-session'
import { expect, test } from 'vitest'
import { COOKIE_OPTIONS, meantOption, SESSION_OPTIONS } from '../src/session-options.ts'

test('express-session reads these options, and no other', () => {
  const asked = new Set<string>()
  const options = new Proxy(
    { secret: 'a long and random text of yours' },
    {
      get(target, name): unknown {
        asked.add(String(name))
        if (name === 'resave' || name === 'saveUninitialized') return false
        return Reflect.get(target, name)
      },
    },
  )
  session(options)
  expect([...asked].toSorted()).toEqual(SESSION_OPTIONS.toSorted())
})

test('a cookie of express-session hands these options on, and no other', () => {
  const { data } = new session.Cookie() as unknown as { data: Record<string, unknown> }
  expect(Object.keys(data).toSorted()).toEqual(
    ['originalMaxAge', ...COOKIE_OPTIONS.filter((name) => name !== 'maxAge')].toSorted(),
  )
})

test.each([
  ['genId', 'genid'],
  ['maxAge', 'cookie.maxAge'],
  ['maxage', 'cookie.maxAge'],
  ['Max-Age', 'cookie.maxAge'],
  ['cookie.maxage', 'cookie.maxAge'],
  ['cookie.max_age', 'cookie.maxAge'],
  ['cookie.proxy', 'proxy'],
  ['cookie.rollling', 'rolling'],
  ['httponly', 'cookie.httpOnly'],
  ['cookie.samesight', 'cookie.sameSite'],
  ['saveUninitialised', 'saveUninitialized'],
  ['saveUnitialized', 'saveUninitialized'],
  ['secrets', 'secret'],
  ['keys', 'secret'],
  ['trustProxy', 'proxy'],
  ['cookie.ttl', 'cookie.maxAge'],
  ['cookies', 'cookie'],
  ['__proto__', undefined],
  ['constructor', undefined],
  ['cookie.signed', undefined],
  ['whatever', undefined],
])('%s means %s', (typed, meant) => expect(meantOption(typed)).toBe(meant))
