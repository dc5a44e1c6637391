import type { SessionCall } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { howToMake } from '../../store-factories.ts'

/** What is called with `new`, or makes what is: its kind. */
const FUNCTIONS = new Set(['class', 'function', 'async function'])

/** What session() throws where its store cannot be listened to, or cannot hold a property (index.js `session`). */
const THROWN = /\.on is not a function|Cannot create property 'generate' on/

/** Whether session() threw because its store is not one. Without a store, or with one that counts as false, it makes a MemoryStore. */
function isNoStore({ options, threw }: SessionCall): boolean {
  const { kind = 'undefined' } = options['store'] ?? {}
  if (threw === null || kind === 'undefined' || kind === 'promise') return false
  return THROWN.test(threw.message) || (FUNCTIONS.has(kind) && !threw.message.includes(' option '))
}

export default cause({
  code: 'store-not-an-instance',
  title: 'session() was given something that is not a store',
  level: 'error',
  lesson: 11,
  step: 'Three methods',
  symptoms: ['process-ends'],
  words: [
    'store.on is not a function',
    'typeerror: store.on',
    "cannot create property 'generate' on string",
    'new filestore',
    'class instead of store',
    'custom store',
    'own store',
    'class instead of an instance of the store',
    'store without new',
    'memorystore without new',
  ],
  howToTell: 'the app ends at its start with "store.on is not a function"',
  explains: ['process-ended', 'does-not-listen', 'handler-threw'],
  find({ sessions, packages }) {
    const found = sessions.filter(isNoStore)
    const [first] = found
    if (!first) return null
    const { kind = '' } = first.options['store'] ?? {}
    const making = FUNCTIONS.has(kind) ? howToMake(packages.map(({ name }) => name)) : null
    return {
      message:
        `${nameOfGiven(kind)} session() wants an object of a class that is based on session.Store, and threw: "${first.threw?.message}".` +
        (making === null ? '' : ` ${making}`),
      at: first.at,
      option: 'store',
      exchange: null,
      count: found.length,
    }
  },
  fix: {
    text: 'Make one object of the class of the store with new, and base a class of your own on session.Store.',
    code: "const FileStore = sessionFileStore(session)\n\nsession({ store: new FileStore({ path: './sessions' }), ... })",
  },
  moves: [{ send: 'GET /' }],
})

function nameOfGiven(kind: string): string {
  if (kind === 'class') return 'session() was given the class of a store as its store, and no object of it.'
  if (FUNCTIONS.has(kind))
    return 'session() was given a function as its store: the class of a store, or what makes that class.'
  if (kind === 'string' || kind === 'number' || kind === 'boolean') return `session() was given a ${kind} as its store.`
  return kind === 'object' || kind === 'array'
    ? `session() was given an ${kind} as its store that lacks what a store has.`
    : `session() was given an object of the class ${kind} as its store, and that class is not based on session.Store.`
}
