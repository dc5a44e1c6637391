import type { ExchangeFacts, Observation, Place } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { layerName, nameOf, requestLine } from '../../facts.ts'
import { inVain } from '../../reach.ts'
import { layersIn, mountPath } from '../../stack.ts'

export default cause({
  code: 'session-not-used',
  title: 'Requests never pass through session()',
  level: 'error',
  symptoms: ['session-undefined', 'error-500', 'hangs'],
  words: [
    'req.session is undefined',
    'req.session undefined',
    'req.session undefined everywhere',
    'middleware of session was never used',
    'installed express-session and req.session is undefined',
    'cannot read properties of undefined',
    'cannot set properties of undefined',
  ],
  howToTell: 'the trace of express-session is silent for every request',
  lesson: 1,
  step: 'An app that forgets',
  explains: ['handler-threw', 'response-never-ends'],
  find(observation) {
    const found = uncalled(observation) ?? missed(observation)
    return found && { ...found, exchange: nameOf(found.exchange) }
  },
  fix: {
    text: 'Give Express what session() returns, above every route that uses the session.',
    code: 'app.use(session({ secret, resave: false, saveUninitialized: false }))',
  },
  moves: [{ send: 'GET /' }],
})

interface Missed {
  readonly message: string
  readonly at: Place | null
  readonly call?: string
  readonly exchange: ExchangeFacts
  readonly count: number
}

/** A request that was kept by what should have made the middleware: it was called with the request, and nobody called what it made. */
function uncalled({ exchanges, sessions }: Observation): Missed | null {
  for (const exchange of exchanges) {
    const call = sessions.find(({ pid, during }) => pid === exchange.pid && during === exchange.number)
    const keeper = exchange.layers.findLast(({ kind }) => kind !== 'router')
    if (!call || exchange.response !== null || keeper?.did !== 'hung' || keeper.session !== null) continue
    const given =
      keeper.name === 'session'
        ? 'Express was given session itself, without parentheses'
        : `There session() is called by ${layerName(keeper)}`
    return {
      message:
        `${requestLine(exchange)} is never answered. ${given}. session() makes a middleware each time that it is called, and here nobody ` +
        'calls what it made: the request goes no further.',
      at: keeper.at,
      exchange,
      count: 1,
    }
  }
  return null
}

/** A request for which no session() stands on the way, and that needed one. */
function missed({ exchanges, sessions, stack }: Observation): Missed | null {
  const layers = layersIn(stack).filter(({ session }) => session !== null)
  const lost = exchanges.flatMap((exchange) => {
    const isCovered = layers.some(({ id }) => mayCover(mountPath(stack, id), exchange))
    const needed = exchange.session.by.length > 0 || isCovered ? null : inVain(exchange)
    return needed ? [{ exchange, ...needed }] : []
  })
  const [first] = lost
  if (!first) return null
  const { exchange, needed, at } = first
  const [elsewhere] = layers
  const call = sessions.find(({ pid, threw, during }) => pid === exchange.pid && threw === null && during === null)
  const where = call?.at ? ` in line ${call.at.line}` : ''
  // One that is called by hand in a middleware is in no layer of its own.
  if (!elsewhere && exchanges.some(({ session }) => session.by.length > 0)) return null
  return {
    message:
      `${requestLine(exchange)} came to ${layerName(needed)}, which asked for req.session, and there was none: ` +
      (elsewhere
        ? `session() is used only for ${elsewhere.path}, and this request is for another path.`
        : call
          ? `session() was called${where}, but Express was never given the middleware that it returned.`
          : 'nothing in this app called session(). A call in a function or behind an if was never reached.'),
    at: elsewhere?.at ?? call?.at ?? at ?? needed.at,
    ...(elsewhere || call ? {} : { call: 'express-session' }),
    exchange,
    count: lost.length,
  }
}

/** Whether a layer that stands under a path may get a request. Only of a plain path it is known which it does not get. */
const mayCover = (path: string | null, { request }: ExchangeFacts): boolean => {
  const [pathname = ''] = request.url.toLowerCase().split('?')
  const plain = (path ?? '/').toLowerCase()
  return /[^\w/.~%-]/.test(plain) || plain === '/' || pathname === plain || pathname.startsWith(`${plain}/`)
}
