import type { ExchangeFacts, LayerPassed, Observation } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { layerName, nameOf, requestLine } from '../../facts.ts'
import { layersIn } from '../../stack.ts'

/** The layer of session() that stands below, and the layer that needed it. */
interface Order {
  readonly exchange: ExchangeFacts
  readonly needed: LayerPassed
  readonly session: { readonly at: LayerPassed['at'] }
}

function ordersIn({ exchanges, stack }: Observation): readonly Order[] {
  const session = layersIn(stack).find((layer) => layer.session !== null)
  if (!session) return []
  return exchanges.flatMap((exchange): Order[] => {
    const { layers, errors, session: facts } = exchange
    if (facts.state !== 'not-reached' || facts.foreign !== null) return []
    const needed = layers.findLast(({ kind, did }) => kind !== 'router' && did !== 'passed')
    // It failed for want of a session, or made one up, or answered without.
    const missed = errors.some(({ message }) => /req\.session|of undefined|of null/.test(message))
    return needed && missed && needed.layer !== session.id ? [{ exchange, needed, session }] : []
  })
}

export default cause({
  code: 'session-below-route',
  title: 'A route that uses the session stands above session()',
  level: 'error',
  symptoms: ['session-undefined', 'error-500'],
  words: ['req.session is undefined', 'cannot read properties of undefined', 'cannot set properties of undefined'],
  howToTell: 'the trace of express-session is silent for the request that fails',
  explains: ['handler-threw'],
  find(observation) {
    const [first, ...more] = ordersIn(observation)
    if (!first) return null
    const { exchange, needed, session } = first
    const place = session.at ? ` in line ${session.at.line}` : ''
    return {
      message:
        `${requestLine(exchange)} came to ${layerName(needed)} and never to session(), which stands below it${place}. ` +
        'Express asks its middleware from top to bottom, so there was no req.session yet.',
      at: needed.at,
      exchange: nameOf(exchange),
      count: 1 + more.length,
    }
  },
  fix: {
    text: 'Call app.use(session(...)) above every route, router and guard that uses the session.',
    code: "app.use(session({ secret, resave: false, saveUninitialized: false }))\napp.get('/', handler)",
  },
  moves: [{ send: 'GET /' }],
})
