import { OLDER, OTHER, SECRET, type Case, type Expected } from './case.ts'

// Recorded: cookieSession({ name: 'session', keys: [SECRET, ...], maxAge: a day }). The second line holds the signature,
// an HMAC with SHA-1 over `session=` and the value.
const VALUE = 'eyJ2aWV3cyI6MSwidXNlciI6eyJuYW1lIjoiWm/DqyIsImFkbWluIjpmYWxzZX19'
const SIGNATURE = 'DtrUfZ5hpk1d8YnXND5NHWw7Ug4'
const SET = `session=${VALUE}; path=/; expires=Wed, 25 Nov 2026 21:29:30 GMT; httponly`
const SET_SIGNATURE = `session.sig=${SIGNATURE}; path=/; expires=Wed, 25 Nov 2026 21:29:30 GMT; httponly`

const session: Expected = {
  name: 'session',
  kind: 'cookie-session',
  value: VALUE,
  id: null,
  signature: SIGNATURE,
  content: { views: 1, user: { name: 'Zoë', admin: false } },
  fault: null,
  has: ['readable-data'],
}
const verified: Expected = {
  ...session,
  verified: true,
  secretIndex: 0,
  lacks: ['signature-mismatch', 'unsigned', 'malformed'],
}
const attributes: Readonly<Record<string, string | true>> = {
  Path: '/',
  Expires: 'Wed, 25 Nov 2026 21:29:30 GMT',
  HttpOnly: true,
}

const pair = (about: string, paste: string, cookie: Expected, secrets: readonly string[] = [SECRET]): Case => ({
  about,
  paste,
  secrets,
  cookies: [cookie],
})

/** Sessions that are in the cookie itself. */
export const cookieSession: readonly Case[] = [
  pair('a session and its signature, as set', `Set-Cookie: ${SET}\r\nSet-Cookie: ${SET_SIGNATURE}\r\n`, {
    ...verified,
    attributes,
  }),
  pair('the signature set before the session', `Set-Cookie: ${SET_SIGNATURE}\nSet-Cookie: ${SET}`, {
    ...verified,
    attributes,
  }),
  pair('a session and its signature joined with a comma', `${SET}, ${SET_SIGNATURE}`, { ...verified, attributes }),
  pair('a session and its signature as Node prints them', `[\n  '${SET}',\n  '${SET_SIGNATURE}'\n]`, {
    ...verified,
    attributes,
  }),
  pair('a session and its signature, as sent', `Cookie: session=${VALUE}; session.sig=${SIGNATURE}`, {
    ...verified,
    attributes: null,
  }),
  pair('the signature sent before the session', `Cookie: session.sig=${SIGNATURE}; session=${VALUE}`, {
    ...verified,
    attributes: null,
  }),
  pair(
    'a session and its signature without the name of the header',
    `session=${VALUE}; session.sig=${SIGNATURE}`,
    verified,
  ),
  pair('a session and its signature from Copy as cURL', `-b 'session=${VALUE}; session.sig=${SIGNATURE}'`, verified),
  pair(
    'an older key',
    `Cookie: session=${VALUE}; session.sig=${SIGNATURE}`,
    { ...session, verified: true, secretIndex: 1, has: ['signed-with-older-secret'] },
    [OTHER, SECRET],
  ),
  pair(
    'another key',
    `Cookie: session=${VALUE}; session.sig=${SIGNATURE}`,
    { ...session, verified: false, secretIndex: null, has: ['signature-mismatch'] },
    [OTHER, OLDER],
  ),
  pair(
    'no key',
    `Cookie: session=${VALUE}; session.sig=${SIGNATURE}`,
    { ...session, verified: null, secretIndex: null, weakSecret: null },
    [],
  ),
  pair(
    'a session that somebody changed',
    'Cookie: session=eyJ2aWV3cyI6MSwidXNlciI6eyJuYW1lIjoiWm/DqyIsImFkbWluIjp0cnVlfX0=; session.sig=DtrUfZ5hpk1d8YnXND5NHWw7Ug4',
    {
      kind: 'cookie-session',
      verified: false,
      content: { views: 1, user: { name: 'Zoë', admin: true } },
      has: ['signature-mismatch'],
    },
  ),
  // The name is signed with the value, so a cookie cannot be given another one.
  pair('a session under another name', `Cookie: admin=${VALUE}; admin.sig=${SIGNATURE}`, {
    ...session,
    name: 'admin',
    verified: false,
    has: ['signature-mismatch'],
  }),
  {
    about: 'a session between other cookies',
    paste: `Cookie: a=1; session=${VALUE}; b=2; session.sig=${SIGNATURE}; c=3`,
    secrets: [SECRET],
    cookies: [
      { name: 'a', kind: 'unsigned' },
      verified,
      { name: 'b', kind: 'unsigned' },
      { name: 'c', kind: 'unsigned' },
    ],
  },
  pair(
    'a session without its signature',
    `session=${VALUE}`,
    { ...session, signature: null, verified: null, secretIndex: null, attributes: null },
    [],
  ),
  pair('a session without its signature cannot verify', `Cookie: session=${VALUE}`, {
    ...session,
    signature: null,
    verified: false,
    secretIndex: null,
  }),
  pair('a session alone, with no name', VALUE, { ...session, name: null, signature: null, verified: null }, []),
  // Recorded: signed: false.
  pair(
    'a session that is not signed at all',
    'Set-Cookie: open=eyJhIjoxfQ==; path=/; httponly',
    {
      name: 'open',
      kind: 'cookie-session',
      value: 'eyJhIjoxfQ==',
      signature: null,
      verified: null,
      attributes: { Path: '/', HttpOnly: true },
      content: { a: 1 },
      has: ['readable-data'],
    },
    [],
  ),
  // Recorded: cookieSession({ name: 'sess', secret: SECRET, sameSite: 'lax' }). A + in it is a + and no space.
  pair(
    'a session with a + in its base64',
    'Set-Cookie: sess=eyJmbGFzaCI6ImhlbGxvOyB3b3JsZD8+fiJ9; path=/; samesite=lax; httponly\nSet-Cookie: sess.sig=hg2Cxjry_NR6fR3hwUGBpGQOl3I; path=/; samesite=lax; httponly',
    {
      name: 'sess',
      kind: 'cookie-session',
      value: 'eyJmbGFzaCI6ImhlbGxvOyB3b3JsZD8+fiJ9',
      signature: 'hg2Cxjry_NR6fR3hwUGBpGQOl3I',
      verified: true,
      attributes: { Path: '/', SameSite: 'lax', HttpOnly: true },
      content: { flash: 'hello; world?>~' },
      has: ['no-secure', 'readable-data'],
      lacks: ['no-same-site', 'no-http-only'],
    },
  ),
  // Recorded: name: '__Host-session', priority: 'high', sameSite: 'strict', secure: false.
  pair(
    'a session whose name promises Secure',
    'Set-Cookie: __Host-session=eyJpZCI6InUtMSJ9; path=/; priority=high; samesite=strict; httponly\nSet-Cookie: __Host-session.sig=m0VFN-kHhngTDmZhk7lINTvsOFo; path=/; priority=high; samesite=strict; httponly',
    {
      name: '__Host-session',
      kind: 'cookie-session',
      verified: true,
      attributes: { Path: '/', Priority: 'high', SameSite: 'strict', HttpOnly: true },
      content: { id: 'u-1' },
      has: ['host-prefix', 'readable-data'],
    },
  ),
  // Recorded: keys: ['keyboard cat'].
  pair(
    'keyboard cat, when nobody gave a key',
    'Cookie: session=eyJuIjoxfQ==; session.sig=TAQggd-v9ZPGAw3RL2LxlW6zRxo',
    {
      name: 'session',
      kind: 'cookie-session',
      value: 'eyJuIjoxfQ==',
      verified: null,
      secretIndex: null,
      weakSecret: 'keyboard cat',
      content: { n: 1 },
      has: ['weak-secret'],
    },
    [],
  ),
  pair(
    'a session with its padding URL-encoded',
    'session=eyJuIjoxfQ%3D%3D',
    { name: 'session', kind: 'cookie-session', value: 'eyJuIjoxfQ==', content: { n: 1 } },
    [],
  ),
  pair(
    'an empty session',
    'Cookie: session=e30=',
    { name: 'session', kind: 'cookie-session', value: 'e30=', content: {} },
    [],
  ),
  pair(
    'a session with spaces in its JSON',
    'Cookie: session=eyAiYSI6IDEgfQ==',
    { name: 'session', kind: 'cookie-session', content: { a: 1 } },
    [],
  ),
  // Made with the package keygrip: new Keygrip([SECRET]).sign('store=' + value).
  {
    about: 'two sessions in one header',
    paste: `Cookie: session=${VALUE}; store=eyJjYXJ0IjpbInAxIiwicDIiXSwidG90YWwiOjEyLjV9; session.sig=${SIGNATURE}; store.sig=0QY21tgTpvIscup-52WF0cd-AkE`,
    secrets: [SECRET],
    cookies: [
      verified,
      { name: 'store', kind: 'cookie-session', verified: true, content: { cart: ['p1', 'p2'], total: 12.5 } },
    ],
  },
  {
    about: 'a session with its signature beside one of express-session',
    paste: `Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; session=${VALUE}; session.sig=${SIGNATURE}`,
    secrets: [SECRET],
    cookies: [{ name: 'connect.sid', kind: 'express-session', verified: true }, verified],
  },
  {
    about: 'base64 of an array is no session',
    paste: 'Cookie: list=WzEsMiwzXQ; number=NDI; word=aGVsbG8gd29ybGQ',
    cookies: [
      { name: 'list', kind: 'unsigned' },
      { name: 'number', kind: 'unsigned' },
      { name: 'word', kind: 'unsigned' },
    ],
    nowhere: ['readable-data'],
  },
]
