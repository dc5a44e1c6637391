import { wrong } from '../../../../src/exercise/index.ts'
import {
  REGENERATE,
  DESTROY,
  REFUSAL,
  CONDITION,
  DELETE,
  HANDLER,
  logoutDoes,
  accountDoes,
  guardAsks,
} from './edits.ts'
import { wrongLogins } from './logins.ts'
import { wrongMiddleware } from './middleware.ts'
import { wrongPasswords } from './passwords.ts'

export default [
  ...wrongPasswords,
  ...wrongLogins,
  ...wrongMiddleware,
  wrong('forgot the return after 401', {
    edits: [[`${REFUSAL}    return\n`, REFUSAL]],
    fails: ['strangers'],
    says: /the route ran all the same.*look at what comes after it/,
  }),
  wrong('calls the guard inside of a handler', {
    edits: [[HANDLER, `app.delete('/letters', (req, res, next) => {\n  requireLogin(req, res, next)\n`]],
    fails: ['strangers'],
    says: /^Here a handler calls the guard\. The guard answers 401 and returns/,
  }),
  wrong('guards the GET only', {
    edits: [[HANDLER, `app.delete('/letters', (_req, res) => {\n`]],
    fails: ['strangers'],
    says: /not at DELETE \/letters/,
  }),
  wrong('redirects to a page', {
    edits: [["res.status(401).json({ error: 'log in first' })", "res.redirect('/login')"]],
    fails: ['strangers'],
    says: /sent to another page/,
  }),
  wrong('puts the guard below the routes', {
    edits: [
      [HANDLER, `app.delete('/letters', (_req, res) => {\n`],
      ["app.get('/letters', requireLogin, ", "app.get('/letters', "],
      ['app.listen(3000)', "app.use('/letters', requireLogin)\n\napp.listen(3000)"],
    ],
    fails: ['strangers', 'fixation', 'deleted', 'logout'],
    says: /stands below a route for \/letters/,
  }),
  wrong('turns the guard round', {
    edits: [guardAsks('users.has(userID)')],
    fails: ['strangers', 'login', 'fixation', 'logout'],
    says: /^The guard is the wrong way round: it lets in those who have no user/,
  }),
  wrong('asks whether there is a session', {
    edits: [guardAsks('!req.session')],
    fails: ['strangers', 'fixation', 'deleted', 'logout'],
    says: /^The guard let a stranger pass\. Each request has a req\.session/,
  }),
  wrong('asks a Map with square brackets', {
    edits: [guardAsks('!users[userID]')],
    fails: ['login'],
    says: /square brackets do not look among its entries/,
  }),
  wrong('asks the users for a text', {
    edits: [['users.has(userID)', 'users.has(String(userID))']],
    fails: ['login'],
    says: /the number becomes a text/,
  }),
  wrong('asks the users for a name', {
    edits: [['users.has(userID)', 'users.has(req.session.name)']],
    fails: ['login'],
    says: /with {"userID":1} in it.*Look at what the guard compares/,
  }),
  wrong('believes what the session says', {
    edits: [guardAsks('userID === undefined')],
    fails: ['deleted'],
    says: /still says {"userID":2}/,
  }),
  wrong('deletes the session instead of the user', {
    edits: [['  users.delete(req.session.userID)\n', '  req.session.destroy()\n']],
    fails: ['deleted'],
    says: /Ben can log in again/,
  }),
  wrong('destroys the session before the user', {
    edits: accountDoes(`  req.session.destroy(() => {\n  ${DELETE.replace('\n', '\n  ')}  })\n`),
    problem: 'crash',
    fails: [],
    says: /in its function there is none any more/,
  }),
  wrong('reads from a session that it has destroyed', {
    edits: accountDoes(`  req.session.destroy()\n${DELETE}`),
    fails: ['deleted'],
    says: /^destroy\(\) takes req\.session away at once, and what comes next/,
  }),
  wrong('lets in whom it does not find', {
    edits: [
      [
        `  if (${CONDITION}) {\n`,
        `  if (userID !== undefined && !users.has(userID)) return next()\n  if (userID === undefined) {\n`,
      ],
    ],
    fails: ['deleted'],
    says: /though the guard looks among the users/,
  }),
  wrong('ends the sessions of everybody when an account is deleted', {
    edits: accountDoes(`${DELETE}  req.sessionStore.all((_error, all) => {
    for (const id of Object.keys(all)) req.sessionStore.destroy(id)
  })
`),
    fails: ['others'],
    says: /Look at whose sessions end there/,
  }),
  wrong('empties the store when an account is deleted', {
    edits: accountDoes(
      `  users.delete(req.session.userID)\n  req.sessionStore.clear(() => res.json({ deleted: true }))\n`,
    ),
    fails: ['others'],
    says: /^clear\(\) empties the whole store/,
  }),
  wrong('deletes all users', {
    edits: [['users.delete(req.session.userID)', 'users.clear()']],
    fails: ['others'],
    says: /she is refused, too\. Look at who is gone/,
  }),
  wrong('keeps a list of users who logged out', {
    edits: [
      guardAsks(`${CONDITION} || gone.has(userID)`),
      ['const app = express()\n', 'const gone = new Set()\nconst app = express()\n'],
      [DESTROY, `  gone.add(req.session.userID)\n  res.json({ loggedOut: true })\n`],
    ],
    fails: ['logout'],
    says: /A logout ends one session, and is not to be held against its user/,
  }),
  wrong('deletes the user on logout', {
    edits: logoutDoes(`  users.delete(req.session.userID)\n  res.json({ loggedOut: true })\n`),
    fails: ['logout'],
    says: /cannot log in again: POST \/login answered 401/,
  }),
  wrong('makes the logout a GET', {
    edits: [["app.post('/logout'", "app.get('/logout'"]],
    fails: ['logout'],
    says: /The logout is a GET here/,
  }),
  wrong('takes the cookie out of the session on logout', {
    edits: logoutDoes(`  req.session.cookie = null\n  res.json({ loggedOut: true })\n`),
    problem: 'unanswered',
    fails: ['logout'],
    says: /cannot save one without it/,
  }),
  wrong('logs out into a new session of the same user', {
    edits: logoutDoes(
      '  const { userID } = req.session\n  req.session.regenerate((error) => {\n    if (error) return next(error)\n' +
        '    req.session.userID = userID\n    res.json({ loggedOut: true })\n  })\n',
    ),
    fails: ['logout'],
    says: /^His old cookie opens nothing any more, but the browser in which he logged out still gets .* \{"userID":2\}\.$/,
  }),
  wrong('only clears the cookie on logout', {
    edits: logoutDoes(`  res.clearCookie('connect.sid')\n  res.json({ loggedOut: true })\n`),
    fails: ['logout'],
    says: /asks the browser to forget the cookie/,
  }),
  wrong('sets req.session to null on logout', {
    edits: logoutDoes(`  req.session = null\n  res.clearCookie('connect.sid')\n  res.json({ loggedOut: true })\n`),
    fails: ['logout'],
    says: /takes the session off this one request/,
  }),
  wrong('calls the guard while the file starts', {
    edits: [["app.get('/letters', requireLogin, ", "app.get('/letters', requireLogin(req, res, next), "]],
    problem: 'exception',
    fails: [],
    says: /the guard is called here and now, while the file starts/,
  }),
  wrong('gives no answer to strangers', {
    edits: [[REFUSAL, '']],
    problem: 'unanswered',
    fails: ['fixation'],
    says: /A guard that does not call next\(\) must answer itself/,
  }),
  wrong('has a guard that stops nobody', {
    edits: [guardAsks('req.session.userID === null')],
    fails: ['strangers', 'fixation', 'deleted', 'logout'],
    says: /and yet it let a stranger pass/,
  }),
  wrong('calls the guard inside of the handler of the letters', {
    edits: [
      ['requireLogin, (_req, res) => {\n  res.', '(req, res, next) => {\n  requireLogin(req, res, next)\n  res.'],
    ],
    problem: 'crash',
    fails: ['login'],
    says: /the guard calls next\(\), and Express looks for another route/,
  }),
  wrong('gives everybody the same id', {
    edits: [['resave: false', "genid: () => 'one', resave: false"]],
    fails: ['fixation', 'others'],
    says: /genid gave it the id of the old one/,
  }),
  wrong('marks the session on logout, and takes the mark along', {
    edits: [
      guardAsks(`${CONDITION} || req.session.out`),
      [DESTROY, `  req.session.out = true\n  res.json({ loggedOut: true })\n`],
      [
        REGENERATE,
        `  const { out } = req.session\n${REGENERATE.replace('user.id', 'user.id\n    req.session.out = out')}`,
      ],
    ],
    fails: ['deleted', 'logout'],
    says: /Ben is refused there, too, since he logged out and in again/,
  }),
  wrong('leaves the rest of the route out', {
    edits: [[`${REFUSAL}    return\n`, `    return next('route')\n`]],
    fails: ['strangers'],
    says: /^next\('route'\) skips the rest of this route/,
  }),
  wrong('writes into the session in a condition of the guard', {
    edits: [guardAsks('req.session.userID = undefined || !users.has(userID)')],
    fails: ['deleted'],
    says: /the guard made {"userID":false} of {"userID":2}/,
  }),
  wrong('lets all in with a single =', {
    edits: [guardAsks('req.session.userID = undefined')],
    fails: ['strangers', 'fixation', 'deleted', 'logout'],
    says: /^A single = compares nothing\. It writes a value, and what was written counts as the answer\.$/,
  }),
  wrong('logs out after the answer', {
    edits: logoutDoes(`  res.json({ loggedOut: true })\n  delete req.session.userID\n`),
    fails: ['logout'],
    says: /^This comes after the answer/,
  }),
  wrong('throws away with reload() what the logout changed', {
    edits: logoutDoes(`  req.session.userID = undefined\n  req.session.reload(() => res.json({ loggedOut: true }))\n`),
    fails: ['logout'],
    says: /what was changed in it before is gone with that/,
  }),
  wrong('destroys the session a while after the logout', {
    edits: logoutDoes(`  setTimeout(() => req.session.destroy(), 60_000).unref()\n  res.json({ loggedOut: true })\n`),
    fails: ['logout'],
    says: /^When POST \/logout was answered, this had not run/,
  }),
  wrong('takes destroy() off the session', {
    edits: logoutDoes(`  const { destroy } = req.session\n  destroy(() => res.json({ loggedOut: true }))\n`),
    fails: ['logout'],
    says: /^Here destroy is taken off its session/,
  }),
]
