import type { ExchangeFacts, LayerPassed, Observation } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { layerName, nameOf, requestLine } from '../../facts.ts'
import { isLeftWaiting } from '../../waiting.ts'

/** The layer that kept a request: it neither answered nor handed on, and does not wait for a store. */
function keeperOf(observation: Observation, exchange: ExchangeFacts): LayerPassed | null {
  const { layers, response, store, calls } = exchange
  if (response !== null || !isLeftWaiting(observation, exchange)) return null
  // Nobody waits for a call without a callback.
  const waitsForStore = [...store, ...calls.filter(({ callback }) => callback)].some(
    ({ doneMs, error }) => doneMs === null && error === null,
  )
  const last = layers.findLast(({ kind }) => kind !== 'router')
  return !waitsForStore && last?.did === 'hung' ? last : null
}

export default cause({
  code: 'response-never-ends',
  title: 'A request is never answered: a layer neither answers nor calls next()',
  level: 'error',
  lesson: 5,
  step: 'The guard asks the database',
  symptoms: ['hangs'],
  words: [
    'request hangs',
    'page keeps loading',
    'no response',
    'timeout',
    'pending',
    'next() not called',
    'socket hang up',
    'request never finishes',
    'request does not complete',
    'browser keeps loading after login',
    'endless loading',
    'page loads forever',
    'page loads forever in middleware',
    'next not called in middleware',
    'spinner never stops',
    'browser keeps spinning',
    'stays pending',
    'fetch never resolves',
    'axios never returns',
  ],
  howToTell: 'the request stays open, and one layer is the last that it came to',
  find(observation) {
    const kept = observation.exchanges.flatMap((exchange) => {
      const keeper = keeperOf(observation, exchange)
      return keeper ? [{ exchange, keeper }] : []
    })
    const [first] = kept
    if (!first) return null
    const { exchange, keeper } = first
    return {
      message: `${requestLine(exchange)} was never answered. The last that it came to is ${layerName(keeper)}, which neither answered nor called next().`,
      at: keeper.at,
      exchange: nameOf(exchange),
      count: kept.length,
    }
  },
  fix: {
    text: 'Answer on every way through this function, or call next().',
    code: "if (req.session.user) return next()\nres.status(401).send('Log in first')",
  },
  moves: [{ send: 'GET /' }],
})
