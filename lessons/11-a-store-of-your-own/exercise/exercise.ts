import {
  advance,
  answerOf,
  byHand,
  check,
  exercise,
  get,
  mistake,
  post,
  restart,
  send,
  type Evidence,
  type Handle,
  type Run,
} from '../../../src/exercise/index.ts'
import { broke } from '../../ways.ts'

const MINUTE = 60_000

const asks = (label: string, browser: string) => send(label, get('/me'), { browser })
const enters = (label: string, user: string, browser: string) => send(label, post(`/login/${user}`), { browser })

/** The cookie that an answer gave, if it gave one, from a client that does not know its end. */
const copied = (label: string, login: Handle<'send'>) =>
  byHand(label, get('/me'), (run) => (run.at(login).set ? run.at(login).cookieHeader() : undefined))

const adaIn = enters('Ada logs in', 'ada', 'Ada')
const adaBack = asks('Ada comes back', 'Ada')
const beaIn = enters('Bea logs in', 'bea', 'Bea')
const beaAt50 = asks('Bea at minute 50', 'Bea')
const beaLater = copied("a copy of Bea's cookie, two hours later", beaIn)
const cyIn = enters('Cy logs in', 'cy', 'Cy')
const cyReads = [10, 35, 60].map((minute) => asks(`Cy reads at minute ${minute}`, 'Cy'))
const cyReadsOn = asks('Cy reads on at minute 85', 'Cy')
const [cyAt10 = cyReadsOn] = cyReads
const danIn = enters('Dan logs in', 'dan', 'Dan')
const danOut = send('Dan logs out', post('/logout'), { browser: 'Dan' })
const danCopy = copied("a copy of Dan's cookie", danIn)

const user = (run: Run, of: Handle<'send'>) => run.at(of).json['user']

/** A session that the store was given, and had no more when it was asked. */
const isLost = ({ run }: Evidence, of: Handle<'send'>) => run.at(of).sent !== undefined && run.at(of).notFound

/** Where a method of the store stands. */
const methodOf = ({ observation }: Evidence, name: string) => {
  const { at = null, className = '' } = observation.sessions.at(-1)?.store ?? {}
  return { at, method: `${className}.${name}` }
}

export default exercise({
  home: import.meta.url,
  actions: [
    [adaIn, restart('a deploy: the table is empty'), adaBack],
    [beaIn, advance('50 minutes', 50 * MINUTE), beaAt50, advance('two hours', 120 * MINUTE), beaLater],
    [cyIn, ...cyReads.flatMap((read, i) => [advance(`on to reading ${i + 1}`, (i === 0 ? 10 : 25) * MINUTE), read])],
    [advance('on to minute 85', 25 * MINUTE), cyReadsOn],
    [danIn, danOut, danCopy],
  ].flat(),
  checks: [
    check('unknown', 'A cookie that the store does not know is not an error.', {
      exchange: adaBack,
      header: '> Cookie',
      holds: (run) => run.at(adaBack).status === 200 && user(run, adaBack) === 'nobody',
      symptoms: ['error-500', 'hangs', 'session-undefined'],
      otherwise:
        'Ada came back with a cookie from before the deploy, and should have been answered with "user":"nobody", status 200.',
    }),
    check('lasts', 'A login is still there after 50 minutes.', {
      exchange: beaAt50,
      holds: (run) => user(run, beaAt50) === 'bea',
      symptoms: ['no-cookie', 'session-undefined'],
      mistakes: [
        broke(beaAt50),
        mistake(
          (seen) => isLost(seen, beaAt50) && isLost(seen, cyAt10) && methodOf(seen, 'set'),
          'Ten minutes are already too long for this store: it took the row for ended. `Date.now()` counts milliseconds, so what set() adds to it has ' +
            'to be an hour of those.',
        ),
        mistake(
          (seen) => isLost(seen, beaAt50) && methodOf(seen, 'set'),
          'After ten minutes the store still had the session, after 50 it took the row for ended. A login lasts for an hour.',
        ),
      ],
      otherwise: 'At minute 50 /me should have been answered with "user":"bea".',
    }),
    check('reads', 'A login stays as long as its user keeps reading.', {
      exchange: cyReadsOn,
      holds: (run) => user(run, cyReadsOn) === 'cy',
      symptoms: ['logged-out-early', 'no-cookie', 'session-undefined'],
      mistakes: [
        mistake(
          (seen) =>
            seen.run.at(cyReadsOn).found !== null &&
            seen.run.at(cyReadsOn).data['user'] === undefined &&
            methodOf(seen, 'touch'),
          'The session was found, but without its user. touch() moves the end, and must leave the rest alone.',
        ),
        mistake(
          (seen) => isLost(seen, cyAt10) && methodOf(seen, 'set'),
          'At minute 10 the session was gone from the store, so there was none to keep.',
        ),
      ],
      otherwise: 'At minute 85, 25 minutes after the visit before, /me should have been answered with "user":"cy".',
    }),
    check('over', 'Two hours after the last visit, a copy of the cookie opens nothing.', {
      exchange: beaLater,
      holds: (run) => run.at(beaLater).sent !== undefined && user(run, beaLater) !== 'bea',
      symptoms: ['insecure', 'no-cookie'],
      otherwise: 'Two hours later a copy of the cookie should have been nobody.',
    }),
    check('minutes', 'The minutes since the login are counted.', {
      exchange: cyAt10,
      holds: (run) => run.at(cyAt10).json['minutes'] === 10,
      symptoms: ['no-cookie', 'session-undefined'],
      mistakes: [
        broke(cyAt10),
        mistake(
          ({ run, facts }) => typeof run.at(cyAt10).found?.['loggedInAt'] === 'string' && answerOf(facts(cyAt10)),
          'The login wrote a Date into the session, and a string came out of the store: JSON has no Date.',
        ),
        mistake(
          (seen) => isLost(seen, cyAt10) && methodOf(seen, 'set'),
          'At minute 10 the session was gone from the store, so nothing says when the login was.',
        ),
      ],
      otherwise: 'Ten minutes after the login, /me should have been answered with "minutes":10.',
    }),
    check('logout', 'A logout is answered, and ends the session in the store.', {
      exchange: danCopy,
      holds: (run) =>
        run.at(danOut).status === 200 && run.at(danCopy).sent !== undefined && user(run, danCopy) !== 'dan',
      symptoms: ['hangs', 'logout-does-not-work'],
      mistakes: [
        mistake(
          ({ run, facts }) => run.at(danOut).destroyed.length === 0 && answerOf(facts(danOut)),
          'The logout told the store nothing, so the session is still there for anyone who has the cookie.',
        ),
      ],
      otherwise:
        'The logout should have been answered with status 200, and a copy of the cookie should be nobody from then on.',
    }),
  ],
  hints: [
    'Read each method of the store, and ask of each way through it: is `done` called, and what with?',
    'For an id that it does not know, a Map returns `undefined`. What does `get` do with that? The right answer is `done(null, null)`.',
    '`rolling: true` sends the cookie again with each answer. The store is not told, unless it has the fourth method: touch().',
    '`Date.now()` counts milliseconds. And a Date in the session comes back from JSON as a string: keep a number.',
  ],
  explanation: `
session() calls four methods of a store, and waits for each to call back. \`get\` gives the object that \`set\` was given, or null:
an id that is not there is no error. \`destroy\` must call back, too, or the logout that waits for it is never answered.

A store has ends of its own: the cookie of a browser may be copied, and a copy never ends. So \`get\` looks at the end of the row,
\`set\` writes it, and \`touch\` moves it, which is all that session() calls where a session was only read.

What is in a session goes through JSON. A Date becomes a text, so a moment is kept as a number of milliseconds.
`.trim(),
})
