import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { readPart, verifyOnce } from '../support/exercises.ts'

/** A mistake, written otherwise than in the wrong answers of its exercise: it is told the same. The line that is meant ends in `// here`. */
interface Spelling {
  readonly slug: string
  /** What is replaced in the solution, and what by. */
  readonly edits: readonly (readonly [string, string])[]
  /** The code of the cause, or a part of the sentence. */
  readonly says: string
}

const REGENERATES =
  'req.session.regenerate((error) => {\n    if (error) return next(error)\n    req.session.userID = user.id'
const KEEPS = 'enter(req, user, () => {'
const ENTER =
  '\nfunction enter(request, user, done) {\n  const { session: own } = request\n  own.userID = user.id // here\n  done()\n}\n'

const SPELLINGS: Readonly<Record<string, Spelling>> = {
  'a login that keeps its session, in a function below, with another name for it': {
    slug: 'login-guard',
    edits: [
      [REGENERATES, KEEPS],
      ['app.listen(3000)\n', `app.listen(3000)\n${ENTER}`],
    ],
    says: 'session-fixation',
  },
  'the same with session by another name, paths in constants and a list of middleware': {
    slug: 'login-guard',
    edits: [
      [
        "import session from 'express-session'",
        "import { default as sess } from 'express-session'\n\nconst LOGIN = '/login' // session()",
      ],
      ['app.use(express.json())\n', ''],
      ['app.use(session({ secret', 'const options = { secret'],
      ['saveUninitialized: false }))', 'saveUninitialized: false }\napp.use([express.json(), sess(options)])'],
      ["app.post('/login', ", 'app.route(LOGIN).post('],
      [REGENERATES, 'enter(req, user, () => {'],
      ['app.listen(3000)\n', `app.listen(3000)\n${ENTER}`],
    ],
    says: 'session-fixation',
  },
  'a guard in a router that lets everybody pass': {
    slug: 'login-guard',
    edits: [
      [
        "app.get('/letters', requireLogin,",
        "const router = express.Router()\napp.use('/letters', requireLogin, router)\nrouter.get('/',",
      ],
      [
        'if (userID === undefined || !users.has(userID)) {',
        'if (req.session === undefined || userID === null) { // here',
      ],
    ],
    says: 'The guard let a stranger pass',
  },
  'a logout that only clears the cookie, as an arrow function above': {
    slug: 'login-guard',
    edits: [
      [
        "app.post('/logout', (req, res, next) => {",
        "const leave = (_request, response) =>\n  response.clearCookie('connect.sid').json({ loggedOut: true }) // here\napp.post('/logout', leave)\napp.post('/other', (req, res, next) => {",
      ],
    ],
    says: 'logout-keeps-session',
  },
}

test.concurrent.each(Object.entries(SPELLINGS))('%s', async (_, { slug, edits, says }) => {
  const entry = syllabus.find((lesson) => lesson.slug === slug)
  if (!entry) throw new Error(`There is no lesson ${slug}.`)
  const { default: exercise } = await entry.exercise()
  let source = readPart(exercise, 'solution.js')
  for (const [before, after] of edits) {
    expect(source.split(before)).toHaveLength(2)
    source = source.replace(before, () => after)
  }
  const { checks } = await verifyOnce(exercise, source)
  const why = checks.find(({ passed }) => passed === false)?.why
  expect(`${why?.code}: ${why?.text}`).toContain(says)
  expect(why?.line).toBe(source.split('\n').findIndex((line) => line.endsWith('// here')) + 1)
})
