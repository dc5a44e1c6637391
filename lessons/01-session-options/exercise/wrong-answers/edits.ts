/** Parts of the solution that wrong answers put elsewhere, or something else in place of. */

export const SESSION = `app.use(
  session({
    secret: 'a secret for this exercise only',
    resave: false,
    saveUninitialized: false,
  }),
)

`
export const LISTEN = 'app.listen(3000)\n'
export const HEALTH = "app.get('/health'"
export const COUNT = 'req.session.visits = (req.session.visits ?? 0) + 1'
export const ANSWER = 'res.json({ visits: req.session.visits })'
export const APP = 'const app = express()\n'
export const SAVE_EMPTY = SESSION.replace('saveUninitialized: false', 'saveUninitialized: true')

/** Gives session() one more option. */
export const option = (text: string): readonly [string, string] => [
  'saveUninitialized: false',
  `saveUninitialized: false,\n    ${text}`,
]
/** Puts lines in front of the route that counts. */
export const aboveRoute = (lines: string): readonly [string, string] => ["app.get('/', ", `${lines}\n\napp.get('/', `]
