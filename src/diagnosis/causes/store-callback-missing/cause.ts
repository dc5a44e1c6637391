import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { isOfApp, placeOfMethod } from '../../store-place.ts'
import { isLeftWaiting, storeAnswersSince } from '../../waiting.ts'

export default cause({
  code: 'store-callback-missing',
  title: 'A method of the store never says that it is done',
  level: 'error',
  lesson: 11,
  step: 'Three methods',
  symptoms: ['hangs'],
  words: [
    'request hangs with custom store',
    'own store hangs',
    'async store',
    'store with promises',
    'store callback not called',
    'store set never calls back',
  ],
  howToTell: 'the request stays open, and a method of the store was called and has not called back',
  explains: ['response-never-ends', 'store-not-connected', 'nothing-saved'],
  find(observation) {
    const stuck = observation.exchanges.flatMap((exchange) => {
      const call = sessionsOf(observation, exchange).at(-1)
      const waiting = exchange.store.findLast(({ doneMs, error }) => doneMs === null && error === null)
      const isThere = isOfApp(call) || storeAnswersSince(observation, exchange)
      return waiting && isThere && isLeftWaiting(observation, exchange) ? [{ exchange, call, waiting }] : []
    })
    const [first] = stuck
    if (!first) return null
    const { exchange, call, waiting } = first
    const { op } = waiting
    return {
      message:
        `${requestLine(exchange)} was never answered to its end: ${op} of ${call?.store?.className} was called and never called ` +
        'its callback. A store has to, on every path, and express-session ignores a promise that it returns.',
      ...placeOfMethod(call, op),
      exchange: nameOf(exchange),
      count: stuck.length,
      fix: { code: FIXES[op] },
    }
  },
  fix: {
    text: 'Call the function on every way through the method: with an error if it failed, and with null and the session if there is one.',
    code: 'set(id, data, done) {\n  write(id, JSON.stringify(data)).then(() => done(null), done)\n}',
  },
  moves: [{ send: 'POST /login' }],
})

const FIXES = {
  get: 'get(id, done) {\n  read(id).then((text) => done(null, text === null ? null : JSON.parse(text)), done)\n}',
  set: 'set(id, data, done) {\n  write(id, JSON.stringify(data)).then(() => done(null), done)\n}',
  touch: 'touch(id, data, done) {\n  moveEnd(id, data.cookie).then(() => done(null), done)\n}',
  destroy: 'destroy(id, done) {\n  remove(id).then(() => done(null), done)\n}',
} as const
