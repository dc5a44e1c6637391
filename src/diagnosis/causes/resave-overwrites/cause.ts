import type { ExchangeFacts, StoreCallFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { dataKeys, differences, keysChanged } from '../../overlap.ts'
import { destroyerOf, writerOf } from '../../store-changes.ts'
import { loadOf } from '../../session-data.ts'

/** A session that was written back as it had been, over what another request had made of it. */
interface Overwritten {
  readonly exchange: ExchangeFacts
  readonly other: ExchangeFacts
  /** The keys that were lost; none where the session had been destroyed. */
  readonly lost: readonly string[]
}

export default cause({
  code: 'resave-overwrites',
  title: 'resave: true writes back an old copy of the session',
  level: 'error',
  lesson: 6,
  step: 'Logged out, and back again',
  symptoms: ['data-lost', 'logout-does-not-work'],
  words: [
    'session data lost when two requests overlap',
    'value disappears sometimes',
    'session data randomly lost',
    'logout does not work sometimes',
    'race condition session',
    'resave true',
    'resave true loses changes',
    'change is lost when two requests overlap',
    'resave race condition',
    'old value comes back',
    'logged in again after logout while a slow request was running',
    'slow request brings the session back',
    'session overwritten by an older request',
    'old session data comes back',
    'user is logged in again by an ajax request',
  ],
  howToTell: 'a request that changed nothing saves the session after another request has changed it',
  explains: ['parallel-writes'],
  find(observation) {
    const { exchanges } = observation
    const overwritten = exchanges.flatMap((exchange): readonly Overwritten[] => {
      const call = sessionsOf(observation, exchange).at(-1)
      if (!call || call.options['resave']?.value === false || keysChanged(exchange).length > 0) return []
      const set = exchange.store.find(({ op }) => op === 'set')
      return set && loadOf(exchange)?.session ? overwrittenBy(exchanges, exchange, set) : []
    })
    const [first] = overwritten
    if (!first) return null
    const { exchange, other, lost } = first
    return {
      message:
        `${requestLine(exchange)} loaded the session and changed nothing in it. While it worked, ${requestLine(other)} ` +
        (lost.length > 0 ? `wrote ${lost.join(', ')} to that session. ` : 'destroyed that session. ') +
        `With resave: true, ${requestLine(exchange)} then saved what it had loaded, and ` +
        (lost.length > 0 ? 'the change is lost.' : 'the session is there again.'),
      at: sessionsOf(observation, exchange).at(-1)?.at ?? null,
      option: 'resave',
      exchange: nameOf(exchange),
      count: overwritten.length,
    }
  },
  fix: {
    text: 'Set resave to false: then only what changed is saved.',
    code: 'app.use(session({ secret, resave: false, saveUninitialized: false }))',
  },
  unless:
    '`resave: true` is for stores that have no `touch` and let sessions end by themselves: there a session that is only read would end early. Where your store has `touch`, you do not need it.',
  claims: [
    {
      text: 'A request that changes nothing writes to the store in the broken app.',
      holds: ({ exchanges }) =>
        exchanges.some(({ session, changes }) => session.saved && !changes.some(({ kind }) => kind === 'keys')),
    },
  ],
  moves: [
    { send: 'POST /basket/tea' },
    { together: [{ send: 'GET /report' }, { send: 'POST /basket/milk' }] },
    { send: 'GET /basket' },
  ],
})

function overwrittenBy(
  exchanges: readonly ExchangeFacts[],
  exchange: ExchangeFacts,
  set: StoreCallFacts,
): readonly Overwritten[] {
  if (set.before === null) {
    const other = dataKeys(set.session).length > 0 ? destroyerOf(exchanges, exchange, set) : undefined
    return other ? [{ exchange, other, lost: [] }] : []
  }
  const lost = differences(set.before, set.session)
  const other = lost.length > 0 ? writerOf(exchanges, exchange, set) : undefined
  return other ? [{ exchange, other, lost }] : []
}
