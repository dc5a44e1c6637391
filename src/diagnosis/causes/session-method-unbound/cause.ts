import type { ErrorFacts, ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { layerName, nameOf, requestLine } from '../../facts.ts'
import { uncaughtOf } from '../../uncaught.ts'

/** What a method of a session says that was called without one: each asks `this.req` first (express-session session/session.js). */
const methodIn = ({ message, stack }: ErrorFacts): string | null =>
  message === "Cannot read properties of undefined (reading 'req')" ? (FRAME.exec(stack)?.[1] ?? null) : null

/** The topmost frame of express-session. */
const FRAME = /^\s+at (?:\w+\.)?(\w+) \([^\n]*[\\/]express-session[\\/]session[\\/]session\.js/m

export default cause({
  code: 'session-method-unbound',
  title: 'A method of req.session is called without its session',
  level: 'error',
  lesson: 9,
  step: 'Nothing to await',
  symptoms: ['error-500', 'process-ends', 'logout-does-not-work', 'data-lost'],
  words: [
    "cannot read properties of undefined (reading 'req')",
    'promisify req.session.destroy',
    'promisify req.session.regenerate',
    'destroy is not bound to session',
    'session method loses this',
  ],
  howToTell: "the error comes from a file of express-session, and is about reading 'req' of undefined",
  explains: ['handler-threw', 'process-ended'],
  find(observation) {
    const unbound = observation.exchanges.flatMap((exchange) => {
      const [found] = errorsOf(observation, exchange).flatMap((error) => {
        const method = methodIn(error)
        return method === null ? [] : [{ exchange, error, method }]
      })
      return found ? [found] : []
    })
    const [first] = unbound
    if (!first) return null
    const { exchange, error, method } = first
    const layer = exchange.layers.find(({ did }) => did === 'threw')
    return {
      message:
        `${requestLine(exchange)} called ${method}()${layer ? ` in ${layerName(layer)}` : ''} after it was taken off its session: then it does not ` +
        `know whose it is, and fails with "${error.message}". .bind(req.session) keeps the two together.`,
      at: error.at ?? layer?.at ?? null,
      exchange: nameOf(exchange),
      count: unbound.length,
      fix: { code: `const ${method} = req.session.${method}.bind(req.session)` },
    }
  },
  fix: {
    text: 'Call it as a method of req.session, or bind it to its session before it is passed on.',
    code: 'const destroy = req.session.destroy.bind(req.session)',
  },
  moves: [{ send: 'POST /login' }, { send: 'POST /logout' }],
})

const errorsOf = (observation: Observation, exchange: ExchangeFacts): readonly ErrorFacts[] => [
  ...exchange.errors,
  ...uncaughtOf(observation, exchange),
]
