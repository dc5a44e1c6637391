import { refusalOf } from '../../../cookie/browser/receive.ts'
import type { ExchangeFacts, Place } from '../../../observe/observation.ts'
import { cookiesOf } from '../../browser.ts'
import { cause } from '../../cause.ts'
import { answeredBy, nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { cameAfter, cookiesSet, type CookieSet } from '../../session-cookie.ts'

/** Whether browsers drop it for its size, wherever it comes from. */
const isTooLarge = ({ line }: CookieSet, { at }: ExchangeFacts): boolean =>
  refusalOf(line, ANYWHERE, at)?.reason === 'too-large'

const ANYWHERE = new URL('https://shop.example/')

/** Of name and value, without the sign between them. In bytes: each is read as a character. */
const sizeOf = ({ pair }: CookieSet): number => pair.length - 1

export default cause({
  code: 'too-large',
  title: 'The cookie is larger than browsers keep',
  level: 'error',
  lesson: 10,
  step: 'req.session = null',
  symptoms: ['data-lost', 'no-cookie', 'nothing-happens'],
  words: [
    'cookie too large',
    'cookie too big',
    '4096 bytes',
    'set-cookie ignored by browser',
    'session lost when data grows',
    'cookie-session too much data',
    'cookie over 4kb',
    'cookie larger than 4kb is not saved',
    'cookie is dropped when the cart has many items',
  ],
  howToTell:
    'there is a Set-Cookie line of more than 4096 characters, and the next request of the browser does not have that cookie',
  find(observation) {
    const { exchanges } = observation
    const refused = exchanges.flatMap((exchange) => {
      const large = cookiesSet(exchange).find((one) => isTooLarge(one, exchange))
      const later = exchanges.filter(
        (one) => exchange.client !== null && one.client === exchange.client && cameAfter(one, exchange),
      )
      const cameBack = large && later.some((one) => cookiesOf(one).includes(large.pair))
      return large && later.length > 0 && !cameBack ? [{ exchange, large }] : []
    })
    const [first] = refused
    if (!first) return null
    const { exchange, large } = first
    const call = sessionsOf(observation, exchange).find(({ name }) => name === large.name)
    return {
      message:
        `The cookie ${large.name} of ${requestLine(exchange)} has ${sizeOf(large)} bytes, and browsers keep none of more than 4096. ` +
        'They drop it without a word, and keep the one they had before, if there was one.',
      ...(call ? { at: call.at, option: 'genid' } : { at: placeOf(exchange) }),
      exchange: nameOf(exchange),
      count: refused.length,
    }
  },
  fix: {
    text: 'Keep only an id in the cookie and the data in a store, as express-session does; or keep less.',
    code: 'app.use(session({ secret, resave: false, saveUninitialized: false, store }))',
  },
  needs: ['cookie-session'],
  moves: [{ send: 'POST /letters' }, { send: 'GET /' }],
})

/** The line of cookie-session, which keeps all data in the cookie; else that of what answered. */
const placeOf = (exchange: ExchangeFacts): Place | null =>
  (exchange.layers.find(({ name }) => /cookieSession/i.test(name)) ?? answeredBy(exchange))?.at ?? null
