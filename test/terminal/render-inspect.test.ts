import { sign } from 'cookie-signature'
import { describe, expect, test } from 'vitest'
import { run } from '../support/run.ts'

const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
const COOKIE = `connect.sid=${encodeURIComponent(`s:${sign(ID, 'older secret')}`)}`

const inspect = (...flags: string[]) => run(['inspect', '--cookie', COOKIE, ...flags])

const inspectOn = (columns: number, ...argv: string[]) =>
  run(['inspect', ...argv], { size: () => ({ columns, rows: 24 }) })

describe('the screen', () => {
  test('at 80 columns', async () => {
    const { stdout } = await inspectOn(80, '--cookie', COOKIE, '--secret', 'new', '--secret', 'older secret')
    expect(stdout).toMatchInlineSnapshot(`
      "
       connect.sid = s%3AZk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.T%2BlaSHa%2BcMGtR...I4jM
                     ----++++++++++++++++++++++++++++++++ ========================
                     signed  session id                   signature

       What it is   A signed session id, as express-session makes them. No user
                    data is in it: the session itself lives in the server's store.
                    Signed is not encrypted: anybody can read the id, only who has
                    the secret can make one.

       Signature    ✔ right, made with secret 2 of 2. The first secret signs new
                    cookies, so this one is from before a rotation. It stays valid
                    as long as secret 2 is in the list. (lesson 1)

         URL-decoded    s:Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.T+laSHa+cMGtRVWDS0Fo6VY
                        vH1Jsq5Yj3SAFjF5I4jM
         session id     Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo
         HMAC-SHA256    4fe95a4876be70c1ad4555834b4168e9562f1f526cab9623dd20058c5e
                        48e233 (32 bytes)
         base64, no =   T+laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SAFjF5I4jM
         in the cookie  T+laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SAFjF5I4jM
                        ✔ same text: right

       To mend      warning  connect.sid is the default name and tells everybody
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
         s%3AZk3vPq8...fGuo.T%2BlaSHa%2...I4jM
         ----++++++++++++++ ==================
         signed  session id  signature

       What it is
         A signed session id, as
         express-session makes them. No user
         data is in it: the session itself
         lives in the server's store. Signed
         is not encrypted: anybody can read
         the id, only who has the secret can
         make one.

       Signature
         ✗ wrong, not made with the secret
         given.

         URL-decoded
           s:Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.
           T+laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SA
           FjF5I4jM
         session id
           Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo
         HMAC-SHA256
           7791a388fb112ed1589045209a435ba4607
           1ac9312e01b589e48dfaac76cbd5f (32
           bytes)
         base64, no =
           d5GjiPsRLtFYkEUgmkNbpGBxrJMS4BtYnkj
           fqsdsvV8
         in the cookie
           T+laSHa+cMGtRVWDS0Fo6VYvH1Jsq5Yj3SA
           FjF5I4jM
           ✗ not the same text: wrong

       To mend
         ✗ error
           The secret does not make this
           signature from this id, so a server
           that has no other treats it as no
           cookie. See whether the cookie is
           copied whole and whether this is
           what the server runs with.
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

       What it is   Signed in the way of express-session, perhaps not by it.
                    cookie-parser and res.cookie() with signed: true sign in the
                    same way, and this is not the shape of express-session's own
                    ids: 32 characters of A-Z a-z 0-9 - _. See whether the server
                    sets \`genid\`: without it, this is not a session id. If it is
                    one, no user data is in it: the session itself lives in the
                    server's store. (lesson 3)

       Signature    not checked: no secret given. Give it with --secret or
                    --secret-file.

         as pasted      s:tobi.mac
         value          tobi
         in the cookie  mac

       To mend      ✗ error  The signature has 3 characters, but express-session
                             compares it as text with 43 characters of A-Z a-z 0-9
                             + / and treats anything else as no cookie. Copy the
                             cookie again, or sign with plain base64 and take
                             every = off its end.                         lesson 3
                    warning  As a session id this is easy to guess: it has 4
                             characters, and 16 random hexadecimal digits are the
                             least (64 bits, OWASP). Leave \`genid\` out, or let it
                             return crypto.randomUUID().                  lesson 3

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
    const { stdout } = await run(['inspect', '--cookie', COOKIE, '--secret', 'new'], { unicode: false })
    expect(stdout).toMatch(/^[\n\x20-\x7e]+$/)
    expect(stdout).toContain('x not the same text: wrong')
  })

  test('says the same with colours', async () => {
    const plain = await inspect('--secret', 'new')
    const coloured = await run(['inspect', '--cookie', COOKIE, '--secret', 'new'], { colour: 1 })
    expect(coloured.stdout).not.toBe(plain.stdout)
    // oxlint-disable-next-line no-control-regex
    expect(coloured.stdout.replace(/\u001b\[\d+m/g, '')).toBe(plain.stdout)
  })
})
