import {
  answerOf,
  check,
  exercise,
  follow,
  get,
  landing,
  mistake,
  post,
  send,
  type Run,
} from '../../../src/exercise/index.ts'

const login = send('Ada logs in', post('/login/ada'), { browser: 'Ada' })
const home = landing('where the login leads to')
const second = send('Ada comes again', get('/home'), { browser: 'Ada' })
const logout = send('Ada logs out', post('/logout'), { browser: 'Ada' })
const after = landing('where the logout leads to')

const user = (visit: typeof home) => (run: Run) => run.at(visit).json['user']

const loggingIn = follow('log in', login, home)
const loggingOut = follow('log out', logout, after)
const isSavedFirst = (run: Run) => run.at(loggingIn).inOrder([login, 'set ends'], [login, 'head'])

/** Whether what the logout told the store was done when its answer began. */
const isOutFirst = (run: Run) =>
  (['set ends', 'destroy ends'] as const).some((done) => run.at(loggingOut).inOrder([logout, done], [logout, 'head']))

export default exercise({
  home: import.meta.url,
  actions: [loggingIn, second, loggingOut],
  checks: [
    check('login', 'The page that the login leads to knows who logged in.', {
      exchange: login,
      // On a busy machine a browser may be late, too. What counts is that it need not be.
      holds: (run) => isSavedFirst(run) && user(home)(run) === 'ada',
      symptoms: ['no-cookie', 'session-undefined'],
      mistakes: [
        mistake(
          ({ run, facts }) => run.at(login).saved !== undefined && !isSavedFirst(run) && answerOf(facts(login)),
          'The redirect went out before the store had saved the session. A browser goes on at once, and its next request asks a store that ' +
            'knows nothing yet.',
        ),
      ],
      otherwise: 'The page that the login leads to should have been answered with "user":"ada".',
    }),
    check('visits', 'The second visit of /home is number 2.', {
      exchange: second,
      holds: (run) => run.at(second).json['visits'] === 2,
      symptoms: ['no-cookie'],
      mistakes: [
        mistake(
          ({ run, facts }) =>
            run.at(second).found !== null && run.at(second).json['visits'] === 1 && answerOf(facts(second)),
          'The second visit found its session, and the number stayed at 1: nothing from the first visit is in it.',
        ),
      ],
      otherwise: 'The second visit of /home should have been answered with "visits":2.',
    }),
    check('logout', 'The page that the logout leads to says nobody.', {
      exchange: logout,
      holds: (run) => isOutFirst(run) && user(after)(run) === 'nobody',
      mistakes: [
        mistake(
          ({ run, facts }) => run.at(logout).takenOff && run.at(logout).ops === 'get' && answerOf(facts(logout)),
          'The session was only taken off the request. The store was not told, and still has it: that is what `unset: keep` means.',
        ),
        mistake(
          ({ run, facts }) => run.at(logout).destroyed.length > 0 && !isOutFirst(run) && answerOf(facts(logout)),
          'The logout called `destroy()` and redirected at once. The browser may be back before the store has deleted the session.',
        ),
        mistake(
          ({ run, facts }) => run.at(logout).saved !== undefined && !isOutFirst(run) && answerOf(facts(logout)),
          'The logout changed the session and redirected at once. The browser may be back before the store has saved the change.',
        ),
      ],
      otherwise: 'The logout should lead to a page that is answered with "user":"nobody".',
    }),
  ],
  hints: [
    'Look at the exchanges in the order in which they came. What had the store been told when the next request came, and had it done that?',
    '`res.redirect()` sends the headers at once, and the browser needs no more to go on. So it is called when the store is ready.',
    '`req.session.save()` and `req.session.destroy()` are each given a function, and call it when the store is done.',
    'In /home, two lines have to change places: what is written after the answer is never saved.',
  ],
  explanation: `
session() tells the store when an answer ends. It lets the headers out at once, and holds back the last byte until the store has
saved. A browser that is redirected does not wait for that byte.

So where a redirect leads to a page that needs what you changed, change it, wait for the store, and redirect then:
\`req.session.save()\` and \`req.session.destroy()\` call back when the store is done. For an answer that is no redirect this is not
needed, because a client reads it to the end.

What is written into \`req.session\` after \`res.json()\` comes too late: the store was told when that answer ended.
`.trim(),
})
