import type { ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { cookiesOf } from '../../browser.ts'
import { cause, type Found } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { isOfOtherApp, signedBefore } from '../../signed-before.ts'
import { takenFromOthers } from '../../taken-cookie.ts'

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
  howToTell:
    'the Cookie header of a request has the name of the session cookie twice, or a value that this app never set',
  find(observation) {
    const twice = observation.exchanges.flatMap((exchange) => {
      const call = sessionsOf(observation, exchange).find(({ name }) => pairsOf(exchange, name).length > 1)
      return call && !WORKS.has(exchange.session.state) ? [{ exchange, call }] : []
    })
    const [first] = twice
    if (!first) return overwritten(observation)
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

/** One cookie only, which is of another app: a browser keeps one for each name, whatever the port is. */
function overwritten(observation: Observation): Found | null {
  const ofOthers = signedBefore(observation).filter((one) => isOfOtherApp(one, observation))
  const seen = [...ofOthers.map(({ exchange }) => exchange), ...takenFromOthers(observation)]
  const [exchange] = seen
  const call = exchange && sessionsOf(observation, exchange).at(-1)
  if (!exchange || !call) return null
  return {
    message:
      `${requestLine(exchange)} came with a ${call.name} that this app never set, in place of its own. So another app on this host has a cookie ` +
      'of the same name: a browser keeps only one of them, whatever the port is, and each app overwrites that of the other.',
    at: call.at,
    option: 'name',
    exchange: nameOf(exchange),
    count: seen.length,
  }
}
