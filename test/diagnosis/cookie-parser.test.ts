import cookieParserSecret from '../../src/diagnosis/causes/cookie-parser-secret/cause.ts'
import { at, exchange, observation, type ExchangeParts } from '../support/observations.ts'
import { check } from '../support/rows.ts'

const asked = (name: string, parts: ExchangeParts = {}) =>
  observation({
    exchanges: [exchange({ refusedCookies: [{ name, at: at(12) }], session: { state: 'found' }, ...parts })],
  })

check(cookieParserSecret, {
  'the session was found': [asked('connect.sid'), 12],
  'the signature fits, and there is no such session': [asked('connect.sid', { session: { state: 'unknown-id' } }), 12],
  'session() refused it too': [asked('connect.sid', { session: { state: 'bad-signature' } }), null],
  'another cookie': [asked('theme'), null],
  'session() was not on the way': [asked('connect.sid', { session: { state: 'found', by: [] } }), null],
  'nobody asked': [observation({ exchanges: [exchange({ session: { state: 'found' } })] }), null],
})
