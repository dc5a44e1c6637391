import { expect } from 'vitest'
import { OTHER, SECRET, type Case, type Expected } from './case.ts'

// Made with the package jose: new SignJWT(payload).setProtectedHeader({ alg, typ: 'JWT' }).sign(key), the keys of RS256 and
// ES256 fresh from its generateKeyPair(), and without alg: new UnsecuredJWT(payload).encode().
const HS256 =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1LTQyIiwibmFtZSI6Ilpvw6sg8J-NqiIsImlhdCI6MTc5NTU1MjIwMH0.NbPJeQEue6gzO3BnSBha8AJAfD02mMgVQA5XmZJu1Kc'
const HS384 =
  'eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1LTQyIiwibmFtZSI6Ilpvw6sg8J-NqiIsImlhdCI6MTc5NTU1MjIwMH0.0k6I6BIxJD59rfwQ32MovrhoeDVDokSudSiW_u8plGVg1kyUEHXUtf5TGolq4iAI'
const HS512 =
  'eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1LTQyIiwibmFtZSI6Ilpvw6sg8J-NqiIsImlhdCI6MTc5NTU1MjIwMH0.dvIV0AXikDWs6QMzrbJH1jwKAT9p2E1SeHAWGmVrAlce9iX2QQG-mUy4y20eRr83x4g_xDadxQL1J24O1RvTBA'
const RS256 =
  'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1LTQyIiwibmFtZSI6Ilpvw6sg8J-NqiIsImlhdCI6MTc5NTU1MjIwMH0.QIUjlELLKZLb85ypyKFYFi0BvomXrVuzQnudynaWqfYMocq7ohD9TuBGMm3ashYLW5MytMjaM8yjKQPuyS4ynSDhyBPn-OQwSoLGK1Xp2TmuAta0xh4hJiFkozN3D28MFLyMFsfbm687s6isF2dHb19zW5nlLHiB-9n2xF9wd7e924KnzAlvXr3JGl-F8BDbjmVJT0MRjsMjt15av17x7DOUqmWsZ3UwyZKVwY-XyAZEjlY6zHYbeP8s38-rvqCKoBn36ZQYA4wnaA36yRgkqGYzXQccUvLPZDTQuskppu--RVet4bN4szsjt0o5uQs8bikoeWxqzAz7uEuUZ4QjdQ'
const ES256 =
  'eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1LTQyIiwibmFtZSI6Ilpvw6sg8J-NqiIsImlhdCI6MTc5NTU1MjIwMH0.qTDGw_DMttxfouySsRsupExUySzM0tPd_xdYq0HmLi9StOqWHqj2Vbw4pGibU3pQ-LDqstfg0KTQJjN7MiiZug'
const NONE = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1LTQyIiwibmFtZSI6Ilpvw6sg8J-NqiIsImlhdCI6MTc5NTU1MjIwMH0.'
/** `exp` is a minute before the time of the corpus. */
const EXPIRED =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1LTQyIiwibmFtZSI6Ilpvw6sg8J-NqiIsImlhdCI6MTc5NTU1MjIwMCwiZXhwIjoxNzk1NTU1OTIwfQ.hhF_gmkuD-Z7hNxpO5unDb0-2DXTd23NJf3SW81p-A0'
/** `exp` is an hour after it. */
const LASTING =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1LTQyIiwibmFtZSI6Ilpvw6sg8J-NqiIsImlhdCI6MTc5NTU1MjIwMCwiZXhwIjoxNzk1NTU5NTgwfQ.k-DtqXueYEiEu6rReQXjZQzGx81fJCghTrp5O0Ed7p4'
/** Signed with the text `secret`. */
const WEAK =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1LTQyIiwibmFtZSI6Ilpvw6sg8J-NqiIsImlhdCI6MTc5NTU1MjIwMH0.lHwBA36Tm4g6HK6iFFkQDuWCa9Tio9Lns5ILQaA3cOY'

const payload = { sub: 'u-42', name: 'Zoë 🍪', iat: 1795552200 }

// A report may tell more about a token than its two parts.
const jwt: Expected = { kind: 'jwt', id: null, fault: null, has: ['readable-data'] }
const signatureOf = (token: string): string => token.slice(token.lastIndexOf('.') + 1)

const token = (about: string, paste: string, cookie: Expected, secrets: readonly string[] = [SECRET]): Case => ({
  about,
  paste,
  secrets,
  cookies: [{ ...jwt, ...cookie }],
})

/** JSON Web Tokens that are kept in cookies. */
export const jwts: readonly Case[] = [
  token('HS256 and its secret', `token=${HS256}`, {
    name: 'token',
    value: HS256,
    signature: signatureOf(HS256),
    verified: true,
    secretIndex: 0,
    content: expect.objectContaining({ header: { alg: 'HS256', typ: 'JWT' }, payload }),
    lacks: ['jwt-none', 'jwt-expired', 'signature-mismatch', 'malformed', 'short-secret'],
  }),
  token('HS384 and its secret', `Cookie: token=${HS384}`, {
    verified: true,
    secretIndex: 0,
    content: expect.objectContaining({ header: { alg: 'HS384', typ: 'JWT' }, payload }),
  }),
  token('HS512 and its secret', `Set-Cookie: token=${HS512}; Path=/; HttpOnly`, {
    verified: true,
    secretIndex: 0,
    attributes: { Path: '/', HttpOnly: true },
    content: expect.objectContaining({ header: { alg: 'HS512', typ: 'JWT' }, payload }),
    has: ['readable-data', 'no-secure', 'no-same-site'],
  }),
  token('HS256 and two secrets', `token=${HS256}`, { verified: true, secretIndex: 1 }, [OTHER, SECRET]),
  token(
    'HS256 and another secret',
    `token=${HS256}`,
    { verified: false, secretIndex: null, has: ['readable-data', 'signature-mismatch'] },
    [OTHER],
  ),
  token(
    'HS512 and another secret',
    `token=${HS512}`,
    { verified: false, secretIndex: null, has: ['readable-data', 'signature-mismatch'] },
    [OTHER],
  ),
  token(
    'HS256 and no secret',
    HS256,
    {
      name: null,
      value: HS256,
      verified: null,
      secretIndex: null,
      weakSecret: null,
      content: expect.objectContaining({ header: { alg: 'HS256', typ: 'JWT' }, payload }),
    },
    [],
  ),
  token(
    'HS256 and a weak secret that nobody gave',
    `token=${WEAK}`,
    { verified: null, secretIndex: null, weakSecret: 'secret', has: ['weak-secret', 'readable-data'] },
    [],
  ),
  token(
    'a payload that somebody changed',
    `token=${HS256.replace(/\.[^.]*\./, '.eyJzdWIiOiJhZG1pbiIsIm5hbWUiOiJab8OrIPCfjaoiLCJpYXQiOjE3OTU1NTIyMDB9.')}`,
    {
      verified: false,
      content: expect.objectContaining({ header: { alg: 'HS256', typ: 'JWT' }, payload: { ...payload, sub: 'admin' } }),
      has: ['readable-data', 'signature-mismatch'],
    },
  ),
  token('RS256, which no secret can verify', `token=${RS256}`, {
    verified: null,
    secretIndex: null,
    content: expect.objectContaining({ header: { alg: 'RS256', typ: 'JWT' }, payload }),
    has: ['readable-data'],
    lacks: ['signature-mismatch', 'jwt-none'],
  }),
  token('ES256, which no secret can verify', `token=${ES256}`, {
    verified: null,
    secretIndex: null,
    content: expect.objectContaining({ header: { alg: 'ES256', typ: 'JWT' }, payload }),
    lacks: ['signature-mismatch', 'jwt-none'],
  }),
  token('alg none', `token=${NONE}`, {
    value: NONE,
    // Like any other value without a signature.
    verified: false,
    content: expect.objectContaining({ header: { alg: 'none' }, payload }),
    has: ['readable-data', 'jwt-none'],
  }),
  token('alg none, and no secret', `Cookie: token=${NONE}`, { verified: null, has: ['readable-data', 'jwt-none'] }, []),
  token('expired', `token=${EXPIRED}`, { verified: true, has: ['readable-data', 'jwt-expired'] }),
  // RFC 7519 section 4.1.4: on the second itself a token is no longer to be accepted.
  token(
    'expired this very second',
    'token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1LTQyIiwiZXhwIjoxNzk1NTU1OTgwfQ.RAeEUk_fdi7sd-1hl7DI9IJjt7oalz61ylo0wvvPEZ4',
    { verified: true, has: ['readable-data', 'jwt-expired'] },
  ),
  token('not yet expired', `token=${LASTING}`, { verified: true, lacks: ['jwt-expired'] }),
  token('in double quotes', `"token=${HS256}"`, { name: 'token', value: HS256, verified: true }),
  token('in a cookie jar', `#HttpOnly_localhost\tFALSE\t/\tFALSE\t0\ttoken\t${HS256}`, {
    name: 'token',
    value: HS256,
    verified: true,
  }),
  {
    about: 'a token beside a session',
    paste: `Cookie: token=${HS256}; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw`,
    secrets: [SECRET],
    cookies: [
      { ...jwt, name: 'token', verified: true },
      { name: 'connect.sid', kind: 'express-session', verified: true },
    ],
  },
  // Made with the package cookie-signature over the token: what is signed as s: is express-session's kind.
  {
    about: 'a token that is a signed value',
    paste: `token=s%3A${HS256}.wOz1Cug%2B402YuPB1f%2BE0I%2BcONydErk9HFTA9szw9oBg`,
    secrets: [SECRET],
    cookies: [{ name: 'token', kind: 'express-session', id: HS256, verified: true, has: ['may-be-cookie-parser'] }],
  },
  {
    about: 'three words with dots are no token',
    paste: 'Cookie: version=1.2.3; host=www.example.com',
    cookies: [
      { name: 'version', kind: 'unsigned' },
      { name: 'host', kind: 'unsigned' },
    ],
    nowhere: ['readable-data'],
  },
]
