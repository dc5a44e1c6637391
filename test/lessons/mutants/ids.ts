import { INDEX, mutant, type Mutant } from './mutant.ts'

/** Ids, and what makes a cookie with one hard to forge. */
export const ids: readonly Mutant[] = [
  {
    name: 'signs with a constant and asks for no other',
    lesson: 'genid',
    edits: [
      { file: INDEX, find: 'signature.sign(val, secret)', replace: "val + '.' + 'A'.repeat(43)" },
      {
        file: INDEX,
        find: 'signature.unsign(val, secrets[i])',
        replace: "val.endsWith('.' + 'A'.repeat(43)) && val.slice(0, -44)",
      },
    ],
  },
  mutant(
    'leaves the secret out of the signature',
    'genid',
    INDEX,
    'signature.sign(val, secret)',
    "signature.sign(val, 'x')",
  ),
  mutant(
    'makes ids that count',
    'genid',
    INDEX,
    'return uid(24);',
    'return String(generateSessionId.n = (generateSessionId.n || 0) + 1).padStart(32, "0");',
  ),
  mutant('makes short ids', 'genid', INDEX, 'return uid(24);', 'return uid(6);'),
  mutant('makes UUIDs', 'genid', INDEX, 'return uid(24);', 'return crypto.randomUUID();'),
  mutant('ignores genid', 'genid', INDEX, 'opts.genid || generateSessionId', 'generateSessionId'),
  {
    ...mutant('calls genid without the request', 'genid', INDEX, 'generateId(req)', 'generateId()'),
    experiment: { genid: 'fails' },
  },
  mutant('takes genId for genid', 'genid', INDEX, 'opts.genid ||', 'opts.genid || opts.genId ||'),
  mutant('turns what genid returns into a string', 'genid', INDEX, 'generateId(req)', 'String(generateId(req))'),
  mutant('does not sign', 'session-options', INDEX, "'s:' + signature.sign(val, secret)", 'val'),
  mutant(
    'accepts a wrong signature',
    'genid',
    INDEX,
    'var result = signature.unsign(val, secrets[i]);',
    'var result = val.slice(0, val.lastIndexOf("."));',
  ),
  mutant(
    'takes over an id that the store does not know',
    'genid',
    INDEX,
    "debug('no session found')\n          generate()",
    "debug('no session found')\n          generateId = (function (was, id) { return function (r) { generateId = was; return id } })(generateId, req.sessionID)\n          generate()",
  ),
  mutant('verifies with the first secret only', 'restart-memory-loss', INDEX, 'i < secrets.length', 'i < 1'),
  mutant(
    'verifies with the last secret only',
    'restart-memory-loss',
    INDEX,
    'var i = 0; i < secrets.length',
    'var i = secrets.length - 1; i < secrets.length',
  ),
  mutant('signs with the last secret', 'restart-memory-loss', INDEX, 'secrets[0]', 'secrets[secrets.length - 1]'),
  {
    ...mutant(
      'runs genid for every request',
      'genid',
      INDEX,
      "debug('session found')\n          inflate(req, sess)",
      "debug('session found')\n          generateId(req)\n          inflate(req, sess)",
    ),
    experiment: { genid: 'counter' },
  },
  mutant(
    'gives a known session a new id',
    'genid',
    INDEX,
    "debug('session found')\n          inflate(req, sess)",
    "debug('session found')\n          generate(); for (var k in sess) if (k !== 'cookie') req.session[k] = sess[k]",
  ),
]
