import { sign } from 'cookie-signature'
import { describe, expect, test } from 'vitest'
import { run } from '../../support/run.ts'

const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
const COOKIE = `connect.sid=${encodeURIComponent(`s:${sign(ID, 'older secret')}`)}`

const inspect = (...flags: string[]) => run(['inspect', '--all', '--cookie', COOKIE, ...flags])

const inspectOn = (columns: number, ...argv: string[]) =>
  run(['inspect', '--all', ...argv], { size: () => ({ columns, rows: 24 }) })

describe('the screen', () => {
  test('at 80 columns', async () => {
    const { stdout } = await inspectOn(80, '--cookie', COOKIE, '--secret', 'new', '--secret', 'older secret')
    expect(stdout).toMatchInlineSnapshot(`
      "
       connect.sid = s%3AZk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.T%2BlaSHa%2BcMGtR...I4jM
                     ----++++++++++++++++++++++++++++++++ ========================
                     signed  session id                   signature

       What it is   A session id, signed as express-session signs it.
       In it        The id and its signature, nothing else.
       Who reads it Anyone who holds the cookie can read the id: it is signed, not
                    encrypted. Only someone who has the secret can make one.
       Not in it    No user data: only an id. The session itself lives in the
                    server's store.

       Signature    ✔ right, made with secret 2 of 2. The first secret signs new
                    cookies, so this one is from before a rotation if the secrets
                    are given here in the order of the server, and is signed again
                    only when a Set-Cookie is due. It stays valid as long as
                    secret 2 is in the list. (lesson 4)

         URL-decoded    s:Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.T+laSHa+cMGtRVWDS0Fo6VY
                        vH1Jsq5Yj3SAFjF5I4jM
         without s:     Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.T+laSHa+cMGtRVWDS0Fo6VYvH
                        1Jsq5Yj3SAFjF5I4jM
         session id     Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo
         HMAC-SHA256    4fe95a4876be70c1ad4555834b4168e9562f1f526cab9623dd20058c5e
                        48e233 (32 bytes)
         base64         T+laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SAFjF5I4jM=
         without =      T+laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SAFjF5I4jM
         in the cookie  T+laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SAFjF5I4jM
                        ✔ same text: right

       To fix       warning  Secrets 1 and 2 are shorter than 32 bytes, the least
                             that RFC 2104 advises for HMAC-SHA256, and the
                             shorter a secret, the sooner it is found by trying.
                             Let crypto.randomBytes(32) make one.         lesson 3
                    warning  connect.sid is the default name and tells everybody
                             that express-session runs here. Set \`name\` in
                             session().                                   lesson 1

      "
    `)
  })

  test('at 40 columns', async () => {
    const { stdout } = await inspectOn(40, '--cookie', COOKIE, '--secret', 'new')
    expect(stdout).toMatchInlineSnapshot(`
      "
       connect.sid =
         s%3AZk3vPq8xW0b...fGuo.T%2BlaS...I4jM
         ----++++++++++++++++++ ==============
         signed  session id     signature

       What it is
         A session id, signed as
         express-session signs it.
       In it
         The id and its signature, nothing
         else.
       Who reads it
         Anyone who holds the cookie can read
         the id: it is signed, not encrypted.
         Only someone who has the secret can
         make one.
       Not in it
         No user data: only an id. The session
         itself lives in the server's store.

       Signature
         ✗ wrong, not made with the secret
         given.

         URL-decoded
           s:Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.
           T+laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SA
           FjF5I4jM
         without s:
           Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.T+
           laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SAFj
           F5I4jM
         session id
           Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo
         HMAC-SHA256
           7791a388fb112ed1589045209a435ba4607
           1ac9312e01b589e48dfaac76cbd5f (32
           bytes)
         base64
           d5GjiPsRLtFYkEUgmkNbpGBxrJMS4BtYnkj
           fqsdsvV8=
         without =
           d5GjiPsRLtFYkEUgmkNbpGBxrJMS4BtYnkj
           fqsdsvV8
         in the cookie
           T+laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SA
           FjF5I4jM
           ✗ not the same text: wrong

       To fix
         ✗ error
           The secret does not make this
           signature from this value, so a
           server that has no other treats it
           as no cookie. See whether the
           cookie is copied whole and whether
           this is what the server runs with.
           lesson 3
         warning
           The secret is shorter than 32
           bytes, the least that RFC 2104
           advises for HMAC-SHA256, and the
           shorter a secret, the sooner it is
           found by trying. Let
           crypto.randomBytes(32) make one.
           lesson 3
         warning
           connect.sid is the default name and
           tells everybody that
           express-session runs here. Set
           \`name\` in session().       lesson 1

      "
    `)
  })

  test('of a short value has stairs for labels', async () => {
    const { stdout } = await inspectOn(80, '--cookie', 'user=s:tobi.mac')
    expect(stdout).toMatchInlineSnapshot(`
      "
       user = s:tobi.mac
              --++++ ===
              | |    signature
              | value
              signed

       What it is   A value signed as express-session does it, but perhaps not by
                    it: cookie-parser and res.cookie() with signed: true sign the
                    same way.
       In it        The value and its signature, nothing else.
       Who reads it Anyone who holds the cookie can read the value: it is signed,
                    not encrypted. Only someone who has the secret can make one.
       Not in it    If the value is a session id, no user data: the session itself
                    lives in the server's store.

       Signature    not checked: no secret was given, and none of the published
                    ones makes it. Give yours with --secret or --secret-file.

         as pasted      s:tobi.mac
         without s:     tobi.mac
         value          tobi
         in the cookie  mac

       To fix       ✗ error  The signature has 3 characters, but express-session
                             compares it as text with 43 characters of A-Z a-z 0-9
                             + / and treats anything else as no cookie. Copy the
                             cookie again; if you sign it yourself, use plain
                             base64 and take every = off its end.         lesson 3
                    warning  As a session id this is easy to guess: 4 characters
                             of its alphabet have room for 20 bits of chance, and
                             64 are the least (OWASP). Leave \`genid\` out, or let
                             it return crypto.randomUUID().               lesson 3

      "
    `)
  })

  test.each([20, 40, 60, 80, 200])('at %i columns, no line is longer and nothing is lost', async (columns) => {
    const id = 'an id.with dots and 漢字 and \u001b[31m'
    const cookie = `a-rather-long-name-for-a-cookie=${encodeURIComponent(`s:${sign(id, 'k')}`)}`
    for (const argv of [[cookie], [cookie, '--secret', 'k'], [COOKIE], ['theme=dark'], ['s%3A100%.mac']]) {
      const { stdout } = await inspectOn(columns, '--cookie', ...argv)
      expect(stdout.split('\n').filter((line) => line.length > columns)).toEqual([])
    }
    const { stdout } = await inspectOn(columns, '--cookie', COOKIE, '--secret', 'older secret')
    const together = stdout.replace(/\s/g, '')
    expect(together).toContain(`sessionid${ID}`)
    expect(together).toContain(`inthecookie${sign(ID, 'older secret').slice(33)}`)
  })

  test.each(['s%3A%1b[31m.b%2Ec', 's%3A%1b[31m.b', 's:a.\u001b[31m', '\u001b[31m=dark', 'theme=%1b[31m'])(
    'shows the escape in %j as text',
    async (cookie) => {
      const { stdout } = await inspectOn(80, '--cookie', cookie)
      expect(stdout).not.toContain('\u001b')
      expect(stdout).toMatch(/(\\x1b|%1b)\[31m/)
    },
  )

  test('has ASCII signs where there is no Unicode', async () => {
    const { stdout } = await run(['inspect', '--all', '--cookie', COOKIE, '--secret', 'new'], { unicode: false })
    expect(stdout).toMatch(/^[\n\x20-\x7e]+$/)
    expect(stdout).toContain('x not the same text: wrong')
  })

  test('says the same with colours', async () => {
    const plain = await inspect('--secret', 'new')
    const coloured = await run(['inspect', '--all', '--cookie', COOKIE, '--secret', 'new'], { colour: 1 })
    expect(coloured.stdout).not.toBe(plain.stdout)
    // oxlint-disable-next-line no-control-regex
    expect(coloured.stdout.replace(/\u001b\[\d+m/g, '')).toBe(plain.stdout)
  })

  test('of each other kind', async () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEiLCJleHAiOjE3NjcyMjU2MDB9.c2lnbmF0dXJl'
    const pastes = [
      'prefs=j%3A%7B%22dark%22%3Atrue%7D',
      `jwt=${token}`,
      'session=eyJhIjoxfQ==; session.sig=abc',
      's%3Aid%zz.mac',
    ]
    const screens = await Promise.all(pastes.map(async (paste) => (await inspectOn(80, '--cookie', paste)).stdout))
    expect(screens.join('\n---\n')).toMatchInlineSnapshot(`
      "
       prefs = j%3A%7B%22dark%22%3Atrue%7D
               ----+++++++++++++++++++++++
               JSON  data

       What it is   JSON, as res.cookie() writes an object and cookie-parser reads
                    it.
       In it        The data below.
       Who reads it Anyone who holds the cookie can read it, and can write
                    another.
       Not in it    No signature and no session id: express-session has not made
                    this.

       Data

         {
           "dark": true
         }

       To fix       warning  This is JSON without a signature, so anybody can
                             write another, and cookie-parser reads that too. Set
                             it with signed: true, or keep what matters in the
                             session.


      ---

       jwt = eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEiLCJleHAiOjE3...MDB9.c2lnbmF0dXJl
             -------------------- +++++++++++++++++++++++++++++++++++ ============
             header               payload                             signature

       What it is   A JSON Web Token. express-session does not make these.
       In it        A header that says how it is signed, and a payload with the
                    data, both below.
       Who reads it Anyone who holds the cookie can read it: base64url is a
                    spelling, not encryption.
       Not in it    No session id: a server that only checks the signature cannot
                    take the token back before it ends.

       Header

         {
           "alg": "RS256"
         }

       Payload

         {
           "sub": "ada",
           "exp": 1767225600
         }

       Dates

         {
           "exp": "2026-01-01T00:00:00.000Z"
         }

       To fix       warning  This token ended at 2026-01-01T00:00:00.000Z, and a
                             server that checks \`exp\` refuses it. Sign in again to
                             get a new one.

       To know      info     Only HS256, HS384 and HS512 are checked here, which
                             sign with a shared secret, and this token names
                             another algorithm. Check it where that is known: most
                             others take the public key of the server that made
                             the token.


      ---

       session = eyJhIjoxfQ==  abc
                 ++++++++++++  ===
                 |             signature, from .sig
                 session, base64

       What it is   A whole session, as the package cookie-session keeps it: in
                    the browser, not on the server.
       In it        All the data of the session, below.
       Who reads it Anyone who holds the cookie can read it: base64 is a spelling,
                    not encryption. Nobody can change it without the key.
       Not in it    No session id, and nothing on the server: the server cannot
                    end this session before the keys change.

       Data

         {
           "a": 1
         }

       Signature    not checked: no secret was given, and none of the published
                    ones makes it. Give yours with --secret or --secret-file.

         name=value     session=eyJhIjoxfQ==
         in the cookie  abc


      ---

       s%3Aid%zz.mac

       What it is   Not the value of one whole cookie: something is missing,
                    damaged or too much.
       In it        Nothing that can be read here as a whole.
       Who reads it Anyone who holds the cookie can read what is left of it.
       Not in it    Nothing that express-session would take for a session id.

         s%3Aid%zz.mac
               ^
         at character 7: a % that does not begin URL-encoded UTF-8

       To fix       ✗ error  The % at character 7 of the value does not begin
                             URL-encoded UTF-8, so express-session decodes
                             nothing, sees no s: in front and treats it as no
                             cookie. Copy the cookie again.               lesson 3

      "
    `)
  })

  test('of a Set-Cookie line, beside another', async () => {
    const line = `Set-Cookie: ${COOKIE}; Path=/app; Expires=Thu, 01 Jan 2026 00:00:00 GMT; HttpOnly; Wat=\u009b1`
    const { stdout } = await run(
      ['inspect', '--all', '--cookie', `${line}\nSet-Cookie: a=; Max-Age=0`, '--secret', 'older secret'],
      {
        now: () => Date.UTC(2025, 11, 31),
      },
    )
    expect(stdout).toMatchInlineSnapshot(`
      "
       cookie 1 of 2

       connect.sid = s%3AZk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.T%2BlaSHa%2BcMGtR...I4jM
                     ----++++++++++++++++++++++++++++++++ ========================
                     signed  session id                   signature

       What it is   A session id, signed as express-session signs it.
       In it        The id and its signature, nothing else.
       Who reads it Anyone who holds the cookie can read the id: it is signed, not
                    encrypted. Only someone who has the secret can make one.
       Not in it    No user data: only an id. The session itself lives in the
                    server's store.

       Set-Cookie asks the browser for

         Path           /app  (sent back for this path and below)
         Expires        Thu, 01 Jan 2026 00:00:00 GMT  (about 24 hours from now)
         HttpOnly       (scripts in the page cannot read it)
         Wat            \\x9b1

       Signature    ✔ right, made with the secret given.

         URL-decoded    s:Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.T+laSHa+cMGtRVWDS0Fo6VY
                        vH1Jsq5Yj3SAFjF5I4jM
         without s:     Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.T+laSHa+cMGtRVWDS0Fo6VYvH
                        1Jsq5Yj3SAFjF5I4jM
         session id     Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo
         HMAC-SHA256    4fe95a4876be70c1ad4555834b4168e9562f1f526cab9623dd20058c5e
                        48e233 (32 bytes)
         base64         T+laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SAFjF5I4jM=
         without =      T+laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SAFjF5I4jM
         in the cookie  T+laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SAFjF5I4jM
                        ✔ same text: right

       To fix       warning  The secret is shorter than 32 bytes, the least that
                             RFC 2104 advises for HMAC-SHA256, and the shorter a
                             secret, the sooner it is found by trying. Let
                             crypto.randomBytes(32) make one.             lesson 3
                    warning  connect.sid is the default name and tells everybody
                             that express-session runs here. Set \`name\` in
                             session().                                   lesson 1
                    warning  Without SameSite each browser decides for itself
                             whether other sites may make it send this cookie. Set
                             \`sameSite\` to 'lax', or to 'strict' where nobody
                             arrives from other sites.                    lesson 8
                    warning  Without Secure the browser sends this cookie over
                             plain http too, where others on the network can read
                             it. In session() set \`cookie.secure\` to true if
                             browsers come over https, and behind a proxy that
                             ends https \`app.set('trust proxy', 1)\` too, or no
                             cookie is sent at all; for any other cookie say
                             secure: true.                                lesson 7

       To know      info     Path only says when the browser sends this cookie: a
                             page under any other path of the same host can still
                             reach it through a page under this one. Keep
                             applications that must not see it on another host.
                             lesson 8


       cookie 2 of 2

       a =

       What it is   An empty value. With an end in the past, this is how a server
                    deletes a cookie.
       In it        Nothing.
       Who reads it There is nothing to read.
       Not in it    No signature, so it is not an express-session cookie.

       Set-Cookie asks the browser for

         Max-Age        0  (not above zero: the browser drops it)

       To know      info     express-session never sends Max-Age, only Expires, so
                             something else has set this cookie or changed it on
                             its way. Look for res.cookie(), for another
                             framework, and for a proxy.                  lesson 2
                    info     An empty value with an end in the past is how a
                             server deletes a cookie, as res.clearCookie() does.
                             See that name, Path and Domain are those of the
                             cookie that should go.                      lesson 10

      "
    `)
  })

  test('of a published secret', async () => {
    const cookie = `id=${encodeURIComponent(`s:${sign(ID, 'keyboard cat')}`)}`
    const { stdout } = await inspectOn(80, '--cookie', cookie)
    expect(stdout).toMatchInlineSnapshot(`
      "
       id = s%3AZk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.75cpEf3yzLRqbWoB1je3Zq67BM...zCs0
            ----++++++++++++++++++++++++++++++++ =================================
            signed  session id                   signature

       What it is   A session id, signed as express-session signs it.
       In it        The id and its signature, nothing else.
       Who reads it Anyone who holds the cookie can read the id: it is signed, not
                    encrypted. Only someone who has the secret can make one.
       Not in it    No user data: only an id. The session itself lives in the
                    server's store.

       Signature    right, but ✗ made with a secret that is no secret.

         URL-decoded    s:Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.75cpEf3yzLRqbWoB1je3Zq6
                        7BMqP1kfZ0FG5YmHzCs0
         without s:     Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.75cpEf3yzLRqbWoB1je3Zq67B
                        MqP1kfZ0FG5YmHzCs0
         session id     Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo
         secret         keyboard cat
         HMAC-SHA256    ef972911fdf2ccb46a6d6a01d637b766aebb04ca8fd647d9d051b96261
                        f30acd (32 bytes)
         base64         75cpEf3yzLRqbWoB1je3Zq67BMqP1kfZ0FG5YmHzCs0=
         without =      75cpEf3yzLRqbWoB1je3Zq67BMqP1kfZ0FG5YmHzCs0
         in the cookie  75cpEf3yzLRqbWoB1je3Zq67BMqP1kfZ0FG5YmHzCs0
                        ✔ same text: right

       To fix       ✗ error  The secret that made this signature is published, in
                             the express-session README, so anyone who tries it
                             can sign any id for this server. Take a random one.
                             lesson 3

      "
    `)
  })
})

test.each(['constructor', '__proto__', 'toString'])('SameSite=%s is no word that anybody knows', async (word) => {
  const { stdout } = await inspectOn(80, '--cookie', `Set-Cookie: a=b; SameSite=${word}`)
  expect(stdout).toMatch(/SameSite .*unknown: as if it were missing/)
})
