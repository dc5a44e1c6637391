import { describe, expect, test } from 'vitest'
import { classify } from '../../src/cookie/kinds.ts'

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
  ])('%j', (value, content) => expect(classify(value)).toEqual(content))
})
