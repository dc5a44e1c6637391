import { cause } from '../../cause.ts'

export default cause({
  code: 'does-not-listen',
  title: 'The app runs, and listens on no port',
  level: 'error',
  symptoms: ['hangs', 'nothing-happens'],
  words: [
    'server does not start',
    'econnrefused',
    'connection refused',
    'site cannot be reached',
    'app.listen',
    'waits for database',
  ],
  howToTell: 'the process lives, and nobody can connect to it',
  find({ processes, listens, packages, sessions, exchanges }) {
    const [first] = processes
    const isApp = packages.some(({ name }) => name === 'express' || name === 'express-session')
    const isOver = listens.length > 0 || exchanges.length > 0 || processes.some(({ end }) => end !== null)
    if (!first || !isApp || isOver) return null
    const call = sessions.at(-1)
    const place = call?.at ? ` in line ${call.at.line}` : ''
    return {
      message:
        `${first.argv0} is running and has not listened on any port. ` +
        (call
          ? `It came as far as session()${place}, so it waits for something behind that, or app.listen() is never called.`
          : 'It did not even come to session(), so it waits for something above that.'),
      at: null,
      exchange: null,
    }
  },
  fix: {
    text: 'Call app.listen() on every way through the start, and let the start fail where a database cannot be reached.',
    code: 'await client.connect() // fails where nobody answers\napp.listen(3000)',
  },
  moves: [{ startsWithinMs: 6000 }],
})
