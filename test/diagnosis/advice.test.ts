import { expect, test } from 'vitest'
import { prepareSecrets } from '../../src/cookie/signature/secrets.ts'
import defaultName from '../../src/diagnosis/causes/default-name/cause.ts'
import noHttpOnly from '../../src/diagnosis/causes/no-http-only/cause.ts'
import shortSecret from '../../src/diagnosis/causes/short-secret/cause.ts'
import weakSecret from '../../src/diagnosis/causes/weak-secret/cause.ts'
import type { SecretFacts, SessionCall } from '../../src/observe/observation.ts'
import { exchange, observation, sessionCall, type ExchangeParts } from '../support/observations.ts'
import { check } from '../support/rows.ts'

/** What `inspect` says of secrets, and what causes do. */

const given = (secret: Partial<SecretFacts>, parts: Partial<SessionCall> = {}) =>
  observation({ sessions: [sessionCall({ secret: { ...sessionCall().secret, ...secret }, ...parts })] })

check(weakSecret, {
  'a published one': [given({ published: [true] }), 5],
  'a published one behind one that is not': [given({ lengths: [32, 32], published: [false, true] }), 5],
  'one that is not': [given({}), null],
  'a published one in a handler': [given({ published: [true] }, { during: 1 }), null],
  none: [given({ count: 0, lengths: [], published: [] }), null],
})

check(shortSecret, {
  '31 bytes': [given({ lengths: [31] }), 5],
  '32 bytes': [given({ lengths: [32] }), null],
  'an empty one, which is something else': [given({ lengths: [0] }), null],
  'the second is short': [given({ lengths: [32, 4], published: [false, false] }), 5],
})

test('causes and inspect say the same of a secret', () => {
  const said = prepareSecrets(['keyboard cat', 'x'.repeat(40)]).findings.map(({ code, message }) => [code, message])
  const facts = given({ lengths: [12, 40], published: [true, false] })
  expect(said).toEqual([
    ['weak-secret', weakSecret.find(facts)?.message],
    ['short-secret', shortSecret.find(facts)?.message],
  ])
})

const sent = (line: string | null, name = 'connect.sid', parts: ExchangeParts = {}) =>
  observation({
    sessions: [sessionCall({ name })],
    exchanges: [exchange({ responseHeaders: line === null ? [] : [['Set-Cookie', line]], ...parts })],
  })

check(defaultName, {
  'the cookie is connect.sid': [sent('connect.sid=s%3Aa; Path=/; HttpOnly'), 5],
  'no cookie was sent': [sent(null), null],
  'the cookie has another name': [sent('id=s%3Aa; Path=/; HttpOnly', 'id'), null],
  'another cookie is called so': [sent('connect.sid=s%3Aa; Path=/', 'id'), null],
  'another cookie was sent': [sent('theme=dark'), null],
  'session() was not on the way': [sent('connect.sid=s%3Aa', 'connect.sid', { session: { by: [] } }), null],
})

check(noHttpOnly, {
  'without HttpOnly': [sent('connect.sid=s%3Aa; Path=/'), 5],
  'with HttpOnly': [sent('connect.sid=s%3Aa; Path=/; HttpOnly'), null],
  'it is deleted': [sent('connect.sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'), null],
  'another cookie': [sent('theme=dark; Path=/'), null],
  'no cookie': [sent(null), null],
})
