import { wrong } from '../../../../src/exercise/index.ts'
import { REGENERATE, ANSWER, WRITE, loginDoes } from './edits.ts'

/** What people do wrong in the login. */
export const wrongLogins = [
  wrong('sets the userID before regenerate()', {
    edits: loginDoes(WRITE + REGENERATE.replace(WRITE, '')),
    fails: ['login'],
    says: /session that regenerate\(\) in line \d+ throws away/,
  }),
  wrong('keeps the old session in a variable', {
    edits: loginDoes(`  const { session } = req\n${REGENERATE.replaceAll('req.session', 'session')}`),
    fails: ['login'],
    says: /written into the old one is thrown away with it/,
  }),
  wrong('answers before regenerate() is done', {
    edits: loginDoes(REGENERATE.replace(ANSWER, '') + ANSWER),
    fails: ['login'],
    says: /no new session with a user in it yet/,
  }),
  wrong('makes no new session on login', {
    edits: loginDoes(WRITE + ANSWER),
    fails: ['fixation'],
    says: /writes into the session that was there before/,
  }),
  wrong('does not wait for regenerate()', {
    edits: loginDoes(`  req.session.regenerate(() => {})\n${WRITE}${ANSWER}`),
    fails: ['fixation'],
    says: /did not wait for regenerate\(\)/,
  }),
  wrong('fetches the same session once more on login', {
    edits: [
      ['req.session.regenerate((error) => {\n    if (error) return next(error)\n', 'req.session.reload(() => {\n'],
    ],
    fails: ['fixation'],
    says: /^reload\(\) reads the same session/,
  }),
  wrong('reloads a session that nobody has stored', {
    edits: [['req.session.regenerate(', 'req.session.reload(']],
    fails: ['login', 'fixation'],
    says: /Who comes for the first time has none there/,
  }),
  wrong('sets req.session to null on login', {
    edits: loginDoes(`  req.session = null\n${WRITE}${ANSWER}`),
    fails: ['login'],
    says: /nothing to write the user into/,
  }),
  wrong('takes what regenerate() hands over for a session', {
    edits: loginDoes(
      REGENERATE.replace('(error)', '(session)').replace(/if.*/, '').replace('req.session.userID', 'session.userID'),
    ),
    problem: 'crash',
    fails: ['fixation'],
    says: /hands to its function is an error, or nothing/,
  }),
  wrong('destroys the session on login', {
    edits: [['req.session.regenerate(', 'req.session.destroy(']],
    problem: 'crash',
    fails: ['fixation'],
    says: /nothing can be written into it any more/,
  }),
  wrong('answers twice', {
    edits: loginDoes(REGENERATE + ANSWER),
    problem: 'crash',
    fails: ['fixation'],
    says: /has an answer already/,
  }),
  wrong('takes regenerate() for a promise', {
    edits: [
      ["app.post('/login', (req, res, next) => {", "app.post('/login', async (req, res) => {"],
      [REGENERATE, `  await req.session.regenerate()\n${WRITE}${ANSWER}`],
    ],
    problem: 'crash',
    fails: ['fixation'],
    says: /got no function to call.*returns no promise/,
  }),
  wrong('puts another object into req.session', {
    edits: loginDoes(`  req.session = { userID: user.id }\n${ANSWER}`),
    problem: 'unanswered',
    fails: ['fixation'],
    says: /something that is no session/,
  }),
  wrong('forgets to write down who it is', {
    edits: [[WRITE, '']],
    fails: ['login'],
    says: /nobody can tell whose it is/,
  }),
  wrong('answers before it writes down who it is', {
    edits: [[WRITE + ANSWER, ANSWER + WRITE]],
    fails: ['login'],
    says: /This was not in the session yet when POST \/login answered/,
  }),
]
