import { INDEX, mutant, STORE, type Mutant } from './mutant.ts'

/** What regenerate() does, in which order, and to what it says. */
export const regenerate: readonly Mutant[] = [
  mutant(
    'regenerates, and hands on no error',
    'regenerate',
    STORE,
    'self.generate(req);\n    fn(err);',
    'self.generate(req);\n    fn();',
  ),
  mutant(
    'makes no new session where the store does not delete the old one',
    'regenerate',
    STORE,
    'self.generate(req);\n    fn(err);',
    'if (!err) self.generate(req);\n    fn(err);',
  ),
  mutant(
    'regenerates without a callback',
    'regenerate',
    STORE,
    'self.generate(req);\n    fn(err);',
    'self.generate(req);\n    if (fn) fn(err);',
  ),
  mutant(
    'makes the new session before the old one is deleted',
    'regenerate',
    STORE,
    'this.destroy(req.sessionID, function(err){\n    self.generate(req);',
    'var old = req.sessionID; self.generate(req);\n  this.destroy(old, function(err){',
  ),
  mutant(
    'calls back before the store has deleted the old session',
    'regenerate',
    STORE,
    'this.destroy(req.sessionID, function(err){\n    self.generate(req);\n    fn(err);\n  });',
    'this.destroy(req.sessionID, function(){});\n  setImmediate(function(){ self.generate(req); fn(); });',
  ),
  mutant(
    'carries everything over on regenerate',
    'regenerate',
    STORE,
    'self.generate(req);',
    'var was = req.session; self.generate(req); for (var key in was) if (key !== "cookie") req.session[key] = was[key];',
  ),
  mutant(
    'deletes nothing on regenerate',
    'regenerate',
    STORE,
    'this.destroy(req.sessionID, function(err){\n    self.generate(req);',
    'setImmediate(function(err){\n    self.generate(req);',
  ),
  mutant(
    'keeps the id on regenerate, in a new session',
    'regenerate',
    STORE,
    'self.generate(req);\n    fn(err);',
    'var id = req.sessionID; self.generate(req); var cookie = req.session.cookie; req.sessionID = id; req.session = new Session(req); req.session.cookie = cookie;\n    fn(err);',
  ),
  mutant(
    'sends no new cookie to somebody who has one',
    'regenerate',
    INDEX,
    'return cookieId !== req.sessionID\n',
    'return !cookieId\n',
  ),
  mutant(
    'reads an id from the address',
    'regenerate',
    INDEX,
    'function getcookie(req, name, secrets) {\n',
    "function getcookie(req, name, secrets) {\n  if (req.url.indexOf('?' + name + '=') > 0) return req.url.split('?' + name + '=')[1];\n",
  ),
]
