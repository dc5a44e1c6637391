import { SESSION, type Case } from './case.ts'

/** One rule a line: the attributes behind `name=`, what must be said about them and what must not. */
const rule = (
  about: string,
  name: string,
  attributes: string,
  has: readonly string[],
  lacks: readonly string[] = [],
): Case => ({
  about,
  paste: `Set-Cookie: ${name}=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw${attributes}`,
  cookies: [{ ...SESSION, name, has, lacks }],
})

const SAFE = '; Path=/; HttpOnly; Secure; SameSite=Lax'

/** What the attributes of a line give away. RFC 6265bis is meant where a section is named. */
export const setCookieFindings: readonly Case[] = [
  rule(
    'nothing is wrong with these',
    'id',
    SAFE,
    [],
    [
      'no-http-only',
      'no-secure',
      'no-same-site',
      'default-name',
      'path-no-fence',
      'domain-widens',
      'expired',
      'long-lived',
      'host-prefix',
      'secure-prefix',
      'same-site-unknown',
      'same-site-none-insecure',
      'partitioned-insecure',
      'expires-unreadable',
    ],
  ),
  rule('no HttpOnly', 'id', '; Path=/; Secure; SameSite=Lax', ['no-http-only'], ['no-secure', 'no-same-site']),
  rule('no Secure', 'id', '; Path=/; HttpOnly; SameSite=Lax', ['no-secure'], ['no-http-only', 'no-same-site']),
  rule('no SameSite', 'id', '; Path=/; HttpOnly; Secure', ['no-same-site'], ['no-http-only', 'no-secure']),
  rule('nothing at all', 'id', '', ['no-http-only', 'no-secure', 'no-same-site'], ['path-no-fence', 'domain-widens']),
  rule('the default name', 'connect.sid', SAFE, ['default-name']),
  rule(
    'SameSite=Strict',
    'id',
    '; Path=/; HttpOnly; Secure; SameSite=Strict',
    [],
    ['no-same-site', 'same-site-unknown', 'same-site-none-insecure'],
  ),
  rule(
    'SameSite=None with Secure',
    'id',
    '; Path=/; HttpOnly; Secure; SameSite=None',
    [],
    ['same-site-none-insecure', 'same-site-unknown'],
  ),
  rule(
    'SameSite=None without Secure',
    'id',
    '; Path=/; HttpOnly; SameSite=None',
    ['same-site-none-insecure'],
    ['same-site-unknown'],
  ),
  // 5.6.7 compares without regard to case.
  rule(
    'samesite=none in lower case without Secure',
    'id',
    '; path=/; httponly; samesite=none',
    ['same-site-none-insecure'],
    ['same-site-unknown'],
  ),
  rule('samesite=STRICT', 'id', '; Secure; HttpOnly; SameSite=STRICT', [], ['same-site-unknown', 'no-same-site']),
  rule('SameSite=true, as somebody may write for sameSite: true', 'id', '; Path=/; HttpOnly; Secure; SameSite=true', [
    'same-site-unknown',
  ]),
  rule('SameSite=Loose', 'id', '; Secure; HttpOnly; SameSite=Loose', ['same-site-unknown']),
  // 4.1.3.2 and 5.7
  rule('__Host- with all it needs', '__Host-id', SAFE, [], ['host-prefix', 'secure-prefix']),
  rule('__Host- without Secure', '__Host-id', '; Path=/; HttpOnly; SameSite=Lax', ['host-prefix']),
  rule('__Host- with a Domain', '__Host-id', `${SAFE}; Domain=example.com`, ['host-prefix']),
  rule('__Host- with another Path', '__Host-id', '; Path=/app; HttpOnly; Secure; SameSite=Lax', ['host-prefix']),
  rule('__Host- without a Path', '__Host-id', '; HttpOnly; Secure; SameSite=Lax', ['host-prefix']),
  rule('__HOST- in upper case counts too', '__HOST-id', '; Path=/; HttpOnly', ['host-prefix']),
  rule('a name that only begins alike', '__Hostess', '; Path=/app', [], ['host-prefix', 'secure-prefix']),
  // 4.1.3.1 and 5.7
  rule('__Secure- with Secure', '__Secure-id', SAFE, [], ['secure-prefix', 'host-prefix']),
  rule(
    '__Secure- with a Domain and another Path',
    '__Secure-id',
    '; Path=/app; Domain=example.com; Secure',
    [],
    ['secure-prefix', 'host-prefix'],
  ),
  rule('__Secure- without Secure', '__Secure-id', '; Path=/; HttpOnly', ['secure-prefix'], ['host-prefix']),
  rule('__secure- in lower case counts too', '__secure-id', '; Path=/', ['secure-prefix']),
  rule('a Domain', 'id', `${SAFE}; Domain=example.com`, ['domain-widens']),
  rule('a Domain with a dot in front', 'id', `${SAFE}; Domain=.example.com`, ['domain-widens']),
  rule('a Path', 'id', '; Path=/account; HttpOnly; Secure; SameSite=Lax', ['path-no-fence']),
  rule('Partitioned with Secure', 'id', `${SAFE}; Partitioned`, [], ['partitioned-insecure']),
  rule('Partitioned without Secure', 'id', '; Path=/; HttpOnly; SameSite=Lax; Partitioned', ['partitioned-insecure']),
  rule(
    'an hour ago',
    'id',
    `${SAFE}; Expires=Tue, 24 Nov 2026 20:33:00 GMT`,
    ['expired'],
    ['expires-unreadable', 'long-lived'],
  ),
  rule(
    'in an hour',
    'id',
    `${SAFE}; Expires=Tue, 24 Nov 2026 22:33:00 GMT`,
    [],
    ['expired', 'expires-unreadable', 'long-lived'],
  ),
  rule(
    'the year 2038',
    'id',
    `${SAFE}; Expires=Tue, 19 Jan 2038 03:14:07 GMT`,
    ['long-lived'],
    ['expired', 'expires-unreadable'],
  ),
  rule(
    'the year 9999',
    'id',
    `${SAFE}; Expires=Fri, 31 Dec 9999 23:59:59 GMT`,
    ['long-lived'],
    ['expired', 'expires-unreadable'],
  ),
  rule(
    'the year 1994, with two digits',
    'id',
    `${SAFE}; Expires=Sunday, 06-Nov-94 08:49:37 GMT`,
    ['expired'],
    ['expires-unreadable'],
  ),
  // 5.5: 400 days are 34,560,000 seconds.
  rule('Max-Age of 400 days', 'id', `${SAFE}; Max-Age=34560000`, [], ['long-lived', 'expired']),
  rule('Max-Age of 400 days and a second', 'id', `${SAFE}; Max-Age=34560001`, ['long-lived'], ['expired']),
  rule('Expires in 399 days', 'id', `${SAFE}; Expires=Tue, 28 Dec 2027 21:33:00 GMT`, [], ['long-lived', 'expired']),
  rule('Expires in 401 days', 'id', `${SAFE}; Expires=Thu, 30 Dec 2027 21:33:00 GMT`, ['long-lived'], ['expired']),
  // 5.6.2: zero and less is the earliest time there is.
  rule('Max-Age=0', 'id', `${SAFE}; Max-Age=0`, ['expired'], ['long-lived']),
  rule('Max-Age below zero', 'id', `${SAFE}; Max-Age=-1`, ['expired'], ['long-lived']),
  // 5.7: Max-Age goes before Expires.
  rule(
    'Max-Age=60 beside an Expires that is over',
    'id',
    `${SAFE}; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60`,
    [],
    ['expired'],
  ),
  rule('Max-Age=0 beside an Expires to come', 'id', `${SAFE}; Max-Age=0; Expires=Tue, 24 Nov 2026 22:33:00 GMT`, [
    'expired',
  ]),
  // 5.1.1
  rule(
    'an Expires that is a word',
    'id',
    `${SAFE}; Expires=tomorrow`,
    ['expires-unreadable'],
    ['expired', 'long-lived'],
  ),
  rule(
    'an Expires that is a number',
    'id',
    `${SAFE}; Expires=1795559370`,
    ['expires-unreadable'],
    ['expired', 'long-lived'],
  ),
  rule(
    'an Expires on the 30th of February',
    'id',
    `${SAFE}; Expires=Tue, 30 Feb 2027 10:00:00 GMT`,
    ['expires-unreadable'],
    ['expired', 'long-lived'],
  ),
  rule(
    "an Expires at 25 o'clock",
    'id',
    `${SAFE}; Expires=Wed, 25 Nov 2026 25:00:00 GMT`,
    ['expires-unreadable'],
    ['expired', 'long-lived'],
  ),
  // 5.6.2: a Max-Age that is no number is left aside.
  rule('a Max-Age that is no number', 'id', `${SAFE}; Max-Age=1d`, [], ['expired', 'long-lived']),
  rule('Expires=0', 'id', `${SAFE}; Expires=0`, ['expires-unreadable'], ['expired', 'long-lived']),
  rule(
    'the first second of 1970, with dashes',
    'id',
    `${SAFE}; Expires=Thu, 01-Jan-1970 00:00:01 GMT`,
    ['expired'],
    ['expires-unreadable'],
  ),
  rule(
    'a Max-Age of more digits than a number holds',
    'id',
    `${SAFE}; Max-Age=99999999999999999999`,
    ['long-lived'],
    ['expired'],
  ),
  // 5.6.3 and 5.7: without a domain in it the attribute does nothing.
  rule('an empty Domain', 'id', `${SAFE}; Domain=`, [], ['domain-widens']),
  // The sizes are those of RFC 6265bis section 5.6: name and value as they are sent, in bytes.
  {
    about: 'name and value of 4096 bytes',
    paste: `Set-Cookie: big=${'x'.repeat(4093)}; Path=/`,
    cookies: [{ name: 'big', kind: 'unsigned', value: 'x'.repeat(4093), lacks: ['too-large'] }],
  },
  {
    about: 'name and value of 4097 bytes',
    paste: `Set-Cookie: big=${'x'.repeat(4094)}; Path=/`,
    cookies: [{ name: 'big', kind: 'unsigned', value: 'x'.repeat(4094), has: ['too-large'] }],
  },
  {
    about: 'name and value of 4097 bytes in a Cookie header',
    paste: `Cookie: a=1; big=${'x'.repeat(4094)}`,
    cookies: [
      { name: 'a', lacks: ['too-large'] },
      { name: 'big', has: ['too-large'] },
    ],
  },
  {
    about: 'more than 4096 bytes only because they are encoded',
    paste: `Set-Cookie: big=${'%20'.repeat(1400)}; Path=/`,
    cookies: [{ name: 'big', has: ['too-large'] }],
  },
]
