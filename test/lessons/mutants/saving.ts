import { INDEX, MEMORY, mutant, type Mutant } from './mutant.ts'

const SET_OR_NOT = 'saveUninitializedSession || isModified(req.session)'

/** When a session is stored, and when its cookie is sent. */
export const saving: readonly Mutant[] = [
  mutant(
    'stores every new session',
    'restart-memory-loss',
    INDEX,
    'var saveUninitializedSession = opts.saveUninitialized\n',
    'var saveUninitializedSession = opts.saveUninitialized === undefined ? undefined : true\n',
  ),
  mutant(
    'stores no empty session',
    'genid',
    INDEX,
    'var saveUninitializedSession = opts.saveUninitialized\n',
    'var saveUninitializedSession = opts.saveUninitialized === undefined ? undefined : false\n',
  ),
  mutant(
    'takes saveUninitialized for false where it is left out',
    'session-options',
    INDEX,
    'saveUninitializedSession = true;',
    'saveUninitializedSession = false;',
  ),
  mutant(
    'takes resave for false where it is left out',
    'session-options',
    INDEX,
    'resaveSession = true;',
    'resaveSession = false;',
  ),
  mutant('writes a known session again each time', 'cookie-max-age', INDEX, 'if (!resaveSession) {', 'if (false) {'),
  mutant('ignores resave: true', 'session-options', INDEX, 'if (!resaveSession) {', 'if (true) {'),
  mutant('sends the cookie with each answer', 'session-options', INDEX, 'Boolean(opts.rolling)', 'true'),
  mutant('ignores rolling', 'cookie-max-age', INDEX, 'Boolean(opts.rolling)', 'false'),
  mutant(
    'rolls for GET only',
    'cookie-max-age',
    INDEX,
    ': rollingSessions ||',
    ': rollingSessions && req.method === "GET" ||',
  ),
  mutant(
    'rolls for writes only',
    'cookie-max-age',
    INDEX,
    ': rollingSessions ||',
    ': rollingSessions && isModified(req.session) ||',
  ),
  mutant(
    'sends no cookie again after a write',
    'cookie-max-age',
    INDEX,
    'req.session.cookie.expires != null && isModified(req.session)',
    'false',
  ),
  mutant('sends a cookie with a session that is not stored', 'restart-memory-loss', INDEX, SET_OR_NOT, 'true'),
  mutant('sends no cookie before something is written', 'genid', INDEX, SET_OR_NOT, 'isModified(req.session)'),
  mutant(
    'saves after the answer has gone',
    'genid',
    INDEX,
    'if (shouldSave(req)) {',
    'if (shouldSave(req)) {\n        var late = req.session; setTimeout(function () { late.save() }, 1000).unref(); return _end.call(res, chunk, encoding)',
  ),
  mutant('never saves', 'session-options', INDEX, 'if (shouldSave(req)) {', 'if (false) {'),
  mutant(
    'runs for no request that ends in 404',
    'session-options',
    INDEX,
    '// self-awareness',
    "if (req.url === '/nowhere') return next()",
  ),
  mutant(
    'stores a session over another only if it is new',
    'genid',
    MEMORY,
    'this.sessions[sessionId] = JSON.stringify(session)\n',
    'if (!(sessionId in this.sessions) || session.req && session.req.headers.cookie) this.sessions[sessionId] = JSON.stringify(session)\n',
  ),
]
