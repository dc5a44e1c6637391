import { OLDER, OTHER, SECRET, SESSION, type Case } from './case.ts'

const LONG_ENOUGH = ['short-secret', 'weak-secret', 'empty-secret']

/** Recorded: session({ secret: 'keyboard cat', ... }), as the README of express-session has it. */
const CAT = 's%3AJZ4F6fKlIFL4BUJne2yOGXaU080smMw-.CdPjeQB%2Bn42RWTueeYetR3%2BYiuwMO9NB9xuXLDFZRlQ'
const CAT_ID = 'JZ4F6fKlIFL4BUJne2yOGXaU080smMw-'

/** Recorded: session({ secret: OLDER, ... }). */
const AGED = 's%3AV7e5rOlD-M-dfaTmP0FOrBEueU42RYV4.e5CRLG0CS5PXaVKeni4IlP%2BdAmItL8IQQsJGl%2FFV3UY'

const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'

/** A signature made with: printf %s ID | openssl dgst -sha256 -hmac SECRET -binary | base64 | tr -d = */
const openssl = (
  about: string,
  secret: string,
  signature: string,
  has: readonly string[],
  lacks: readonly string[] = [],
): Case => ({
  about,
  paste: `s:${ID}.${signature}`,
  secrets: [secret],
  cookies: [{ kind: 'express-session', id: ID, signature, verified: true, secretIndex: 0, has, lacks }],
})

/** Which of the secrets given made a signature, and what that tells about them. */
export const secretCases: readonly Case[] = [
  {
    about: 'the one secret',
    paste: 'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    secrets: [SECRET],
    cookies: [
      {
        ...SESSION,
        verified: true,
        secretIndex: 0,
        weakSecret: null,
        lacks: [...LONG_ENOUGH, 'signed-with-older-secret', 'signature-mismatch'],
      },
    ],
  },
  {
    about: 'another secret',
    paste: 'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    secrets: [OTHER],
    cookies: [
      {
        ...SESSION,
        verified: false,
        secretIndex: null,
        has: ['signature-mismatch'],
        lacks: ['malformed-signature', 'weak-secret'],
      },
    ],
  },
  {
    about: 'the second of two secrets',
    paste: `sid=${AGED}`,
    secrets: [SECRET, OLDER],
    cookies: [
      {
        id: 'V7e5rOlD-M-dfaTmP0FOrBEueU42RYV4',
        verified: true,
        secretIndex: 1,
        has: ['signed-with-older-secret'],
        lacks: ['signature-mismatch'],
      },
    ],
  },
  {
    about: 'the last of four secrets',
    paste: `sid=${AGED}`,
    secrets: [SECRET, OTHER, `${OLDER} `, OLDER],
    cookies: [{ verified: true, secretIndex: 3, has: ['signed-with-older-secret'] }],
  },
  {
    about: 'the first of two secrets',
    paste: 'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    secrets: [SECRET, OLDER],
    cookies: [{ ...SESSION, verified: true, secretIndex: 0, lacks: ['signed-with-older-secret'] }],
  },
  {
    about: 'one secret twice',
    paste: 'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    secrets: [OTHER, SECRET, SECRET],
    cookies: [{ ...SESSION, verified: true, secretIndex: 1 }],
  },
  {
    about: 'none of three secrets',
    paste: 'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    secrets: [OTHER, OLDER, SECRET.toUpperCase()],
    cookies: [{ ...SESSION, verified: false, secretIndex: null, has: ['signature-mismatch'] }],
  },
  {
    about: 'an unsigned value never verifies',
    paste: 'sid=GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB',
    secrets: [SECRET],
    cookies: [
      {
        name: 'sid',
        kind: 'unsigned',
        id: null,
        signature: null,
        verified: false,
        secretIndex: null,
        has: ['unsigned'],
      },
    ],
  },
  {
    about: 'keyboard cat, when nobody gave a secret',
    paste: `Set-Cookie: connect.sid=${CAT}; Path=/; HttpOnly`,
    cookies: [
      {
        kind: 'express-session',
        id: CAT_ID,
        verified: null,
        secretIndex: null,
        weakSecret: 'keyboard cat',
        has: ['weak-secret'],
      },
    ],
  },
  {
    about: 'keyboard cat in a Cookie header beside a cookie with a better secret',
    paste: `Cookie: sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; connect.sid=${CAT}`,
    cookies: [
      { ...SESSION, verified: null, weakSecret: null, lacks: ['weak-secret'] },
      { id: CAT_ID, verified: null, weakSecret: 'keyboard cat', has: ['weak-secret'] },
    ],
  },
  {
    about: 'keyboard cat, encoded twice',
    paste: `connect.sid=${CAT.replaceAll('%', '%25')}`,
    cookies: [{ id: CAT_ID, verified: null, weakSecret: 'keyboard cat', has: ['weak-secret', 'encoded-twice'] }],
  },
  {
    about: 'keyboard cat, given',
    paste: `connect.sid=${CAT}`,
    secrets: ['keyboard cat'],
    cookies: [{ id: CAT_ID, verified: true, secretIndex: 0, has: ['short-secret'], lacks: ['signature-mismatch'] }],
  },
  {
    about: 'keyboard cat, when another secret was given',
    paste: `connect.sid=${CAT}`,
    secrets: [OTHER],
    cookies: [{ id: CAT_ID, verified: false, secretIndex: null, has: ['signature-mismatch'] }],
  },
  {
    about: 'one letter of the id changed',
    paste: 'sid=s%3AGXAmDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    secrets: [SECRET],
    cookies: [
      {
        id: 'GXAmDW8wvZZiuKHNIwx2K6J68Px64KkB',
        verified: false,
        has: ['signature-mismatch'],
        lacks: ['malformed-signature'],
      },
    ],
  },
  {
    about: 'the signature of another session',
    paste: 'sid=s%3AV7e5rOlD-M-dfaTmP0FOrBEueU42RYV4.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    secrets: [SECRET, OLDER],
    cookies: [
      {
        id: 'V7e5rOlD-M-dfaTmP0FOrBEueU42RYV4',
        signature: SESSION.signature,
        verified: false,
        has: ['signature-mismatch'],
      },
    ],
  },
  // cookie-signature compares texts: the same bytes in another spelling are refused.
  {
    about: 'a signature with its padding',
    paste: 'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw%3D',
    secrets: [SECRET],
    cookies: [{ id: SESSION.id, signature: `${SESSION.signature}=`, verified: false, has: ['malformed-signature'] }],
  },
  {
    about: 'a signature in URL-safe base64',
    paste: 'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7_dlQrkWBw',
    secrets: [SECRET],
    cookies: [
      { id: SESSION.id, signature: SESSION.signature.replace('/', '_'), verified: false, has: ['malformed-signature'] },
    ],
  },
  {
    about: 'a signature that lost its last letter',
    paste: 'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWB',
    secrets: [SECRET],
    cookies: [
      { id: SESSION.id, signature: SESSION.signature.slice(0, -1), verified: false, has: ['malformed-signature'] },
    ],
  },
  {
    about: 'a signature in hexadecimal',
    paste: 'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.5c230c3a6ce0823615c08d20351995b3b4294aa8dde8736d2fbfdd96542b9160',
    secrets: [SECRET],
    cookies: [{ id: SESSION.id, verified: false, has: ['malformed-signature'] }],
  },
  openssl(
    'a secret of 32 bytes',
    '0123456789abcdef0123456789abcdef',
    'mXUALmZHUvPp35PDZXqLjcPPtAOFVbj5fM718LDQsR4',
    [],
    ['short-secret'],
  ),
  openssl('a secret of 31 bytes', '0123456789abcdef0123456789abcde', '2o6quAtxbsqvqlzZuz3cBZtiAz0GUORqTGd2fV9WKyU', [
    'short-secret',
  ]),
  openssl(
    'a secret of 16 letters that are 32 bytes',
    'éééééééééééééééé',
    'h3LuS8IABS/1RJphDYeZveOyFQ7grGCKbDSCKON/FMI',
    [],
    ['short-secret'],
  ),
  openssl(
    'a secret longer than a block of SHA-256',
    'long long long long long long long long long long long long long long long long long long long long',
    'cT45W3glSF9bHcVnpP/34HhFjJ2ZNYH0REIyLtTE1Xk',
    [],
    ['short-secret'],
  ),
  openssl(
    'a secret of another script',
    'пароль, который никто не угадает',
    'XFqhdnhDraGCXL0RR3L21cCVqm0LwdShiSKYDa0KLQA',
    [],
    ['short-secret'],
  ),
  openssl('a secret of one letter', 'x', 's1NzSg2nw8ICjDozfcq5A300wIArnpsHVFkVxZKupCU', ['short-secret']),
  // Made with the package cookie-signature: openssl takes no empty key.
  {
    about: 'an empty secret',
    paste: `s:${ID}.RgiE9YtFfAmI7idTSiuBJXHy/WJ8Pt74BFjjwKq7adI`,
    secrets: [''],
    cookies: [{ id: ID, verified: true, secretIndex: 0, has: ['empty-secret'] }],
  },
  {
    about: 'an empty secret beside the right one',
    paste: 'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    secrets: [SECRET, ''],
    cookies: [{ ...SESSION, verified: true, secretIndex: 0, has: ['empty-secret'] }],
  },
]
