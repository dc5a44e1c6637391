import cookieSession from 'cookie-session'
import * as fc from 'fast-check'
import { SignJWT, UnsecuredJWT, generateKeyPair } from 'jose'
import { describe, expect, test } from 'vitest'
import { inspectPaste } from '../../src/cookie/inspect-paste.ts'
import { request } from './server.ts'
import { codesOf, inspectOne, NOW } from './inspect-one.ts'

const name = fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/).filter((text) => !text.endsWith('.sig'))
const keys = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 })
const session = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
  minKeys: 1,
})

describe('a real cookie-session', () => {
  test('is decoded and verified, whatever the name, the keys and the data', async () => {
    await fc.assert(
      fc.asyncProperty(name, keys, session, async (cookieName, list, data) => {
        const { cookies } = await request((req, res, next) =>
          cookieSession({ name: cookieName, keys: list })(req, res, () => {
            Object.assign(req, { session: data })
            next()
          }),
        )
        const lines = cookies.map((pair) => `Set-Cookie: ${pair}; path=/; httponly`).join('\n')
        for (const paste of [`Cookie: ${cookies.join('; ')}`, lines]) {
          const reports = inspectPaste(paste, { secrets: list, now: NOW }).cookies.map(({ report }) => report)
          expect(reports).toMatchObject([{ name: cookieName, kind: 'cookie-session', verified: true, secretIndex: 0 }])
          expect(reports[0]?.content).toEqual(JSON.parse(JSON.stringify(data)))
          const [wrong] = inspectPaste(paste, { secrets: ['no key of theirs'], now: NOW }).cookies
          expect(wrong?.report.verified).toBe(list.includes('no key of theirs'))
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('a real JSON Web Token', () => {
  const secret = 'a secret that is long enough for HS512, which takes 64 bytes and more'
  const claims = { sub: 'ada', iat: 1_767_225_600, exp: 1_767_229_200 }

  test.each(['HS256', 'HS384', 'HS512'])('signed with %s', async (alg) => {
    const token = await new SignJWT(claims).setProtectedHeader({ alg }).sign(Buffer.from(secret))
    const anatomy = inspectOne(`token=${token}`, ['other', secret])
    expect(anatomy.report).toMatchObject({
      kind: 'jwt',
      verified: true,
      secretIndex: 1,
      content: { header: { alg }, payload: claims },
      dates: { iat: '2026-01-01T00:00:00.000Z', exp: '2026-01-01T01:00:00.000Z' },
    })
    expect(anatomy.steps?.text).toBe(token.split('.')[2])
    expect(inspectOne(`token=${token.slice(0, -2)}AA`, [secret]).report.verified).toBe(false)
  })

  test('signed with a private key is beyond secrets', async () => {
    const { privateKey } = await generateKeyPair('ES256')
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(privateKey)
    const anatomy = inspectOne(token, [secret])
    expect(anatomy.report).toMatchObject({ kind: 'jwt', verified: null, signature: token.split('.')[2] })
    expect(codesOf(anatomy)).toEqual(['info unchecked-algorithm', 'info readable-data'])
  })

  test('not signed at all', () => {
    const anatomy = inspectOne(new UnsecuredJWT(claims).encode(), [])
    expect(anatomy.report).toMatchObject({ kind: 'jwt', verified: null, signature: null })
    expect(codesOf(anatomy)).toEqual(['error jwt-none', 'info readable-data'])
  })
})
