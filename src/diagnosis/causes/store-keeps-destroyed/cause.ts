import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { lastChange } from '../../forgotten.ts'
import { placeOfMethod } from '../../store-place.ts'
import { loadOf } from '../../session-data.ts'

export default cause({
  code: 'store-keeps-destroyed',
  title: 'The store still has a session that it was told to destroy',
  level: 'error',
  lesson: 11,
  step: 'Three methods',
  symptoms: ['logout-does-not-work', 'insecure'],
  words: [
    'logout does not work',
    'destroy does nothing',
    'still logged in after destroy',
    'session still exists after destroy',
    'old cookie still works after logout',
    'custom store destroy',
  ],
  howToTell:
    'the store called back without an error when it was told to destroy the session, and finds it when its id comes back',
  explains: ['logout-keeps-session'],
  find(observation) {
    const found = observation.exchanges.flatMap((exchange) => {
      const get = loadOf(exchange)
      if (!get || exchange.session.state !== 'found') return []
      const last = lastChange(observation, exchange, get)
      return last?.call.op === 'destroy' && last.call.error === null ? [{ exchange, destroyed: last.exchange }] : []
    })
    const [first] = found
    if (!first) return null
    const { exchange, destroyed } = first
    const call = sessionsOf(observation, exchange).at(-1)
    return {
      message:
        `${requestLine(destroyed)} destroyed its session, and ${call?.store?.className} called back without an error. ${requestLine(exchange)} came with the ` +
        'same id, and the store still had the session: anyone who has the old cookie is logged in again.',
      ...placeOfMethod(call, 'destroy'),
      exchange: nameOf(exchange),
      count: found.length,
    }
  },
  fix: {
    text: 'Let destroy delete what set has kept under that id, and call back when it is gone.',
    code: 'destroy(id, done) {\n  fs.rm(fileOf(id), { force: true }, done)\n}',
  },
  moves: [{ send: 'POST /login' }, { send: 'POST /logout' }, { send: 'GET /' }],
})
