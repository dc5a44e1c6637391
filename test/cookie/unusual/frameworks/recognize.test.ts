import { describe, expect, test } from 'vitest'
import { base64url, hmac, pair, say } from './say.ts'

const SECRET = 'the gate creaks when the wind is in the west'
const OTHER = 'the wind is in the east'
const HEADER = base64url({ alg: 'HS256', typ: 'JWT' })
const CLAIMS = base64url({ sub: '7' })
const TOKEN = `${HEADER}.${CLAIMS}.${hmac('sha256', SECRET, `${HEADER}.${CLAIMS}`, 'base64url')}`
/** cookie-signature 1.2, `sign()`. */
const signed = (text: string): string => `${text}.${hmac('sha256', SECRET, text, 'base64').replace('=', '')}`

test.each<[about: string, length: number, kind: string]>([
  ['the longest value that is looked at', 16_384, 'fastify-cookie'],
  ['a longer one', 16_385, 'unsigned'],
])('%s', async (_, length, kind) => expect((await say(`a=${signed('x'.repeat(length - 44))}`)).kind).toBe(kind))

describe('a JSON Web Token', () => {
  test.each<[about: string, paste: string, kind: string]>([
    ['behind Bearer', `token=Bearer ${TOKEN}`, 'jwt'],
    ['behind Bearer, something in front', `token=a Bearer ${TOKEN}`, 'unsigned'],
    ['behind Bearer, something behind', `token=Bearer ${TOKEN} a`, 'unsigned'],
    ['behind Bearer, no JSON in it', `token=Bearer ${HEADER}.YWJj.abc`, 'unsigned'],
    ['behind Bearer, none', 'token=Bearer eyJust-any-text', 'unsigned'],
  ])('%s', async (_, paste, kind) =>
    expect(await say(paste, [SECRET])).toMatchObject({ kind, verified: kind === 'jwt' }),
  )

  // Shortened by hand, by a screen, or by a log.
  test.each(['...', '..', '\u2026', '.', '', `.${CLAIMS}`, `.${CLAIMS}...`, '.eyJ'])(
    'cut: its header, then %j',
    async (end) => {
      const { kind, fault } = await say(pair('token', HEADER + end), [SECRET])
      expect([kind, fault]).toEqual(['malformed', { offset: HEADER.length, reason: expect.any(String) as string }])
    },
  )
  test.each([
    ['something in front', `~${HEADER}...`],
    ['something behind one dot', `${HEADER}.cart-seven`],
    ['something behind the second part', `${HEADER}.${CLAIMS}~`],
    ['a header without an algorithm', `${CLAIMS}...`],
    ['no header', 'eyJust-a-word...'],
  ])('not cut: %s', async (_, value) => expect((await say(pair('token', value), [SECRET])).kind).not.toBe('malformed'))
})

describe('whose token it is', () => {
  const sealedBy = (name: string, certainty = 'likely') => ({ name, certainty, protection: 'encrypted' })
  const signedBy = (name: string, certainty = 'likely') => ({ name, certainty, protection: 'signed' })
  const NEXT = sealedBy('NextAuth (Auth.js)')
  test.each<[name: string, framework: object | null]>([
    ['next-auth.session-token', NEXT],
    ['__Secure-authjs.session-token.0', NEXT],
    ['__Host-next-auth.session-token', NEXT],
    ['appSession', sealedBy('Auth0 (express-openid-connect)')],
    ['CF_Authorization', signedBy('Cloudflare Access')],
    ['PLAY_SESSION', signedBy('the Play Framework')],
    ['KEYCLOAK_IDENTITY_LEGACY', signedBy('Keycloak')],
    ['sb-access-token', signedBy('Supabase')],
    ['__session', signedBy('Clerk or Firebase', 'possible')],
    ['token', null],
  ])('%s', async (name, framework) =>
    expect(await say(`${name}=${TOKEN}`, [OTHER])).toMatchObject({ kind: 'jwt', verified: false, framework }),
  )

  test('the end in the header of a token that is not of Auth0 is not spoken of', async () => {
    const { kind, findings } = await say(appSession({ exp: 0 }).replace('appSession', 'token'))
    expect([kind, findings]).toEqual(['jwt', []])
  })

  test('a token without a name is of nobody', async () =>
    expect(await say(TOKEN, [OTHER])).toMatchObject({ kind: 'jwt', name: null, framework: null }))

  /** What jose makes for `{ alg: 'dir', enc: 'A256GCM' }`: five parts, of which the first can be read. */
  const appSession = (header: object) =>
    `appSession=${base64url({ alg: 'dir', enc: 'A256GCM', ...header })}..iV-1.dAtA.tAg_2`
  test.each<[header: object, said: string | undefined]>([
    [{}, undefined],
    [{ exp: 'soon' }, undefined],
    [{ exp: Date.UTC(2026, 0) / 1000 + 1 }, undefined],
    [{ exp: Date.UTC(2026, 0) / 1000 }, '2026-01-01T00:00:00.000Z'],
    [{ exp: 0 }, '1970-01-01T00:00:00.000Z'],
    [{ exp: -1e300 }, 'long ago'],
  ])('Auth0 writes the end of its session into the header: %j', async (header, said) => {
    const { findings } = await say(appSession(header))
    expect(findings?.filter(({ code }) => code === 'session-ended')).toEqual(
      said === undefined
        ? []
        : [
            {
              code: 'session-ended',
              level: 'warning',
              message: `By its own account this session of Auth0 (express-openid-connect) expired at ${said}, so the server ignores it. Log in again for a new one.`,
              lesson: null,
            },
          ],
    )
  })
})

describe('what express-session has signed is left alone', () => {
  test.each<[about: string, name: string, framework: object | null]>([
    ['Sails has it within', 'sails.sid', { name: 'Sails', certainty: 'likely', protection: 'signed' }],
    ['any other', 'PHPSESSID', null],
  ])('%s', async (_, name, framework) =>
    expect(await say(pair(name, `s:${signed('Zk3vPq8xLm2nTr5wYb7cHd9sQw1eRt2y')}`), [OTHER])).toMatchObject({
      kind: 'express-session',
      verified: false,
      framework,
    }),
  )
  test('sails.sid without s: is none of Sails', async () =>
    expect(await say('sails.sid=any-value-without-a-signature')).toMatchObject({ kind: 'unsigned', framework: null }))
})

test('what res.cookie() makes of an object is not of web analytics', async () => {
  const seen = await say('_ga=j%3A%7B%22a%22%3A1%7D; sid=any-value-without-a-signature')
  expect(seen).toMatchObject({ kind: 'cookie-parser-json', framework: null })
})

test('a value without a name is known by its form', async () =>
  expect(await say(signed('cart'), [SECRET])).toMatchObject({ kind: 'fastify-cookie', name: null, verified: true }))
