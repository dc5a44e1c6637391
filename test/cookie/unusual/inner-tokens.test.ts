import { expect, test } from 'vitest'
import { tokensIn } from '../../../src/cookie/unusual/inner-tokens.ts'
import { NOW } from '../corpus/case.ts'

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = (payload: unknown): string => `${part({ alg: 'HS256' })}.${part(payload)}.c2ln`
const encrypted = `${part({ alg: 'dir', enc: 'A256GCM' })}..aXY.dGV4dA.dGFn`

const ADVICE = 'Anyone who holds the cookie has the token, too: inspect it by itself to see what it says.'
const END = new Date(NOW).toISOString()

test.each([
  ['without an end', token({ sub: 'ada' }), 'info', 'signed by itself. '],
  ['that ends later', token({ exp: NOW / 1000 + 1 }), 'info', `, and it ends at ${END.replace('00.000', '01.000')}. `],
  ['that ended', token({ exp: NOW / 1000 }), 'warning', `signed by itself, and it ended at ${END}. `],
  ['that is encrypted', encrypted, 'info', 'signed by itself. '],
])('a token %s', (_, text, level, words) => {
  const found = [...tokensIn({ user: null, count: 3, api: [null, 'x', { token: text }] }, NOW)]
  expect(found).toEqual([
    { code: 'token-inside', level, lesson: null, message: expect.stringContaining(words + ADVICE) },
  ])
})

test('the first one speaks for all', () => {
  expect([...tokensIn([token({ sub: 'a' }), token({ sub: 'b' })], NOW)]).toHaveLength(1)
})

test('what is no token is passed over', () => {
  expect([...tokensIn([`${part({ alg: 'HS256' })}.bm8.c2ln`, 'a.b.c'], NOW)]).toEqual([])
})
