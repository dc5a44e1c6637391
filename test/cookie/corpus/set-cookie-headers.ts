import { SECRET, SESSION, type Case, type Expected } from './case.ts'

const session: Expected = { ...SESSION, name: 'connect.sid', verified: true, attributes: { Path: '/', HttpOnly: true } }

const set = (about: string, paste: string, ...cookies: readonly Expected[]): Case => ({
  about,
  paste,
  secrets: [SECRET],
  cookies,
})

/** The session with other attributes. */
const having = (attributes: Readonly<Record<string, string | true>>): Expected => ({ ...session, attributes })

/** What real apps set, and the same lines as people and programs respell them. */
export const setCookieHeaders: readonly Case[] = [
  // The first ten are recorded lines.
  set(
    'a Set-Cookie line of express-session',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
    session,
  ),
  set(
    'a session with maxAge',
    'Set-Cookie: connect.sid=s%3ANvyF33LGcp-AxTyJYwHfdOBQmkVxC01H.MuWNL14PImndP11Tod2dIRGQTzf2ovbpBumD0ZxZ4po; Path=/; Expires=Tue, 24 Nov 2026 22:29:30 GMT; HttpOnly',
    {
      name: 'connect.sid',
      id: 'NvyF33LGcp-AxTyJYwHfdOBQmkVxC01H',
      verified: true,
      attributes: { Path: '/', Expires: 'Tue, 24 Nov 2026 22:29:30 GMT', HttpOnly: true },
      lacks: ['expired', 'expires-unreadable', 'long-lived'],
    },
  ),
  set(
    'every attribute that express-session knows',
    'Set-Cookie: __Secure-sid=s%3AXAmC097qM_GYnNnUgq08eUhVtx1rKZKZ.z6wo3s8I7mwDV8%2BcPM139DzfwvcvccUhLXt8myf85a4; Domain=example.com; Path=/; Expires=Wed, 25 Nov 2026 21:32:06 GMT; HttpOnly; Secure; Partitioned; Priority=High; SameSite=Strict',
    {
      name: '__Secure-sid',
      value: 's:XAmC097qM_GYnNnUgq08eUhVtx1rKZKZ.z6wo3s8I7mwDV8+cPM139DzfwvcvccUhLXt8myf85a4',
      verified: true,
      attributes: {
        Domain: 'example.com',
        Path: '/',
        Expires: 'Wed, 25 Nov 2026 21:32:06 GMT',
        HttpOnly: true,
        Secure: true,
        Partitioned: true,
        Priority: 'High',
        SameSite: 'Strict',
      },
      has: ['domain-widens'],
      lacks: ['secure-prefix', 'partitioned-insecure', 'no-secure', 'no-http-only', 'no-same-site', 'default-name'],
    },
  ),
  set(
    'a cookie with the __Host- prefix',
    'Set-Cookie: __Host-sid=s%3ALaw_873lpBjfR7B_6Fop6PHLUkyh3DcW.2nzAJxwMyWQfZNSkK7hZtn9jg%2Fwo1cv8fMdBx4ySNn0; Path=/; HttpOnly; Secure; SameSite=Strict',
    {
      name: '__Host-sid',
      id: 'Law_873lpBjfR7B_6Fop6PHLUkyh3DcW',
      verified: true,
      attributes: { Path: '/', HttpOnly: true, Secure: true, SameSite: 'Strict' },
      lacks: [
        'host-prefix',
        'secure-prefix',
        'no-secure',
        'no-http-only',
        'no-same-site',
        'domain-widens',
        'path-no-fence',
      ],
    },
  ),
  set(
    'sameSite lax',
    'Set-Cookie: sid=s%3ANJL5Kba7NqFVz-rIaxcmNkAjBuTBhwN5.rczv4UfxsjtgR7PZNavLE53FkMYcB4uUi84nvVWhS0k; Path=/; HttpOnly; SameSite=Lax',
    {
      name: 'sid',
      id: 'NJL5Kba7NqFVz-rIaxcmNkAjBuTBhwN5',
      verified: true,
      attributes: { Path: '/', HttpOnly: true, SameSite: 'Lax' },
      has: ['no-secure'],
      lacks: ['no-same-site', 'same-site-unknown', 'same-site-none-insecure', 'no-http-only'],
    },
  ),
  set(
    'sameSite none over http',
    'Set-Cookie: sid=s%3ArvaH5mvwS95B_2HuYmrcdZddvqSIeQVX.TFLmImV%2FPjSfjekQBALLiB6Pv%2Bbxgh%2FlyuPm4HS0OaQ; Path=/; SameSite=None',
    {
      name: 'sid',
      signature: 'TFLmImV/PjSfjekQBALLiB6Pv+bxgh/lyuPm4HS0OaQ',
      verified: true,
      attributes: { Path: '/', SameSite: 'None' },
      has: ['same-site-none-insecure', 'no-http-only'],
      lacks: ['no-same-site', 'same-site-unknown'],
    },
  ),
  set(
    'a session for 500 days',
    'Set-Cookie: sid=s%3Ad-BawBRAzFF_WMNQfSxNBMWPDKyEb7Lg.0YluNisunxCtUei29warBGqexE7SUXkWpMSZFhwe6mI; Path=/; Expires=Fri, 07 Apr 2028 21:32:06 GMT; HttpOnly; SameSite=Lax',
    { id: 'd-BawBRAzFF_WMNQfSxNBMWPDKyEb7Lg', verified: true, has: ['long-lived'], lacks: ['expired'] },
  ),
  set(
    'a session for one folder that scripts may read',
    'Set-Cookie: sid=s%3AGN-mrAP1oelFJI0LnN1CyRRjSPqQGDr7.6TcWFsQUe268JLPon5F%2FCTkArIWPbc%2BdTlN8tuJ1otE; Path=/admin',
    {
      verified: true,
      attributes: { Path: '/admin' },
      has: ['path-no-fence', 'no-http-only', 'no-secure', 'no-same-site'],
    },
  ),
  set('what res.clearCookie() sends', 'Set-Cookie: connect.sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', {
    name: 'connect.sid',
    kind: 'unsigned',
    value: '',
    id: null,
    attributes: { Path: '/', Expires: 'Thu, 01 Jan 1970 00:00:00 GMT' },
    has: ['expired'],
    lacks: ['expires-unreadable'],
  }),
  set(
    'a signed cookie of cookie-parser',
    'Set-Cookie: user=s%3Atobi.wxBqny%2BTRGOPIwdovj65G7fYSU%2Bh4k4Q6H4Sq%2B2D6G8; Max-Age=3600; Path=/; Expires=Tue, 24 Nov 2026 22:29:30 GMT; HttpOnly',
    {
      name: 'user',
      kind: 'express-session',
      id: 'tobi',
      signature: 'wxBqny+TRGOPIwdovj65G7fYSU+h4k4Q6H4Sq+2D6G8',
      verified: true,
      attributes: { 'Max-Age': '3600', Path: '/', Expires: 'Tue, 24 Nov 2026 22:29:30 GMT', HttpOnly: true },
      has: ['may-be-cookie-parser', 'short-id'],
      lacks: ['expired', 'long-lived'],
    },
  ),
  set(
    'the name of the header in lower case',
    'set-cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
    session,
  ),
  set(
    'the name of the header in upper case',
    'SET-COOKIE: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
    session,
  ),
  set(
    'no space behind the name of the header',
    'Set-Cookie:connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
    session,
  ),
  set(
    'attributes in lower case',
    'set-cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; path=/; httponly',
    session,
  ),
  set(
    'attributes in upper case',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; PATH=/; HTTPONLY',
    session,
  ),
  set(
    'attributes with no space before them',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw;Path=/;HttpOnly',
    session,
  ),
  set(
    'spaces round the = of an attribute',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw ;  Path = / ; HttpOnly ',
    session,
  ),
  set(
    'empty attributes',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw;; Path=/; ; HttpOnly;',
    session,
  ),
  set(
    'a header without attributes',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    having({}),
  ),
  set(
    'a line without the name of the header',
    'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
    session,
  ),
  set(
    'such a line in lower case',
    'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; path=/; httponly',
    session,
  ),
  set(
    'such a line in double quotes',
    '"connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly"',
    session,
  ),
  set(
    'such a line in single quotes',
    "'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly'\n",
    session,
  ),
  set(
    'such a line with one flag',
    'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; HttpOnly',
    having({ HttpOnly: true }),
  ),
  set(
    'a value that is decoded',
    'Set-Cookie: connect.sid=s:GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7/dlQrkWBw; Path=/; HttpOnly',
    session,
  ),
  set(
    'a value in double quotes, with attributes',
    'Set-Cookie: connect.sid="s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw"; Path=/; HttpOnly',
    session,
  ),
  set(
    'all attributes in odd case',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; dOmAiN=example.com; pAtH=/; max-age=60; EXPIRES=Wed, 25 Nov 2026 21:32:06 GMT; httpOnly; SECURE; samesite=lax; partitioned; PRIORITY=low',
    having({
      Domain: 'example.com',
      Path: '/',
      'Max-Age': '60',
      Expires: 'Wed, 25 Nov 2026 21:32:06 GMT',
      HttpOnly: true,
      Secure: true,
      SameSite: 'lax',
      Partitioned: true,
      Priority: 'low',
    }),
  ),
  set(
    'attributes that nobody knows',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; Flavour=chocolate; crumbly; HttpOnly',
    having({ Path: '/', Flavour: 'chocolate', crumbly: true, HttpOnly: true }),
  ),
  // RFC 6265bis section 5.7: of the same attribute the last one counts.
  set(
    'an attribute twice',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/admin; HttpOnly; Path=/',
    having({ Path: '/', HttpOnly: true }),
  ),
  set(
    'an attribute twice in different case',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; SameSite=None; Secure; samesite=Strict',
    {
      ...having({ SameSite: 'Strict', Secure: true }),
      lacks: ['same-site-none-insecure', 'no-same-site', 'same-site-unknown'],
    },
  ),
  set(
    'a flag twice',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; HttpOnly; Path=/; httponly',
    session,
  ),
  // RFC 6265bis sections 5.6.5 and 5.6.6: a flag is a flag, whatever stands behind it.
  set(
    'flags with values',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; HttpOnly=true; Secure=1',
    having({ HttpOnly: true, Secure: true }),
  ),
  set(
    'a Set-Cookie header in double quotes',
    '"Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly"',
    session,
  ),
  set(
    'a Set-Cookie header in single quotes',
    "'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly'",
    session,
  ),
  set(
    'a value that is encoded twice',
    'Set-Cookie: connect.sid=s%253AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%252FdlQrkWBw; Path=/; HttpOnly',
    { ...session, has: ['encoded-twice'] },
  ),
]
