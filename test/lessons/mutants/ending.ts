import { COOKIE, INDEX, mutant, SESSION, type Mutant } from './mutant.ts'

const LESSON = 'ending-a-session'
const AGAIN = 'req.session.cookie.expires != null && isModified(req.session)'

/** How a session ends, and how a browser hears of another end. */
export const ending: readonly Mutant[] = [
  mutant(
    'takes unset for destroy where it is left out',
    LESSON,
    INDEX,
    "opts.unset === 'destroy'",
    "opts.unset !== 'keep'",
  ),
  mutant('ignores unset', LESSON, INDEX, "opts.unset === 'destroy'", 'false'),
  {
    ...mutant(
      'takes any word for unset',
      LESSON,
      INDEX,
      "opts.unset && opts.unset !== 'destroy'",
      "false && opts.unset !== 'destroy'",
    ),
    experiment: { unset: 'Destroy' },
  },
  mutant(
    'clears the cookie when a session is destroyed',
    LESSON,
    SESSION,
    'delete this.req.session;',
    "delete this.req.session; this.req.res && this.req.res.clearCookie('connect.sid', { path: this.cookie.path });",
  ),
  mutant('leaves req.session where it is at destroy()', LESSON, SESSION, 'delete this.req.session;', ''),
  mutant(
    'tells the store nothing at destroy()',
    LESSON,
    SESSION,
    'this.req.sessionStore.destroy(this.id, fn);',
    'fn && setImmediate(fn);',
  ),
  mutant(
    'saves a session that is set to null',
    LESSON,
    INDEX,
    "debug('no session');\n        return _end.call(res, chunk, encoding);",
    'store.set(req.sessionID, { cookie: {} }); return _end.call(res, chunk, encoding);',
  ),
  mutant(
    'takes the cookie for data',
    LESSON,
    INDEX,
    "if (this === sess && key === 'cookie') {\n      return\n    }",
    "if (this === sess && key === 'cookie') {\n      return val && val.originalMaxAge\n    }",
  ),
  mutant('sends a cookie without an end at each visit that writes', LESSON, INDEX, AGAIN, 'isModified(req.session)'),
  mutant('sends no cookie again where data changed', LESSON, INDEX, AGAIN, 'false'),
  mutant(
    'goes back to the option at touch()',
    LESSON,
    COOKIE,
    'this._expires = date;\n    this.originalMaxAge = this.maxAge;',
    'this._expires = date;\n    if (this.originalMaxAge === undefined) this.originalMaxAge = this.maxAge;',
  ),
  mutant(
    'goes back to the option at the next visit',
    LESSON,
    INDEX,
    'originalHash = hash(sess)\n',
    'originalHash = hash(sess)\n      if (cookieOptions.maxAge) req.session.cookie.originalMaxAge = cookieOptions.maxAge\n',
  ),
  mutant(
    'keeps an end of more than 24 days to 24 days',
    LESSON,
    COOKIE,
    'new Date(Date.now() + ms)',
    'new Date(Date.now() + Math.min(ms, 2147483647))',
  ),
  mutant(
    'sends the cookie as the options have it',
    LESSON,
    INDEX,
    'setcookie(res, name, req.sessionID, secrets[0], req.session.cookie.data)',
    'setcookie(res, name, req.sessionID, secrets[0], new Cookie(cookieOptions).data)',
  ),
]
