import { describe, expect, test } from 'vitest'
import { classify, isUnread } from '../../../src/cookie/value/kinds.ts'
import { LONGEST_READ } from '../../../src/cookie/value/json.ts'

describe('a decoded value is classified', () => {
  test.each([
    ['s:id.mac', { kind: 'express-session', id: 'id', signature: 'mac' }],
    ['s:a.b.c', { kind: 'express-session', id: 'a.b', signature: 'c' }],
    ['s:..', { kind: 'malformed', fault: { what: 'no-signature', offset: 4 } }],
    ['s:id.', { kind: 'malformed', fault: { what: 'no-signature', offset: 5 } }],
    ['s:.mac', { kind: 'malformed', fault: { what: 'no-id', offset: 2 } }],
    ['s:.', { kind: 'malformed', fault: { what: 'no-id', offset: 2 } }],
    ['s:id', { kind: 'malformed', fault: { what: 'no-dot', offset: 4 } }],
    ['s:', { kind: 'malformed', fault: { what: 'no-dot', offset: 2 } }],
    ['S:id.mac', { kind: 'unsigned' }],
    ['id.mac', { kind: 'unsigned' }],
    ['', { kind: 'unsigned' }],
    ['s:j:{"a":1}.mac', { kind: 'express-session', id: 'j:{"a":1}', signature: 'mac', json: { a: 1 } }],
    ['s:j:null.mac', { kind: 'express-session', id: 'j:null', signature: 'mac', json: null }],
    ['s:j:x.mac', { kind: 'express-session', id: 'j:x', signature: 'mac' }],
    ['j:{"a":1}', { kind: 'cookie-parser-json', json: { a: 1 } }],
    ['j:5', { kind: 'cookie-parser-json', json: 5 }],
    ['J:5', { kind: 'unsigned' }],
    ['j:', { kind: 'malformed', fault: { what: 'json', offset: 2 } }],
    ['j:[1,x]', { kind: 'malformed', fault: { what: 'json', offset: 5 } }],
    [`j:${'['.repeat(101)}${']'.repeat(101)}`, { kind: 'malformed', fault: { what: 'too-deep', offset: 102 } }],
    [
      `eyJhbGciOiJkaXIifQ.${Buffer.from(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`).toString('base64url')}.a`,
      { kind: 'malformed', fault: { what: 'too-deep', offset: 19 } },
    ],
    ['eyJhIjoxfQ', { kind: 'cookie-session', json: { a: 1 } }],
    ['eyJhbGciOiJkaXIifQ..a', { kind: 'malformed', fault: { what: 'jwt', offset: 19 } }],
  ])('%j', (value, content) => expect(classify(value)).toStrictEqual(content))
})

describe('a value of more than 1,048,576 units is told from its beginning', () => {
  const base64 = (length: number) => `eyJ${'A'.repeat(length - 3)}`
  const id = (length: number) => `j:[${' '.repeat(length - 4)}]`
  const isNone = (offset: number) => ({ kind: 'malformed', fault: { what: 'json', offset } })
  test.each([
    ['j:', `j:${' '.repeat(LONGEST_READ - 1)}`, { kind: 'cookie-parser-json', isUnread: true }],
    ['j:, just as long', `j:${' '.repeat(LONGEST_READ - 2)}`, isNone(LONGEST_READ)],
    ['base64', base64(LONGEST_READ + 1), { kind: 'cookie-session', isUnread: true }],
    ['base64, just as long', base64(LONGEST_READ), { kind: 'unsigned' }],
    ['anything else', 'x'.repeat(LONGEST_READ + 1), { kind: 'unsigned' }],
    [
      'signed JSON',
      `s:${id(LONGEST_READ + 1)}.mac`,
      { kind: 'express-session', id: id(LONGEST_READ + 1), signature: 'mac', isUnread: true },
    ],
    [
      'signed JSON, just as long',
      `s:${id(LONGEST_READ)}.mac`,
      { kind: 'express-session', id: id(LONGEST_READ), signature: 'mac', json: [] },
    ],
  ])('%s', (_, value, expected) => {
    const content = classify(value)
    // Compared as texts: if it fails, nobody wants to read the difference.
    expect(JSON.stringify(content) === JSON.stringify(expected)).toBe(true)
    expect(isUnread(content)).toBe('isUnread' in expected)
  })
})

test.each([
  ['a short payload', 20, false],
  ['one as long as is read', LONGEST_READ, false],
  ['a longer one', LONGEST_READ + 4, true],
])('of a token: %s', (_, length, expected) => {
  const payload = Buffer.from(JSON.stringify({ a: 'x'.repeat((length / 4) * 3 - 8) })).toString('base64url')
  expect(payload).toHaveLength(length)
  const content = classify(`eyJhbGciOiJIUzI1NiJ9.${payload}.c2ln`)
  expect(isUnread(content)).toBe(expected)
  expect(content.kind === 'jwt' && content.jwt.payload === null).toBe(expected)
})
