import type { ExchangeFacts, LayerFacts, LayerPassed, Observation } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { layerName, nameOf, requestLine } from '../../facts.ts'
import { inVain } from '../../reach.ts'
import { layersIn } from '../../stack.ts'

/** The layer of session() that stands below, and the layer that needed it. */
interface Order {
  readonly exchange: ExchangeFacts
  readonly needed: LayerPassed
  readonly at: LayerPassed['at']
  readonly session: LayerFacts
}

function ordersIn({ exchanges, stack }: Observation): readonly Order[] {
  const layers = layersIn(stack)
  const below = (id: number) => {
    const place = layers.findIndex((layer) => layer.id === id)
    return place < 0 ? undefined : layers.find((layer, index) => layer.session !== null && index > place)
  }
  return exchanges.flatMap((exchange): Order[] => {
    if (exchange.session.by.length > 0) return []
    const lost = inVain(exchange)
    const session = lost && below(lost.needed.layer)
    return session ? [{ exchange, ...lost, session }] : []
  })
}

export default cause({
  code: 'session-below-route',
  title: 'A route that uses the session is above session()',
  level: 'error',
  symptoms: ['session-undefined', 'error-500', 'logged-out-early'],
  words: [
    'req.session is undefined',
    'req.session undefined',
    'cannot read properties of undefined',
    'cannot set properties of undefined',
    'login loop',
    'always sent back to login',
    'redirected to login although logged in',
    'guard does not see the session',
    'middleware cannot see the session',
    'session undefined in router',
    'order of middleware',
    'req.session not available in my routes',
    'req.session undefined in middleware',
    'req.session undefined in my router',
    'session does not exist in the auth middleware',
    '500 on pages that use req.session',
    'cannot read property of undefined',
    'req.flash() requires sessions',
  ],
  howToTell: 'the trace of express-session is silent for the request that fails',
  lesson: 1,
  step: 'Above session() and below it',
  explains: ['handler-threw'],
  find(observation) {
    const [first, ...more] = ordersIn(observation)
    if (!first) return null
    const { exchange, needed, session, at } = first
    const place = session.at ? ` in line ${session.at.line}` : ''
    return {
      message:
        `${requestLine(exchange)} came to ${layerName(needed)} and never to session(), which is below it${place}. ` +
        'Express runs its middleware from top to bottom, so there was no req.session yet.',
      at: needed.at ?? at,
      exchange: nameOf(exchange),
      count: 1 + more.length,
    }
  },
  fix: {
    text: 'Call app.use(session(...)) above every route, router and guard that uses the session.',
    code: "app.use(session({ secret, resave: false, saveUninitialized: false }))\napp.get('/', handler)",
  },
  claims: [
    {
      text: 'session() does not run for that request.',
      holds: ({ exchanges }) => exchanges.some(({ session, untaken }) => session.by.length === 0 && untaken.length > 0),
    },
  ],
  moves: [{ send: 'GET /' }],
})
