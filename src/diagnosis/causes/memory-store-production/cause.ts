import type { Observation, SessionCall } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'

/** Whether a call of session() took a MemoryStore where express-session warns of it (index.js `warning`). */
const isWarned =
  ({ processes }: Observation) =>
  ({ pid, store, printed, during }: SessionCall): boolean =>
    during === null &&
    store?.isMemoryStore === true &&
    (printed.some((line) => line.includes('MemoryStore is not')) ||
      processes.some((one) => one.pid === pid && one.nodeEnv === 'production'))

export default cause({
  code: 'memory-store-production',
  title: 'MemoryStore is used in production',
  level: 'warning',
  symptoms: ['logged-out-at-restart', 'works-locally-only'],
  words: [
    'memorystore is not designed for a production environment',
    'warning: connect.session() memorystore',
    'will leak memory',
    'will not scale past a single process',
    'memorystore production',
  ],
  howToTell:
    'the app prints "connect.session() MemoryStore is not designed for a production environment" when it starts',
  lesson: 4,
  step: 'What express-session says about MemoryStore',
  find(observation) {
    const warned = observation.sessions.filter(isWarned(observation))
    const [first] = warned
    if (!first) return null
    const isMeant = 'store' in first.options
    return {
      message:
        `The app runs with NODE_ENV=production, and session() ${isMeant ? 'was given' : 'was given no store, so it made'} a MemoryStore. That forgets all ` +
        'sessions at each restart, is not shared with another process, and deletes an expired session only when it is asked for it.',
      at: first.at,
      ...(isMeant ? { option: 'store' } : {}),
      exchange: null,
      count: warned.length,
    }
  },
  fix: {
    text: 'Give session() a store that keeps sessions outside of the process and ends them.',
    code: "const client = await createClient({ url: process.env.REDIS_URL }).connect()\n\nsession({ store: new RedisStore({ client }), ... }) // from 'connect-redis'",
  },
  unless: 'MemoryStore is right for development and tests, with one process and no harm done if it forgets.',
  moves: [{ restart: true, variables: { NODE_ENV: 'production' } }, { send: 'POST /login' }],
})
