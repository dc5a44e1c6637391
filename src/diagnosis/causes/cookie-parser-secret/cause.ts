import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'

export default cause({
  code: 'cookie-parser-secret',
  title: 'The app reads the session cookie through cookie-parser, which has another secret',
  level: 'error',
  lesson: 4,
  step: 'Another secret after the restart',
  symptoms: ['nothing-happens', 'data-lost'],
  words: [
    'req.signedcookies false',
    'req.signedcookies connect.sid',
    'signedcookies is false',
    'cookie-parser secret',
    'cookieparser and session secret must match',
    'cookie-parser different secret',
  ],
  howToTell: 'req.signedCookies has the name of the session cookie, and its value is false',
  find(observation) {
    const refused = observation.exchanges.flatMap((exchange) => {
      // What session() refuses as well is another cause.
      const isKnown = exchange.session.state === 'found' || exchange.session.state === 'unknown-id'
      const names = isKnown ? sessionsOf(observation, exchange).map(({ name }) => name) : []
      const cookie = exchange.refusedCookies.find(({ name }) => names.includes(name))
      return cookie ? [{ exchange, cookie }] : []
    })
    const [first] = refused
    if (!first) return null
    const { exchange, cookie } = first
    return {
      message:
        `At ${requestLine(exchange)} the app asked req.signedCookies for ${cookie.name} and got false: cookie-parser has another secret than session(), which accepted ` +
        'the same cookie. session() reads the Cookie header itself and does not need cookie-parser.',
      at: cookie.at,
      exchange: nameOf(exchange),
      count: refused.length,
    }
  },
  fix: {
    text: 'Ask req.sessionID for the id of the session, or give cookie-parser the same secret.',
    code: 'const id = req.sessionID',
  },
  unless:
    'If you never read `req.signedCookies`, two secrets do no harm: express-session reads the Cookie header itself.',
  moves: [{ send: 'POST /login' }, { send: 'GET /id' }],
})
