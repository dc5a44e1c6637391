import type { Observation } from '../../../observe/observation.ts'
import { cause, type Found } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { forgottenIn, isEmpty } from '../../forgotten.ts'
import { isNoTable, isStorePackage, packageInStack } from '../../store-errors.ts'

/** A call of a store that failed because what is behind it was not made yet. */
function unready(observation: Observation): Found | null {
  const failed = observation.exchanges.flatMap((exchange) => {
    const call = sessionsOf(observation, exchange).at(-1)
    return exchange.store.flatMap(({ op, error }) => {
      if (error === null) return []
      const isBuilt = error.name === 'TypeError' && isStorePackage(packageInStack(error) ?? '')
      return isNoTable(error) || isBuilt ? [{ exchange, call, op, error, isBuilt }] : []
    })
  })
  const [first] = failed
  if (!first) return null
  const { exchange, call, op, error, isBuilt } = first
  return {
    message:
      `${op} of ${call?.store?.className ?? 'the store'} failed at ${requestLine(exchange)} with "${error.message}": ` +
      (isBuilt
        ? 'the store was made from something that is not a database client, or not yet one.'
        : 'the table in which it keeps sessions is not there.'),
    at: call?.at ?? null,
    option: 'store',
    exchange: nameOf(exchange),
    count: failed.length,
    ...(isBuilt ? { fix: BUILD_LATER } : {}),
  }
}

/**
 * A store that was undefined when session() was called, so that a MemoryStore took its place and forgot. On a developer's machine that
 * may be meant.
 */
function unmade(observation: Observation): Found | null {
  const { processes } = observation
  const found = forgottenIn(observation).flatMap(({ exchange, call }) =>
    call.store?.isMemoryStore &&
    isEmpty(call) &&
    processes.some(({ pid, nodeEnv }) => pid === call.pid && nodeEnv === 'production')
      ? [{ exchange, call }]
      : [],
  )
  const [first] = found
  if (!first) return null
  const { exchange, call } = first
  return {
    message:
      `The store was ${call.options['store']?.kind} when session() was called: it is made later, or never. So session() took a MemoryStore without a word, ` +
      `and that had nothing for ${requestLine(exchange)}.`,
    at: call.at,
    option: 'store',
    exchange: nameOf(exchange),
    count: found.length,
    fix: BUILD_LATER,
  }
}

export default cause({
  code: 'store-not-ready',
  title: 'The store is used before what it needs is there',
  level: 'error',
  lesson: 11,
  step: 'The store is offline',
  symptoms: ['error-500', 'data-lost', 'logged-out-at-restart'],
  words: [
    'relation "session" does not exist',
    'no such table: sessions',
    "table 'sessions' doesn't exist",
    'failed to prune sessions',
    'createtableifmissing',
    'connection strategy not found',
    'store undefined',
    'db undefined',
    'client.get is not a function',
    'relation session does not exist',
    'table session does not exist',
    'mongoose connection not ready when the store is created',
    'store created before the database is connected',
    'database not connected yet when the store is created',
  ],
  howToTell:
    'the first call of the store fails with a table that does not exist, or the store was undefined when session() was called',
  explains: [
    'store-failed',
    'save-failed',
    'handler-threw',
    'response-never-ends',
    'memory-store-restart',
    'memory-store-processes',
    'memory-store-production',
  ],
  find: (observation) => unready(observation) ?? unmade(observation),
  fix: {
    text: 'Create the table before the app listens, or let the store do it if it has an option for that.',
    code: "new PgStore({ pool, createTableIfMissing: true }) // connect-pg-simple\n\nawait db.exec('CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, data TEXT)')",
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
  needs: ['node-sqlite3-wasm'],
})

const BUILD_LATER = {
  text: 'Connect to the database first, then make the store of it, and call session() with that.',
  code: 'await mongoose.connect(process.env.MONGO_URL)\n\napp.use(session({ store: MongoStore.create({ client: mongoose.connection.getClient() }), ... }))',
}
