import { COOKIE, INDEX, mutant, type Mutant } from './mutant.ts'

/** What decides to which pages and hosts the cookie goes. */
export const origins: readonly Mutant[] = [
  mutant('never sends SameSite', 'another-origin', COOKIE, ', sameSite: this.sameSite', ''),
  mutant('sends Lax for every SameSite', 'another-origin', COOKIE, ', sameSite: this.sameSite', ", sameSite: 'lax'"),
  {
    ...mutant(
      "takes sameSite: 'auto' for none",
      'another-origin',
      INDEX,
      "req.session.cookie.sameSite = isSecure ? 'none' : 'lax';",
      "req.session.cookie.sameSite = 'none';",
    ),
    experiment: { 'cookie.sameSite': 'auto' },
  },
  {
    ...mutant('ignores cookie.domain', 'another-origin', COOKIE, ', domain: this.domain', ''),
    experiment: { 'cookie.domain': 'example.com' },
  },
  mutant(
    'adds Secure to SameSite=None',
    'another-origin',
    COOKIE,
    ', secure: this.secure',
    ", secure: this.secure || this.sameSite === 'none'",
  ),
  mutant(
    'leaves Secure out beside SameSite=None',
    'another-origin',
    COOKIE,
    ', secure: this.secure',
    ", secure: this.secure && this.sameSite !== 'none'",
  ),
  {
    ...mutant('ignores cookie.partitioned', 'another-origin', COOKIE, 'partitioned: this.partitioned,', ''),
    experiment: { 'cookie.partitioned': true },
  },
  mutant(
    'calls every cookie connect.sid',
    'another-origin',
    INDEX,
    "opts.name || opts.key || 'connect.sid'",
    "'connect.sid'",
  ),
]
