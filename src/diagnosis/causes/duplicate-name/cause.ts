import type { ExchangeFacts } from '../../../observe/observation.ts'
import { cookiesOf } from '../../browser.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'

export default cause({
  code: 'duplicate-name',
  title: 'Another cookie of the same name comes first',
  level: 'error',
  lesson: 8,
  step: 'Two apps on one host',
  symptoms: ['data-lost', 'logged-out-early', 'new-id-every-request'],
  words: [
    'two cookies with the same name',
    'two connect.sid cookies',
    'duplicate cookie',
    'cookie twice',
    'two express apps same host',
    'connect.sid conflict',
    'works in incognito',
    'old cookie with the same name',
    'two apps on localhost log each other out',
    'login on one port logs out the app on the other port',
    'apps on localhost overwrite the session of each other',
    'two session cookies in the browser',
    'cannot log in until cookies are deleted',
  ],
  howToTell: 'the Cookie header of a request has the name of the session cookie twice',
  find(observation) {
    const twice = observation.exchanges.flatMap((exchange) => {
      const call = sessionsOf(observation, exchange).find(({ name }) => pairsOf(exchange, name).length > 1)
      return call && !WORKS.has(exchange.session.state) ? [{ exchange, call }] : []
    })
    const [first] = twice
    if (!first) return null
    const { exchange, call } = first
    return {
      message:
        `${requestLine(exchange)} came with ${pairsOf(exchange, call.name).length} cookies of the name ${call.name}, and express-session ` +
        'looks at the first one only. That one belongs to another app or to an older session, so the request began without one.',
      at: call.at,
      option: 'name',
      exchange: nameOf(exchange),
      count: twice.length,
    }
  },
  fix: {
    text: 'Give the cookie a name that no other app on this host uses, and keep its domain and path as they are.',
    code: "session({ name: 'shop.sid', ... })",
  },
  moves: [
    { send: 'POST /login' },
    { send: 'GET /', headers: { Cookie: 'connect.sid=s%3Aanother.app; connect.sid=s%3Aone.more' } },
  ],
  fixedMoves: [{ send: 'POST /login' }, { send: 'GET /' }],
})

const WORKS: ReadonlySet<ExchangeFacts['session']['state']> = new Set([
  'found',
  'not-reached',
  'path-not-covered',
  'stepped-aside',
])

/** The different cookies of a name. */
const pairsOf = (exchange: ExchangeFacts, name: string): readonly string[] => [
  ...new Set(cookiesOf(exchange).filter((pair) => pair.startsWith(`${name}=`))),
]
