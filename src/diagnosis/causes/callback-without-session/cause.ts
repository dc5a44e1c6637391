import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { uncaughtOf } from '../../uncaught.ts'

/** What Node.js says where something is put into nothing. */
const SETTING = /^Cannot set properties of undefined \(setting '(\w+)'\)$/

export default cause({
  code: 'callback-without-session',
  title: 'The callback of regenerate() does not get the new session',
  level: 'error',
  lesson: 9,
  step: 'When the store refuses',
  symptoms: ['process-ends', 'error-500', 'hangs'],
  words: [
    'regenerate callback session undefined',
    'regenerate callback argument',
    'cannot set properties of undefined in regenerate',
    'server crashes in regenerate',
  ],
  howToTell: 'the process ends in the callback of regenerate(), where the code writes to its first argument',
  explains: ['process-ended', 'response-never-ends'],
  find(observation) {
    const taken = observation.exchanges.flatMap((exchange) => {
      const call = exchange.calls.findLast(({ method, doneMs }) => METHODS.has(method) && doneMs !== null)
      // Where there is no session any more, that is what was written to.
      const isGone = exchange.changes.some(({ kind }) => kind === 'removed')
      const [found] = uncaughtOf(observation, exchange).flatMap((error) => {
        const key = SETTING.exec(error.message)?.[1]
        return key === undefined ? [] : [{ error, key }]
      })
      return call && call.error === null && !isGone && found ? [{ exchange, call, ...found }] : []
    })
    const [first] = taken
    if (!first) return null
    const { exchange, call, error, key } = first
    return {
      message:
        `${requestLine(exchange)} called ${call.method}(), and its callback tried to set ${key} on its first argument. What ${call.method}() hands to its ` +
        'callback is an error, or nothing. The session is in req.session by then.',
      at: error.at ?? call.at,
      exchange: nameOf(exchange),
      count: taken.length,
    }
  },
  fix: {
    text: 'Its first argument is an error: check that, and write to req.session.',
    code: 'req.session.regenerate((error) => {\n  if (error) return next(error)\n  req.session.user = user\n})',
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})

const METHODS: ReadonlySet<string> = new Set(['regenerate', 'reload', 'save'])
