import { wrong } from '../../../../src/exercise/index.ts'
import { ANSWER, APP, COUNT, LISTEN, option, SESSION } from './edits.ts'

/** Wrong answers with which the run breaks off. */
export const wrongBreakdowns = [
  wrong('gave session to the app without calling it', {
    edits: [[SESSION, 'app.use(session)\n\n']],
    fails: ['saved'],
    says: /without parentheses/,
    problem: 'unanswered',
  }),
  wrong('replaced the session by an object', {
    edits: [[COUNT, 'req.session = { visits: (req.session.visits ?? 0) + 1 }']],
    fails: ['saved'],
    says: /req\.session becomes something of your own/,
    problem: 'unanswered',
  }),
  wrong('made the middleware anew for each request', {
    edits: [['app.use(\n  session(', 'app.use(() =>\n  session(']],
    fails: ['saved'],
    says: /nobody calls what it made/,
    problem: 'unanswered',
  }),
  wrong('gave regenerate() no function', {
    edits: [[COUNT, `req.session.regenerate()\n  ${COUNT}`]],
    fails: ['saved'],
    says: /wants a function, which it calls/,
    problem: 'crash',
  }),
  wrong('destroyed the session and counted in it', {
    edits: [
      [COUNT, `req.session.destroy(() => {\n  ${COUNT}`],
      [ANSWER, `${ANSWER}\n  })`],
    ],
    fails: ['saved'],
    says: /Line 32: The session of this visit is thrown away here\. In line 33 there is no req\.session/,
    problem: 'crash',
  }),
  wrong('wrote how long the cookie lasts with its unit', {
    edits: [option("cookie: { maxAge: '1d' }")],
    fails: ['saved'],
    says: /fails to make a cookie of these options/,
    problem: 'crash',
  }),
  wrong('counted with a BigInt', {
    edits: [
      [COUNT, 'req.session.visits = BigInt(req.session.visits ?? 0) + 1n'],
      [ANSWER, 'res.json({ visits: Number(req.session.visits) })'],
    ],
    fails: ['saved'],
    says: /A BigInt was put into the session/,
    problem: 'unanswered',
  }),
  wrong('wrote the wildcard of Express 4', {
    edits: [[LISTEN, `app.get('*', (_req, res) => res.sendStatus(404))\n${LISTEN}`]],
    fails: [],
    says: /in Express 5 a wildcard needs a name/i,
    problem: 'exception',
  }),
  wrong('did not call express', {
    edits: [[APP, 'const app = express\n']],
    fails: [],
    says: /Line 17: express stands here without parentheses, so app/,
    problem: 'exception',
  }),
  wrong('imported all of express', {
    edits: [['import express', 'import * as express']],
    fails: [],
    says: /With \* as, express is an object/,
    problem: 'exception',
  }),
  wrong('gave the class of a store', {
    edits: [option('store: session.MemoryStore')],
    fails: [],
    says: /session\.MemoryStore is a class, and no store yet/,
    problem: 'exception',
  }),
]
