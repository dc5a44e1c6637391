import { INDEX, mutant, type Mutant } from './mutant.ts'

const PROXY = 'behind-a-proxy'

/** Whom to believe about https (index.js `issecure`), and what follows from it. */
export const proxies: readonly Mutant[] = [
  mutant('ignores proxy: true', PROXY, INDEX, 'if (trustProxy !== true) {', 'if (true) {'),
  mutant("ignores Express's trust proxy", PROXY, INDEX, 'return req.secure === true', 'return false'),
  mutant(
    'believes X-Forwarded-Proto unasked',
    PROXY,
    INDEX,
    '  if (trustProxy !== true) {\n    return req.secure === true\n  }\n',
    '',
  ),
  mutant(
    'takes every connection for https unless told otherwise',
    PROXY,
    INDEX,
    'return req.secure === true',
    'return req.secure !== undefined',
  ),
  {
    ...mutant('believes a proxy with proxy: false', PROXY, INDEX, 'if (trustProxy === false) {', 'if (false) {'),
    experiment: { proxy: false },
  },
  mutant('sends Secure cookies over http', PROXY, INDEX, "debug('not secured');\n        return;", ''),
  mutant(
    "works out 'auto' for each answer",
    PROXY,
    INDEX,
    '      // set cookie\n      try {',
    "      if (cookieOptions.secure === 'auto') req.session.cookie.secure = issecure(req, trustProxy);\n      try {",
  ),
  {
    ...mutant(
      "never turns secure: 'auto' into Secure",
      PROXY,
      INDEX,
      'req.session.cookie.secure = isSecure;',
      'req.session.cookie.secure = false;',
    ),
    experiment: { 'cookie.secure': 'auto' },
  },
  {
    ...mutant("takes sameSite: 'auto' for Lax", PROXY, INDEX, "isSecure ? 'none' : 'lax'", "'lax'"),
    experiment: { 'cookie.sameSite': 'auto' },
  },
]
