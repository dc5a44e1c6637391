import { INDEX, MEMORY, mutant, SESSION, type Mutant } from './mutant.ts'

/** What happens between the end of an answer and the save, and to requests that are under way together. */
export const overlap: readonly Mutant[] = [
  mutant(
    'sends no headers before the store has saved',
    'when-is-it-saved',
    INDEX,
    'return writetop();\n      } else if (storeImplementsTouch',
    'return ret;\n      } else if (storeImplementsTouch',
  ),
  mutant(
    'holds no byte back until the store has saved',
    'when-is-it-saved',
    INDEX,
    'ret = _write.call(res, chunk.slice(0, chunk.length - 1));\n            chunk = chunk.slice(chunk.length - 1, chunk.length);',
    'ret = _write.call(res, chunk);\n            chunk = chunk.slice(chunk.length);',
  ),
  mutant(
    'holds the whole body back until the store has saved',
    'when-is-it-saved',
    INDEX,
    "debug('split response');",
    "debug('split response'); res.flushHeaders(); return true;",
  ),
  mutant(
    'saves again what save() has saved',
    'when-is-it-saved',
    INDEX,
    'savedHash = hash(this);\n        _save',
    '_save',
  ),
  mutant('touches nothing', 'when-is-it-saved', INDEX, 'storeImplementsTouch && shouldTouch(req)', 'false'),
  mutant(
    'keeps the old session at reload()',
    'when-is-it-saved',
    SESSION,
    'store.createSession(req, sess);\n    fn();',
    'fn();',
  ),
  mutant(
    'sends the cookie again with resave: true',
    'when-is-it-saved',
    INDEX,
    ': rollingSessions ||',
    ': rollingSessions || resaveSession ||',
  ),
  mutant('resaves only what was changed', 'when-is-it-saved', INDEX, 'if (!resaveSession) {', 'if (true) {'),
  mutant(
    'brings a session back that is touched',
    'when-is-it-saved',
    MEMORY,
    'if (currentSession) {\n    // update expiration',
    'currentSession = currentSession || JSON.parse(JSON.stringify(session))\n  if (currentSession) {\n    // update expiration',
  ),
  mutant(
    'ignores save() without a callback',
    'when-is-it-saved',
    INDEX,
    '_save.apply(this, arguments);',
    'if (arguments.length > 0) _save.apply(this, arguments);',
  ),
]
