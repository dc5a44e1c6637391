import { wrong } from '../../../../src/exercise/index.ts'

const APP = 'const app = express()\n'
const COUNT = '(req.session.visits ?? 0) + 1'

export default [
  wrong('counted in a variable of the file', {
    edits: [
      [APP, `${APP}let visits = 0\n`],
      [COUNT, 'visits += 1'],
    ],
    fails: ['apart'],
    says: /^This variable is there once/,
  }),
  wrong('began at 1 each time', {
    edits: [[COUNT, '1']],
    fails: ['counts'],
    says: /^The second visit found its session/,
  }),
  wrong('kept the cookie for https', {
    edits: [['saveUninitialized: false', 'saveUninitialized: false, cookie: { secure: true }']],
    fails: ['counts'],
    says: /^The first answer set no cookie/,
  }),
  wrong('counted by twos', {
    edits: [[COUNT, '(req.session.visits ?? 0) + 2']],
    fails: ['counts', 'apart'],
    says: /^The second visit of the same browser should/,
  }),
]
