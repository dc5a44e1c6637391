import { expect, test } from 'vitest'
import { changeOptions, cookieName, describeOptions, signingSecret } from '../../src/lesson/options.ts'

const options = { secret: 's', cookie: { path: '/', httpOnly: true } }

test.each([
  [{ rolling: true }, { ...options, rolling: true }],
  [{ 'cookie.maxAge': 5000 }, { secret: 's', cookie: { path: '/', httpOnly: true, maxAge: 5000 } }],
  [{ secret: 'undefined' }, { cookie: options.cookie }],
  [{ 'cookie.path': 'undefined' }, { secret: 's', cookie: { httpOnly: true } }],
  [{ cookie: { maxAge: 1 } }, { secret: 's', cookie: { maxAge: 1 } }],
  [{ secret: null }, { ...options, secret: null }],
])('change %j', (change, expected) => {
  expect(changeOptions(options, change)).toEqual(expected)
  expect(options).toEqual({ secret: 's', cookie: { path: '/', httpOnly: true } })
})

test('a named value stands for what the app means by it, another word for itself', () => {
  const constant = () => 'same'
  const values = { genid: { constant } }
  expect(changeOptions(options, { genid: 'constant' }, values)).toMatchObject({ genid: constant })
  expect(changeOptions(options, { genid: 'toString' }, values)).toMatchObject({ genid: 'toString' })
})

test('options are told as JSON, functions by name and objects by class', () => {
  const described = describeOptions({ ...options, genid: () => 'x', store: new Map() as never })
  expect(described).toEqual({ ...options, genid: '[function genid]', store: '[Map]' })
})

test.each([
  [{ secret: 's' }, 'connect.sid'],
  [{ secret: 's', name: '' }, 'connect.sid'],
  [{ secret: 's', key: 'k' }, 'k'],
  [{ secret: 's', name: 'n', key: 'k' }, 'n'],
])('the cookie of %j is called %s', (given, name) => {
  expect(cookieName(given)).toBe(name)
})

test.each([
  [{ secret: 's' }, 's'],
  [{ secret: ['new', 'old'] }, 'new'],
  [{ secret: [undefined, 'old'] }, undefined],
  [{ secret: '' }, undefined],
  [{ secret: 1 }, undefined],
  [{}, undefined],
])('%j sign with %j', (given, secret) => {
  expect(signingSecret(given)).toBe(secret)
})
