import { cause } from '../../cause.ts'

export default cause({
  code: 'store-is-a-promise',
  title: 'The store is a promise: what makes it was not awaited',
  level: 'error',
  lesson: 11,
  step: 'Three methods',
  symptoms: ['process-ends'],
  words: [
    'store.on is not a function',
    'typeerror: store.on',
    'store promise',
    'async store',
    'await store',
    'store is a promise',
  ],
  howToTell: 'the app ends at its start with "store.on is not a function", and a function marked async makes the store',
  explains: ['process-ended', 'does-not-listen', 'handler-threw'],
  find({ sessions }) {
    const found = sessions.filter(({ options }) => options['store']?.kind === 'promise')
    const [first] = found
    if (!first) return null
    return {
      message:
        'session() was given a promise as its store: the function that makes the store is async, and session() does not wait for it. ' +
        'A promise has none of the methods of a store, so session() threw.',
      at: first.at,
      option: 'store',
      exchange: null,
      count: found.length,
    }
  },
  fix: {
    text: 'Await the store before you call session().',
    code: 'const store = await makeStore()\n\napp.use(session({ store, ... }))',
  },
  moves: [{ send: 'GET /' }],
})
