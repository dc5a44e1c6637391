import { expect, test } from 'vitest'
import type { HeaderPair } from '../../src/observe/observation.ts'
import { refusalIn } from '../../src/trace/refused.ts'
import { exchange } from '../support/observations.ts'

/** Why the session cookie of an answer is not kept. */
function refusal(line: string, requestHeaders: readonly HeaderPair[]) {
  const facts = exchange({ requestHeaders, responseHeaders: [['Set-Cookie', line]] })
  return refusalIn(facts, ['connect.sid'])?.reason ?? null
}

const PAIR = 'connect.sid=s%3Aabc.def'
const SHOP: HeaderPair = ['Host', 'shop.example']
const HTTPS: HeaderPair = ['X-Forwarded-Proto', 'https']
const ELSEWHERE: readonly HeaderPair[] = [
  ['Origin', 'https://other.example'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Sec-Fetch-Mode', 'cors'],
]

test.each<[string, string, readonly HeaderPair[], string | null]>([
  ['a cookie for its own site', `${PAIR}; Path=/; HttpOnly`, [SHOP], null],
  ['Secure over http', `${PAIR}; Path=/; Secure`, [SHOP], 'secure-over-http'],
  ['Secure over http on this machine', `${PAIR}; Path=/; Secure`, [['Host', 'localhost:3000']], null],
  ['Secure behind a proxy that says https', `${PAIR}; Path=/; Secure`, [SHOP, HTTPS], null],
  ['a Domain that is not above the host', `${PAIR}; Domain=other.example; Path=/`, [SHOP], 'domain-foreign'],
  [
    'SameSite=Lax for a page of another site',
    `${PAIR}; Path=/; SameSite=Lax`,
    [SHOP, HTTPS, ...ELSEWHERE],
    'cross-site',
  ],
  [
    'SameSite=None with Secure for such a page',
    `${PAIR}; Path=/; Secure; SameSite=None`,
    [SHOP, HTTPS, ...ELSEWHERE],
    null,
  ],
  ['another cookie', 'theme=dark; Domain=other.example', [SHOP], null],
])('%s', (_, line, headers, reason) => {
  expect(refusal(line, headers)).toBe(reason)
})
