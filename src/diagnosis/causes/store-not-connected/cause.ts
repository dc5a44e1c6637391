import type { Observation, Place } from '../../../observe/observation.ts'
import { cause, type ExchangeName } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { isDatabase, isOffline } from '../../store-errors.ts'
import { isOfApp } from '../../store-place.ts'
import { isLeftWaiting, isSilent, storeAnswersSince } from '../../waiting.ts'

interface Sign {
  readonly message: string
  readonly at: Place | null
  readonly exchange: ExchangeName | null
}

/** What requests show: the store failed, said that it is disconnected, or never answered. */
const inExchanges = (observation: Observation): readonly Sign[] =>
  observation.exchanges.flatMap((exchange): readonly Sign[] => {
    const call = sessionsOf(observation, exchange).at(-1)
    const [line, name] = [requestLine(exchange), call?.store?.className ?? 'the store']
    const sign = (message: string): readonly Sign[] => [{ message, at: call?.at ?? null, exchange: nameOf(exchange) }]
    if (exchange.session.state === 'store-offline')
      return sign(
        `${name} had said that it is disconnected, and not yet that it is connected again, when ${line} came. Until it does, express-session ` +
          'lets every request through without a session: req.session is undefined.',
      )
    const failed = exchange.store.find(({ error }) => error !== null && isOffline(error))
    if (failed)
      return sign(
        `${failed.op} of ${name} failed at ${line}, because its client is not connected, or nothing answers it: "${failed.error?.message}".`,
      )
    const waiting = exchange.store.find(({ doneMs, error }) => doneMs === null && error === null)
    return waiting &&
      !isOfApp(call) &&
      (isSilent(observation, exchange, call?.store?.id) ||
        (isLeftWaiting(observation, exchange) && !storeAnswersSince(observation, exchange)))
      ? sign(
          `${line} waits for ${waiting.op} of ${name}, which does not answer: a client that has lost its server, or never found it, keeps ` +
            'all it is asked until the server is back.',
        )
      : []
  })

/** What ended the process: a client that could not reach its server, and nobody caught that. */
const inProblems = ({ problems, packages }: Observation): readonly Sign[] =>
  problems.flatMap(({ kind, error }) =>
    kind === 'uncaught' && isOffline(error) && packages.some(isDatabase)
      ? [
          {
            message: `The server behind the store cannot be reached, and nothing caught the error, so the process ended: "${error.message || error.code}".`,
            at: error.at,
            exchange: null,
          },
        ]
      : [],
  )

export default cause({
  code: 'store-not-connected',
  title: 'The store is not connected to its server',
  level: 'error',
  lesson: 11,
  step: 'The store is offline',
  symptoms: ['error-500', 'hangs', 'session-undefined', 'process-ends', 'data-lost'],
  words: [
    'store is disconnected',
    'the client is closed',
    'clientclosederror',
    'redis connection refused',
    'connect econnrefused 127.0.0.1:6379',
    'econnrefused 27017',
    'mongoserverselectionerror',
    'session undefined with redis',
    'req.session suddenly undefined until restart',
    'redis hangs',
    'client.connect()',
    '500 on second request',
    'page never loads when redis is not running',
    'redis is not running',
    'app hangs when redis is down',
  ],
  howToTell:
    'the trace says "store is disconnected", or the store fails with "The client is closed" or ECONNREFUSED, or never answers',
  explains: [
    'store-failed',
    'save-failed',
    'store-forgets',
    'handler-threw',
    'process-ended',
    'response-never-ends',
    'does-not-listen',
    'session-below-route',
    'session-not-used',
    'nothing-saved',
  ],
  find(observation) {
    const signs = [...inProblems(observation), ...inExchanges(observation)]
    const [first] = signs
    return first ? { ...first, ...(first.exchange ? { option: 'store' } : {}), count: signs.length } : null
  },
  fix: {
    text: 'Connect the client and wait for it before the app listens, listen to its errors, and let the store say when it is connected again.',
    code: "const client = createClient({ url: process.env.REDIS_URL })\nclient.on('error', (error) => console.error(error))\nawait client.connect()\n\napp.listen(3000)",
  },
  moves: [{ send: 'POST /login' }, { send: 'POST /hiccup' }, { send: 'GET /' }],
})
