import { cause } from '../../cause.ts'

export default cause({
  code: 'does-not-listen',
  title: 'The app runs but does not listen on any port',
  level: 'error',
  lesson: 11,
  step: 'The store is offline',
  symptoms: ['hangs', 'nothing-happens'],
  words: [
    'server does not start',
    'econnrefused',
    'connection refused',
    'site cannot be reached',
    'app.listen',
    'waits for database',
    'mongooseserverselectionerror',
    'mongonetworkerror',
    'app waits for mongodb',
  ],
  howToTell: 'the process lives, and nobody can connect to it',
  find({ processes, listens, packages, sessions, exchanges }) {
    const isApp = packages.some(({ name }) => name === 'express' || name === 'express-session')
    const isOver = listens.length > 0 || exchanges.length > 0 || processes.some(({ end }) => end !== null)
    if (processes.length === 0 || !isApp || isOver) return null
    const call = sessions.at(-1)
    // What starts it may be observed, too.
    const started = processes.length === 1 ? processes[0] : processes.find(({ pid }) => pid === call?.pid)
    const place = call?.at ? ` in line ${call.at.line}` : ''
    return {
      message:
        `${started?.argv0 ?? 'The app'} is running and has not listened on any port. ` +
        (call
          ? `It got as far as session()${place}, so it waits for something after that, or app.listen() is never called.`
          : 'It did not even get to session(), so it waits for something above that.'),
      at: null,
      exchange: null,
    }
  },
  fix: {
    text: 'Call app.listen() on every path through the start, and let the start fail if a database cannot be reached.',
    code: 'await client.connect() // fails where nobody answers\napp.listen(3000)',
  },
  moves: [{ startsWithinMs: 6000 }],
})
