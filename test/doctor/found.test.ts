import { expect, test } from 'vitest'
import { found } from '../../src/doctor/found.ts'
import { exchange, observation } from '../support/observations.ts'

const over = (scenario: string, attributes: string) =>
  exchange({
    scenario,
    number: 1,
    requestHeaders: [
      ['Host', 'shop.example'],
      ['X-Forwarded-Proto', 'https'],
    ],
    responseHeaders: [['Set-Cookie', `connect.sid=s%3Aabc.def; Path=/; HttpOnly${attributes}`]],
    session: { by: [1], cookie: 'set', saved: true },
  })

const codesOf = (...attributes: readonly string[]) =>
  found(
    observation({
      exchanges: attributes.map((one, i) => over(['tls-proxy', 'production'][i] ?? '', one)),
    }),
  ).map(({ code }) => code)

test('a cookie without Secure is none of the findings where production sends it with Secure', () => {
  expect(codesOf('')).toContain('no-secure')
  expect(codesOf('', '')).toContain('no-secure')
  expect(codesOf('', '; Secure')).not.toContain('no-secure')
})
