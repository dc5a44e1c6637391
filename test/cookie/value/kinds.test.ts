import { describe, expect, test } from 'vitest'
import { classify } from '../../../src/cookie/value/kinds.ts'

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
    ['eyJhIjoxfQ', { kind: 'cookie-session', json: { a: 1 } }],
    ['eyJhbGciOiJkaXIifQ..a', { kind: 'malformed', fault: { what: 'jwt', offset: 19 } }],
  ])('%j', (value, content) => expect(classify(value)).toStrictEqual(content))
})
