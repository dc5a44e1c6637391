import { wrong } from '../../../src/exercise/index.ts'

const REGENERATE = `  req.session.regenerate((error) => {
    if (error) return next(error)
    req.session.userID = user.id
    res.json({ name: user.name })
  })
`

const DESTROY = `  req.session.destroy((error) => {
    if (error) return next(error)
    res.clearCookie('connect.sid')
    res.json({ loggedOut: true })
  })
`

const HANDLER = `app.delete('/letters', requireLogin, (_req, res) => {\n`

export default [
  wrong('forgot the return after 401', {
    edits: [
      [
        "    res.status(401).json({ error: 'log in first' })\n    return\n",
        "    res.status(401).json({ error: 'log in first' })\n",
      ],
    ],
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
  wrong('sets the userID before regenerate()', {
    edits: [
      [
        REGENERATE,
        `  req.session.userID = user.id
  req.session.regenerate((error) => {
    if (error) return next(error)
    res.json({ name: user.name })
  })
`,
      ],
    ],
    fails: ['login'],
    says: /session that regenerate\(\) in line \d+ throws away/,
  }),
  wrong('keeps the old session in a variable', {
    edits: [
      [
        REGENERATE,
        `  const { session } = req
  session.regenerate((error) => {
    if (error) return next(error)
    session.userID = user.id
    res.json({ name: user.name })
  })
`,
      ],
    ],
    fails: ['login'],
    says: /written into the old one is thrown away with it/,
  }),
  wrong('answers before regenerate() is done', {
    edits: [
      [
        REGENERATE,
        `  req.session.regenerate((error) => {
    if (error) return next(error)
    req.session.userID = user.id
  })
  res.json({ name: user.name })
`,
      ],
    ],
    fails: ['login'],
    says: /answered before regenerate\(\) was done/,
  }),
  wrong('makes no new session on login', {
    edits: [[REGENERATE, `  req.session.userID = user.id\n  res.json({ name: user.name })\n`]],
    fails: ['fixation'],
    says: /writes into the session that was there before/,
  }),
  wrong('does not wait for regenerate()', {
    edits: [
      [
        REGENERATE,
        `  req.session.regenerate(() => {})
  req.session.userID = user.id
  res.json({ name: user.name })
`,
      ],
    ],
    fails: ['fixation'],
    says: /did not wait for regenerate\(\)/,
  }),
  wrong('takes regenerate() for a promise', {
    edits: [
      ["app.post('/login', (req, res, next) => {", "app.post('/login', async (req, res) => {"],
      [
        REGENERATE,
        `  await req.session.regenerate()
  req.session.userID = user.id
  res.json({ name: user.name })
`,
      ],
    ],
    problem: 'crash',
    fails: ['fixation'],
    says: /got no function to call.*returns no promise/,
  }),
  wrong('puts another object into req.session', {
    edits: [[REGENERATE, `  req.session = { userID: user.id }\n  res.json({ name: user.name })\n`]],
    problem: 'unanswered',
    fails: ['fixation'],
    says: /an object that is no session/,
  }),
  wrong('believes what the session says', {
    edits: [['userID === undefined || !users.has(userID)', 'userID === undefined']],
    fails: ['deleted'],
    says: /still says {"userID":2}/,
  }),
  wrong('deletes the session instead of the user', {
    edits: [['  users.delete(req.session.userID)\n', '  req.session.destroy()\n']],
    fails: ['deleted'],
    says: /Ben can log in again/,
  }),
  wrong('only clears the cookie on logout', {
    edits: [[DESTROY, `  res.clearCookie('connect.sid')\n  res.json({ loggedOut: true })\n`]],
    fails: ['logout'],
    says: /asks the browser to forget the cookie/,
  }),
  wrong('sets req.session to null on logout', {
    edits: [[DESTROY, `  req.session = null\n  res.clearCookie('connect.sid')\n  res.json({ loggedOut: true })\n`]],
    fails: ['logout'],
    says: /takes the session off this one request/,
  }),
  wrong('calls the guard while the file starts', {
    edits: [["app.get('/letters', requireLogin, ", "app.get('/letters', requireLogin(req, res, next), "]],
    problem: 'exception',
    fails: [],
    says: /threw ReferenceError: req is not defined/,
  }),
]
