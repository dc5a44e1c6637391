import { sign } from 'cookie-signature'
import { describe, expect, test } from 'vitest'
import { firstFindings } from '../../../src/terminal/cookie/first-findings.ts'
import { finding, type Finding } from '../../../src/cookie/findings/finding.ts'
import { run } from '../../support/run.ts'

const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
const VALUE = encodeURIComponent(`s:${sign(ID, 'older secret')}`)

const inspectAt = async (columns: number, rows: number, ...argv: string[]) =>
  (await run(['inspect', '--cookie', ...argv], { size: () => ({ columns, rows }) })).stdout

/** A screenful of what stands beside a session in the Cookie header of a large site. */
const BESIDE = Array.from({ length: 40 }, (_, i) => `beside_${i}=${'v'.repeat(i * 7)}`)

describe('one cookie of interest stays on one screen of 80x24', () => {
  const T = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEiLCJleHAiOjE3NjcyMjU2MDB9.c2lnbmF0dXJl'
  const cookies: Readonly<Record<string, readonly string[]>> = {
    'a session id': [`connect.sid=${VALUE}`],
    'a session id with its secret': [`connect.sid=${VALUE}`, '--secret', 'older secret'],
    'a session id with a wrong secret': [`connect.sid=${VALUE}`, '--secret', 'new'],
    'a signature that is cut': [`connect.sid=${VALUE.slice(0, -3)}`, '--secret', 'older secret'],
    'a value with a fault': ['connect.sid=s%3Aid%zz.mac'],
    'a session of cookie-session': ['session=eyJhIjoxfQ==; session.sig=abc'],
    'a large one': [`session=${Buffer.from(JSON.stringify({ cart: Array(400).fill('pear') })).toString('base64')}`],
    'a token': [`jwt=${T}`],
    'one of Laravel': [
      `laravel_session=${Buffer.from(JSON.stringify({ iv: 'a', value: 'b'.repeat(900), mac: 'c' })).toString('base64')}`,
    ],
    'one of Flask': ['session=eyJ1c2VyX2lkIjo3LCJ0aGVtZSI6ImRhcmsifQ.awyWSA.95GBW2uAnQREHqNgM6jFCbHRGNM'],
  }

  test.each(Object.entries(cookies))('%s', async (_, [cookie = '', ...flags]) => {
    for (const paste of [cookie, `Cookie: ${[...BESIDE, cookie].join('; ')}`, [cookie, ...BESIDE].join('; ')]) {
      // oxlint-disable-next-line no-await-in-loop -- one screen at a time
      const screen = await inspectAt(80, 24, paste, ...flags)
      // The prompt of the shell comes behind the last line end.
      expect(screen.split('\n').length).toBeLessThanOrEqual(24)
      expect(screen).toContain('What it is')
      expect(screen).toContain('--all shows the rest')
    }
  })

  test('none of many is one', async () => {
    const screen = await inspectAt(80, 24, `Cookie: ${BESIDE.join('; ')}`)
    expect(screen.split('\n').length).toBeLessThanOrEqual(24)
    expect(screen).toContain('None of these 40 cookies is signed')
    expect(screen).toContain('--all takes each of them apart')
  })
})

test('the picture comes first, then what matters most, and the rest is named', async () => {
  const paste = `Set-Cookie: connect.sid=${VALUE}; Path=/; HttpOnly\nSet-Cookie: theme=dark`
  expect(await inspectAt(80, 24, paste, '--secret', 'older secret')).toMatchInlineSnapshot(`
    "
     connect.sid = s%3AZk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.T%2BlaSHa%2BcMGtR...I4jM
                   ----++++++++++++++++++++++++++++++++ ========================
                   signed  session id                   signature

     What it is   A session id, signed as express-session signs it.
     Set-Cookie   Path=/; HttpOnly
     Signature    ✔ right, made with the secret given.

     To fix       warning  Without SameSite each browser decides for itself
                           whether other sites may make it send this cookie. Set
                           \`sameSite\` to 'lax', or to 'strict' where nobody
                           arrives from other sites.                    lesson 8
                  + 3 more: short-secret, default-name, no-secure

     Beside it    1 other cookie: theme

     --all shows the rest: who can read it, what each attribute asks for, every
     step of the signature and each other cookie.

    "
  `)
})

test('at 40 columns less is said of each', async () => {
  expect(await inspectAt(40, 20, `theme=dark; connect.sid=${VALUE}`, '--secret', 'new')).toMatchInlineSnapshot(`
    "
     connect.sid =
       s%3AZk3vPq8xW0b...fGuo.T%2BlaS...I4jM
       ----++++++++++++++++++ ==============
       signed  session id     signature

     What it is
       A session id, signed as
       express-session signs it.
     Signature
       ✗ wrong, not made with the secret
       given.

     To fix
       ✗ error
         The secret does not make this
         signature from this value, so a
         server that has no other treats it
         as no cookie.
       + 2 more: short-secret, default-name

     Beside it
       1 other cookie: theme

     --all shows the rest.

    "
  `)
})

test.each([1, 20, 40, 80, 200])('at %i columns no line is longer than the window', async (columns) => {
  const wide = Math.max(columns, 20)
  for (const paste of [`Cookie: ${BESIDE.join('; ')}; a=漢字`, `connect.sid=${VALUE}; 漢字漢字漢字=b; theme=dark`]) {
    // oxlint-disable-next-line no-await-in-loop -- one screen at a time
    const screen = await inspectAt(columns, 24, paste, '--secret', 'new')
    expect(screen.split('\n').filter((line) => line.length > wide)).toEqual([])
  }
})

test.each(['', 'a'])('what is cut behind %j ends with a whole character', async (before) => {
  const content = JSON.stringify({ [before]: '\u{1f600}'.repeat(200) })
  const screen = await inspectAt(80, 24, `session=${Buffer.from(content).toString('base64')}`)
  expect(screen).toMatch(/\u{1f600}[.\s]*--all/u)
  expect(screen).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
})

test('a secret that was found is shown', async () => {
  const screen = await inspectAt(80, 24, `sid=${encodeURIComponent(`s:${sign(ID, 'keyboard cat')}`)}`)
  expect(screen).toMatch(/Secret +keyboard cat/)
})

test('JSON has all of it, with and without --all', async () => {
  const argv = ['inspect', '--json', '--cookie', `theme=dark; connect.sid=${VALUE}`, '--secret', 'new']
  const [plain, all] = await Promise.all([run(argv), run([...argv, '--all'])])
  expect(plain.stdout).toBe(all.stdout)
  expect(JSON.parse(plain.stdout)).toMatchObject({ cookies: [{ name: 'theme' }, { name: 'connect.sid' }] })
})

describe('the findings that matter most', () => {
  const of = (code: Finding['code'], level: Finding['level']) => finding(code, level, `${code}.`)
  const codes = (all: readonly Finding[], most = 3) => {
    const { first, rest } = firstFindings(all, most)
    return [first.map(({ code }) => code), rest.map(({ code }) => code)]
  }

  test('an error comes alone', () => {
    const all = [of('default-name', 'warning'), of('signature-mismatch', 'error'), of('no-secure', 'warning')]
    expect(codes(all)).toEqual([['signature-mismatch'], ['default-name', 'no-secure']])
  })

  test('what says why comes in place of what follows from it', () => {
    const all = [of('malformed-signature', 'error'), of('signature-mismatch', 'error'), of('near-miss', 'error')]
    expect(codes(all)).toEqual([['near-miss'], ['malformed-signature', 'signature-mismatch']])
  })

  test('what is small comes behind other warnings, and news last', () => {
    const all = [
      of('default-name', 'warning'),
      of('no-secure', 'warning'),
      of('unchecked-algorithm', 'info'),
      of('other-framework', 'info'),
    ]
    expect(codes(all, 9)).toEqual([['other-framework', 'no-secure', 'default-name', 'unchecked-algorithm'], []])
    expect(codes(all, 2)).toEqual([
      ['other-framework', 'no-secure'],
      ['default-name', 'unchecked-algorithm'],
    ])
  })

  test('nothing stays nothing', () => expect(codes([])).toEqual([[], []]))
})
