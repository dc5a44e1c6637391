import { wrong } from '../../../../src/exercise/index.ts'

const JSON_USED = 'app.use(express.json())\n'
const SESSION_USED =
  "app.use(session({ secret: 'a secret for this exercise only', resave: false, saveUninitialized: false }))\n"
const END = 'app.listen(3000)'

/** Lets so many requests pass, and no more. */
const limit = (count: number) =>
  [
    JSON_USED,
    `let count = 0\napp.use((_req, res, next) => (++count > ${count} ? res.sendStatus(429) : next()))\n${JSON_USED}`,
  ] as const

/** What people do wrong with what stands above the routes. */
export const wrongMiddleware = [
  wrong('gives Express the maker of a middleware', {
    edits: [['express.json()', 'express.json']],
    problem: 'unanswered',
    fails: [],
    says: /express\.json stands here without parentheses/,
  }),
  wrong('reads no JSON', {
    edits: [[JSON_USED, '']],
    fails: ['login'],
    says: /^Nothing in this file reads JSON/,
  }),
  wrong('reads forms in place of JSON', {
    edits: [['express.json()', 'express.urlencoded({ extended: true })']],
    fails: ['login'],
    says: /^This reads what a form in a page sends/,
  }),
  wrong('reads JSON below the login', {
    edits: [
      [JSON_USED, ''],
      [END, JSON_USED + END],
    ],
    fails: ['login'],
    says: /^JSON is read only here, below POST \/login in line \d+/,
  }),
  wrong('puts session() below the routes', {
    edits: [
      [SESSION_USED, ''],
      [END, SESSION_USED + END],
    ],
    fails: ['strangers', 'login', 'fixation', 'deleted', 'logout'],
    says: /^session\(\) stands here, below the route for DELETE \/letters in line \d+/,
  }),
  wrong('allows too few requests', {
    edits: [limit(6)],
    fails: ['strangers'],
    says: /^DELETE \/letters answered 429, too many requests/,
  }),
]
