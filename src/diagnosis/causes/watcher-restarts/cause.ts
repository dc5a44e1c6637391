import type { ExchangeFacts, Observation, ProcessFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { isInMemory } from '../../forgotten.ts'

/** How soon a watcher has started the app again after a file has changed, in milliseconds. */
const SOON_MS = 5000

/** Packages with stores that write no files here: a server does, elsewhere. */
const IN_DATABASE = /redis|mongo|pg|postgres|mysql|mssql|memcached|dynamo|prisma|typeorm|knex|sequelize|drizzle/

interface Restarted {
  readonly exchange: ExchangeFacts
  readonly next: ProcessFacts
}

/** Starts that came soon after a session was written by the process before, under the same watcher. */
const restartsIn = (observation: Observation): readonly Restarted[] =>
  observation.processes.flatMap((next, index) => {
    const before = observation.processes[index - 1]
    if (!before || before.parent !== next.parent || next.watcher === null) return []
    const exchange = observation.exchanges.findLast(
      (one) => one.pid === before.pid && one.store.some(({ op }) => op === 'set' || op === 'touch' || op === 'destroy'),
    )
    const call = exchange && sessionsOf(observation, exchange).at(-1)
    const isWritten = call !== undefined && isInMemory(call) !== true && !IN_DATABASE.test(call.store?.package ?? '')
    return exchange && isWritten && next.startedAt - exchange.at <= SOON_MS ? [{ exchange, next }] : []
  })

/** Once may be chance: somebody saves a file just then. */
const LEAST = 2

export default cause({
  code: 'watcher-restarts',
  title: 'The app starts over whenever a session is written, because a watcher watches that folder',
  level: 'error',
  where: 'environment',
  lesson: 4,
  step: 'A store on disk',
  symptoms: ['data-lost', 'nothing-happens', 'process-ends'],
  words: [
    'nodemon restarts on every request',
    'server restarts at every login',
    'nodemon loop',
    'nodemon sessions folder',
    'restarting due to changes',
    'nodemon ignore sessions',
    'session-file-store nodemon',
  ],
  howToTell: 'nodemon says "restarting due to changes..." after each login',
  explains: ['process-ended'],
  find(observation) {
    const restarts = restartsIn(observation)
    const [first] = restarts
    if (!first || restarts.length < LEAST) return null
    const { exchange, next } = first
    const call = sessionsOf(observation, exchange).at(-1)
    return {
      message:
        `${next.watcher} started the app again ${restarts.length} times, each time just after a session had been written, first after ` +
        `${requestLine(exchange)}. The folder of the sessions is among the files that it watches.`,
      at: call?.at ?? null,
      option: 'store',
      exchange: nameOf(exchange),
      count: restarts.length,
    }
  },
  fix: {
    text: 'Tell the watcher to leave that folder alone, or keep the sessions outside of what it watches.',
    code: 'nodemon --ignore sessions/ server.js',
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }, { send: 'POST /login' }, { send: 'GET /' }],
  needs: ['nodemon'],
})
