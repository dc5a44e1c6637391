import { expect, test } from 'vitest'
import proxyNotTrusted from '../../src/diagnosis/causes/proxy-not-trusted/cause.ts'
import secureOverHttp from '../../src/diagnosis/causes/secure-over-http/cause.ts'
import type { HeaderPair } from '../../src/observe/observation.ts'
import { at, exchange, observation, sessionCall, type ExchangeParts } from '../support/observations.ts'
import { check } from '../support/rows.ts'

const HTTPS: HeaderPair = ['X-Forwarded-Proto', 'https']

/** The cookie was kept back. */
const kept = (parts: ExchangeParts = {}) =>
  exchange({
    generated: [{ kind: 'string', value: 'id-1' }],
    ...parts,
    session: { cookie: 'kept-back', why: 'not-secured', ...parts.session },
  })

/** Somebody came over https and got a cookie. */
const secured = exchange({ number: 2, requestHeaders: [HTTPS], trustProxy: '1', session: { cookie: 'set' } })

const run = (...exchanges: ReturnType<typeof exchange>[]) => observation({ exchanges })

check(secureOverHttp, {
  'plain http': [run(kept()), 5],
  'a proxy that says http': [run(kept({ requestHeaders: [['X-Forwarded-Proto', 'http']] })), 5],
  'an app that trusts a proxy, and none is there': [run(kept({ trustProxy: '1' })), 5],
  'a proxy that says https': [run(kept({ requestHeaders: [HTTPS] })), null],
  'another reason': [run(kept({ session: { why: 'head-was-sent' } })), null],
  'a session that is there already, whose cookie is not renewed': [
    run(kept({ generated: [], session: { state: 'found' } })),
    null,
  ],
  'a session that began again': [run(kept({ session: { state: 'found' } })), 5],
  'an app that gives its cookie to those who come over https': [run(kept(), secured), null],
  'another session() that does': [
    observation({
      sessions: [sessionCall(), sessionCall({ id: 2, at: at(9) })],
      exchanges: [kept(), { ...secured, session: { ...secured.session, by: [2] } }],
    }),
    5,
  ],
  'one that got no cookie over https either': [run(kept(), { ...secured, session: kept().session }), 5],
})

check(proxyNotTrusted, {
  'a proxy that says https': [run(kept({ requestHeaders: [HTTPS] })), 5],
  'one that says http': [run(kept({ requestHeaders: [['X-Forwarded-Proto', 'http']] })), null],
  'no proxy': [run(kept()), null],
  'one that is trusted, and a cookie': [run(secured), null],
  'one beside a right one': [run(secured, kept({ requestHeaders: [HTTPS] })), 5],
})

test.each([
  [{}, {}, "'trust proxy' is not set"],
  [{ proxy: { kind: 'boolean', value: false } }, { trustProxy: '1' }, 'proxy is false'],
  [{}, { trustProxy: null }, 'proxy is not true'],
  [{}, { trustProxy: 'loopback' }, "'trust proxy' is loopback, and the proxy's address is 127.0.0.1"],
  [{}, { trustProxy: '1', requestHeaders: [['X-Forwarded-Proto', 'HTTPS']] as HeaderPair[] }, 'and this is HTTPS'],
] as const)('why the proxy is not believed: %j, %j', (options, parts, says) => {
  const found = proxyNotTrusted.find(
    observation({
      sessions: [sessionCall({ options })],
      exchanges: [kept({ requestHeaders: [HTTPS], ...parts })],
    }),
  )
  expect(found?.message).toContain(says)
})
