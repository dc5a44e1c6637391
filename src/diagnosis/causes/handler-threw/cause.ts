import type { ExchangeFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { isMeant } from '../../tests.ts'
import { layerName, nameOf, requestLine } from '../../facts.ts'

/** Whether a handler failed when the head of its answer was out: Express then ends the connection (finalhandler). */
const isBrokenOff = ({ state, layers, response }: ExchangeFacts): boolean =>
  state === 'closed' && response !== null && response.status < 500 && layers.some(({ did }) => did === 'threw')

/** Whether a handler went on when it had answered, and answered once more. */
const isTwice = ({ state, errors }: ExchangeFacts): boolean =>
  state === 'ended' && errors.at(0)?.code === 'ERR_HTTP_HEADERS_SENT'

const happened = (exchange: ExchangeFacts): string =>
  isTwice(exchange)
    ? 'was answered, and then answered once more'
    : isBrokenOff(exchange)
      ? 'broke off its answer'
      : `was answered with ${exchange.response?.status}`

export default cause({
  code: 'handler-threw',
  title: 'A handler failed, and the answer was an error page',
  level: 'error',
  lesson: 11,
  step: 'The store is offline',
  symptoms: ['error-500'],
  words: ['internal server error', '500', 'error 500', 'typeerror', 'handler throws'],
  howToTell: 'the answer is a 500, and the error names a line of the app',
  isLastResort: true,
  find(observation) {
    const failed = observation.exchanges.flatMap((exchange) => {
      const [error] = exchange.errors
      return error &&
        !isMeant(observation, exchange) &&
        ((exchange.response?.status ?? 0) >= 500 || isBrokenOff(exchange) || isTwice(exchange))
        ? [{ exchange, error }]
        : []
    })
    const [first] = failed
    if (!first) return null
    const { exchange, error } = first
    const layer = exchange.layers.find(({ did }) => did === 'threw')
    const name = error.name === '' ? '' : `${error.name}: `
    return {
      message: `${requestLine(exchange)} ${happened(exchange)}: ${layer ? layerName(layer) : 'something'} failed with "${name}${error.message}".`,
      at: error.at ?? layer?.at ?? null,
      exchange: nameOf(exchange),
      count: failed.length,
      ...(isTwice(exchange) ? { fix: RETURN } : {}),
    }
  },
  fix: {
    text: 'Go to this line, and handle what is missing or fails.',
    code: 'const cart = req.session.cart ?? []',
  },
  moves: [{ send: 'GET /' }],
})

const RETURN = {
  text: 'Write return before each answer that is not the last line of its function.',
  code: "if (!req.session.user) return res.redirect('/login')",
}
