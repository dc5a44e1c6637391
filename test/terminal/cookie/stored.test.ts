import { describe, expect, test } from 'vitest'
import { compareWithStore } from '../../../src/cookie/findings/agreement.ts'
import type { StoredSession } from '../../../src/stores/stored-session.ts'
import { renderStored, type LookUp } from '../../../src/terminal/cookie/stored.ts'
import { width } from '../../../src/terminal/text.ts'
import { plainStyle } from '../../support/style.ts'

const NOW = Date.UTC(2026, 10, 24, 12)
const MINUTE = 60_000

const STORED: StoredSession = {
  writtenBy: 'session-file-store',
  key: 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.json',
  session: {
    cookie: { originalMaxAge: null, expires: null, httpOnly: true, path: '/' },
    user: { name: 'Ada \u001b[31m', roles: ['admin'] },
  },
  touchedAt: NOW - 12.4 * MINUTE,
  touchedAssumes: null,
  expiresAt: NOW + 47.6 * MINUTE,
  expiryAssumes: 'ttl 3600 s, the default',
}

const lookUp = (
  stored: Partial<StoredSession> | null,
  attributes: Record<string, string | boolean> | null = null,
): LookUp => {
  const whole = stored && { ...STORED, ...stored }
  return {
    shown: 'file:./sessions',
    key: STORED.key,
    stored: whole,
    disagreements: compareWithStore(attributes, whole, NOW),
    now: NOW,
  }
}

const render = (look: LookUp, columns = 80) => `\n${renderStored(look, plainStyle({ columns }))}\n`

describe('the section', () => {
  test('at 80 columns', () => {
    expect(render(lookUp({}, { Path: '/', HttpOnly: true }))).toMatchInlineSnapshot(`
      "
       Store        file:./sessions

         key            Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.json
         found          + yes
         last touched   12 minutes ago (2026-11-24 11:47:36 UTC)
         ends           in 47 minutes (2026-11-24 12:47:36 UTC), if the store has
                        ttl 3600 s, the default
         agrees         + yes, cookie and store agree
         info           Without Expires the browser keeps the cookie until it is
                        closed, but the store counts from the last visit. Set
                        \`cookie.maxAge\` and \`rolling: true\` if both should end at
                        the same time.

         data
           {
             "cookie": {
               "originalMaxAge": null,
               "expires": null,
               "httpOnly": true,
               "path": "/"
             },
             "user": {
               "name": "Ada \\u001b[31m",
               "roles": [
                 "admin"
               ]
             }
           }
      "
    `)
  })

  test('at 40 columns', () => {
    expect(render(lookUp({}), 40)).toMatchInlineSnapshot(`
      "
       Store
         file:./sessions

         key
           Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.js
           on
         found
           + yes
         last touched
           12 minutes ago (2026-11-24 11:47:36
           UTC)
         ends
           in 47 minutes (2026-11-24 12:47:36
           UTC), if the store has ttl 3600 s,
           the default
         agrees
           + yes, as far as the id goes
         info
           A cookie without its attributes can
           be compared by its id alone. Paste
           the whole Set-Cookie line to
           compare the rest.

         data
           {
             "cookie": {
               "originalMaxAge": null,
               "expires": null,
               "httpOnly": true,
               "path": "/"
             },
             "user": {
               "name": "Ada \\u001b[31m",
               "roles": [
                 "admin"
               ]
             }
           }
      "
    `)
  })

  test('where cookie and store do not agree', () => {
    expect(render(lookUp({ expiresAt: NOW - 3 * MINUTE }, { Path: '/\u001b[2J' }))).toMatchInlineSnapshot(`
      "
       Store        file:./sessions

         key            Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.json
         found          + yes
         last touched   12 minutes ago (2026-11-24 11:47:36 UTC)
         ends           it ended 3 minutes ago (2026-11-24 11:57:00 UTC), if the
                        store has ttl 3600 s, the default
         agrees         x no, see below
         warning        The session has ended in the store, if it has ttl 3600 s,
                        the default, so express-session gives this visitor a new
                        one with a new id. Sign in again, or let sessions live
                        longer with \`cookie.maxAge\`.
         warning        Path is "/\\u001b[2J" in the cookie and "/" in the session,
                        from which express-session writes Set-Cookie. See whether
                        a proxy changes the line, or the server changed
                        \`req.session.cookie\` after it was sent.
         warning        HttpOnly is missing in the cookie and set in the session,
                        from which express-session writes Set-Cookie. See whether
                        a proxy changes the line, or the server changed
                        \`req.session.cookie\` after it was sent.
         info           Without Expires the browser keeps the cookie until it is
                        closed, but the store counts from the last visit. Set
                        \`cookie.maxAge\` and \`rolling: true\` if both should end at
                        the same time.

         data
           {
             "cookie": {
               "originalMaxAge": null,
               "expires": null,
               "httpOnly": true,
               "path": "/"
             },
             "user": {
               "name": "Ada \\u001b[31m",
               "roles": [
                 "admin"
               ]
             }
           }
      "
    `)
  })

  test('where nothing is found', () => {
    expect(render(lookUp(null))).toMatchInlineSnapshot(`
      "
       Store        file:./sessions

         key            Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.json
         found          x no
         x error        The store holds no session under this id, so
                        express-session gives this visitor a new session with a
                        new id. See whether this is the store of the server, and
                        its prefix; if so, the session ended or was destroyed.
      "
    `)
  })
})

const line = (stored: Partial<StoredSession>, label: string): string | undefined =>
  render(lookUp({ touchedAssumes: null, expiryAssumes: null, ...stored }), 76)
    .split('\n')
    .find((each) => each.startsWith(`   ${label} `))
    ?.slice(18)

describe('ages and ends', () => {
  test.each([
    [0, 'just now (2026-11-24 12:00:00 UTC)'],
    [-5, 'just now (2026-11-24 12:00:00 UTC)'],
    [400, 'less than a second ago (2026-11-24 11:59:59 UTC)'],
    [1999, '1 second ago (2026-11-24 11:59:58 UTC)'],
    [119_000, '119 seconds ago (2026-11-24 11:58:01 UTC)'],
    [725_000, '12 minutes ago (2026-11-24 11:47:55 UTC)'],
    [3 * 3_600_000 + 1, '3 hours ago (2026-11-24 08:59:59 UTC)'],
    [50 * 3_600_000, '2 days ago (2026-11-22 10:00:00 UTC)'],
  ])('touched %d ms ago', (age, expected) => expect(line({ touchedAt: NOW - age }, 'last touched')).toBe(expected))

  test.each<[Partial<StoredSession>, string, string]>([
    [{ touchedAt: null }, 'last touched', 'not known'],
    [
      { touchedAt: NOW, touchedAssumes: 'no ttl function' },
      'last touched',
      'just now (2026-11-24 12:00:00 UTC), if the store has no',
    ],
    [{ expiresAt: null }, 'ends', 'never: the store keeps it until it is deleted'],
    [{ expiresAt: NOW + 90 * MINUTE }, 'ends', 'in 90 minutes (2026-11-24 13:30:00 UTC)'],
    [{ expiresAt: NOW - 2 * MINUTE }, 'ends', 'it ended 2 minutes ago (2026-11-24 11:58:00 UTC)'],
    [{ expiresAt: NOW + 1e18 }, 'ends', 'in 11574074074 days'],
  ])('%j', (stored, label, expected) => expect(line(stored, label)).toBe(expected))
})

describe('the data', () => {
  const cookie = {}

  test('many lines and long lines are cut, and what is left out is counted', () => {
    const shown = render(
      lookUp({ session: { cookie, long: 'x'.repeat(1000), list: Array.from({ length: 99 }, (_, i) => i) } }),
    )
    expect(shown).toContain('... (+ 613')
    expect(shown).toContain('     + 65 more lines\n')
    expect(shown).toContain('\n         35,\n')
    expect(shown).not.toContain('\n         36')
  })

  test('a line is not left out to make room for the line that says so', () => {
    const shown = render(lookUp({ session: { cookie, list: Array.from({ length: 35 }, (_, i) => i) } }))
    expect(shown).toMatch(/\n {9}34\n {7}\]\n {5}\}\n$/)
  })
})

test.each([80, 60, 59, 40])('nothing is wider than %d columns or drives the terminal', (columns) => {
  const evil = '\u001b]0;x\u0007\u009b2J\u202e\u2028'
  const look = lookUp(
    { session: { cookie: { path: evil }, [evil]: evil.repeat(60), long: 'word '.repeat(40) }, key: evil },
    { Path: evil, Domain: 'a'.repeat(100) },
  )
  const shown = renderStored({ ...look, shown: `file:${evil}`, key: evil }, plainStyle({ columns }))
  expect(shown.split('\n').filter((each) => width(each) > columns)).toEqual([])
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]/)
})
