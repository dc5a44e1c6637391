import { INDEX, MEMORY, SESSION, STORE, mutant, type Mutant } from './mutant.ts'

/** What stores keep, and what destroy() and regenerate() do. */
export const stores: readonly Mutant[] = [
  mutant(
    'keeps the id on regenerate',
    'genid',
    STORE,
    'self.generate(req);',
    'var id = req.sessionID; self.generate(req); var cookie = req.session.cookie; req.sessionID = id; req.session = new Session(req); req.session.cookie = cookie;',
  ),
  mutant('touches no store', 'cookie-max-age', INDEX, 'storeImplementsTouch && shouldTouch(req)', 'false'),
  mutant('touches the store without a new end', 'cookie-max-age', MEMORY, 'currentSession.cookie = session.cookie', ''),
  mutant(
    'does not move the end of a session',
    'cookie-max-age',
    SESSION,
    'this.cookie.maxAge = this.cookie.originalMaxAge;',
    '',
  ),
  mutant(
    'still returns a session that has ended',
    'cookie-max-age',
    MEMORY,
    'if (expires && expires <= Date.now()) {',
    'if (false) {',
  ),
  mutant(
    'deletes nothing on destroy',
    'login-guard',
    MEMORY,
    'delete this.sessions[sessionId]\n  callback',
    'callback',
  ),
  mutant(
    'keeps one memory for all apps',
    'restart-memory-loss',
    MEMORY,
    'this.sessions = Object.create(null)\n}\n\n/**\n * Inherit',
    'this.sessions = MemoryStore.all = MemoryStore.all || Object.create(null)\n}\n\n/**\n * Inherit',
  ),
  mutant(
    'keeps sessions in memory as objects, not as JSON',
    'login-guard',
    MEMORY,
    'this.sessions[sessionId] = JSON.stringify(session)\n',
    'this.sessions[sessionId] = { toString: function () { return JSON.stringify(session) } }\n',
  ),
  mutant(
    'keeps the data on regenerate',
    'login-guard',
    STORE,
    'self.generate(req);',
    'var was = req.session; self.generate(req); for (var key in was) if (key !== "cookie") req.session[key] = was[key];',
  ),
  mutant(
    'does not destroy the old session on regenerate',
    'genid',
    STORE,
    'this.destroy(req.sessionID, function(err){',
    'setImmediate(function(err){',
  ),
  mutant(
    'clears the cookie on destroy',
    'login-guard',
    SESSION,
    'delete this.req.session;',
    "delete this.req.session; if (this.req.res) this.req.res.clearCookie('connect.sid');",
  ),
  mutant(
    'asks the store before it looks at the signature',
    'restart-memory-loss',
    INDEX,
    "debug('cookie signature invalid');\n          val = undefined;\n        }\n      } else {\n        debug('cookie unsigned')\n      }\n    }\n  }\n\n  // back-compat read from cookieParser() signedCookies data",
    "debug('cookie signature invalid');\n          req.sessionStore.get(raw.slice(2).split('.')[0], function () {})\n          val = undefined;\n        }\n      } else {\n        debug('cookie unsigned')\n      }\n    }\n  }\n\n  // back-compat read from cookieParser() signedCookies data",
  ),
]
