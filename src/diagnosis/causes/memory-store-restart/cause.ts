import type { Observation, SessionCall } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { elsewhereIn, forgottenIn, isEmpty, isInMemory } from '../../forgotten.ts'
import { isStorePackage } from '../../store-errors.ts'

export default cause({
  code: 'memory-store-restart',
  title: 'The sessions are in the memory of the process, and a restart forgets them',
  level: 'warning',
  symptoms: ['logged-out-at-restart', 'data-lost'],
  words: [
    'logged out after restart',
    'logged out after deploy',
    'logged out when nodemon restarts',
    'sessions lost on restart',
    'session lost after server restart',
    'memorystore',
    'no session found',
    'keep sessions after restart',
    'have to log in again after every deploy',
    'sessions lost when nodemon restarts',
    'logged out whenever i save a file',
    'sessions lost when the dyno cycles',
  ],
  howToTell:
    'a cookie from before the restart comes back with a valid signature, and the trace says "no session found"',
  lesson: 4,
  step: 'The server restarts',
  explains: ['memory-store-production'],
  find(observation) {
    const lost = forgottenIn(observation).filter((one) => one.isRestart === true && isInMemory(one.call) !== false)
    const [first] = lost
    if (!first) return null
    const { exchange, kept, call } = first
    const { className } = call.store ?? {}
    const why =
      isInMemory(call) === true
        ? `${givenInstead(call, observation)}A ${className} keeps sessions in the memory of its process, and that process had ended.`
        : `${className} had said that it was kept: so it keeps sessions in memory, writes them later than it says, or looks for them in ` +
          'another place after a start. A process that is killed runs no handler and waits for no timer.'
    return {
      message:
        `${requestLine(exchange)} brought back the cookie of ${requestLine(kept)} after the app had started over. Its signature fits, and the ` +
        `store had nothing under its id. ${why}`,
      at: call.at,
      ...('store' in call.options ? { option: 'store' } : {}),
      exchange: nameOf(exchange),
      count: lost.length,
      // Whichever was seen first is told, and one store outside of the process is the answer to both.
      explains: elsewhereIn(observation).at(0)?.isRestart === true ? ['memory-store-processes'] : [],
    }
  },
  fix: {
    text: 'Give session() a store that keeps sessions outside of the process: in files, in a database, or in Redis.',
    code: "const FileStore = sessionFileStore(session) // from 'session-file-store'\n\nsession({ store: new FileStore({ path: './sessions', retries: 0 }), ... })",
  },
  unless:
    'MemoryStore is right while you develop and in tests: a restart that forgets everything is often what you want there.',
  claims: [
    {
      text: 'The signature of the old cookie still fits after the restart: it is the store that knows nothing.',
      holds: ({ exchanges }) => exchanges.at(-1)?.session.state === 'unknown-id',
    },
  ],
  moves: [{ send: 'POST /login' }, { restart: true }, { send: 'GET /' }],
})

/** What session() got where a store was meant, before a space; empty where nothing shows that one was. */
function givenInstead(call: SessionCall, { packages }: Observation): string {
  if (isEmpty(call))
    return 'The option store held nothing when session() was called, as when a class is called without new, so it took a MemoryStore. '
  const loaded = packages.find(({ name }) => isStorePackage(name))
  return loaded && !('store' in call.options)
    ? `${loaded.name} is loaded, but session() got no option store, so it took a MemoryStore. `
    : ''
}
