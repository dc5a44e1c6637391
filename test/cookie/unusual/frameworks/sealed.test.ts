import { describe, expect, test } from 'vitest'
import { base64, hmac, pair, say } from './say.ts'

const NEITHER = 'express-session neither makes nor reads such a value.'
const ENCRYPTED =
  'Its content is encrypted, so only the server can read it; look there, or ask its own tools, for what is in it.'
/** Drawn once; nobody can read what is sealed, so any bytes will do. */
const drawn = (count: number, encoding: 'hex' | 'base64' | 'base64url') =>
  Buffer.from(hmac('sha512', 'a', String(count), 'hex').repeat(2), 'hex')
    .subarray(0, count)
    .toString(encoding)

/** @hapi/iron 7, `seal()`: `Fe26.2*password*salt*iv*data*end*salt*mac`. */
const iron = (end: number | '', password = '') =>
  [
    'Fe26.2',
    password,
    drawn(32, 'hex'),
    drawn(16, 'base64url'),
    drawn(48, 'base64url'),
    end,
    drawn(32, 'hex'),
    drawn(32, 'base64url'),
  ].join('*')
const ironSays = (by: string, does = ' does') =>
  `This is sealed with iron, as ${by}${does}, and ${NEITHER} ${ENCRYPTED}`

const HAPI = 'hapi (yar, @hapi/cookie)'

const laravel = { iv: drawn(16, 'base64'), value: drawn(64, 'base64'), mac: drawn(32, 'hex'), tag: '' }
const rails = `${drawn(48, 'base64')}--${drawn(12, 'base64')}--${drawn(16, 'base64')}`
const secureSession = (bytes: number) => `${drawn(bytes, 'base64')};${drawn(24, 'base64')}`
const aspnet = (bytes: number, end = '') => `CfDJ8${drawn(bytes, 'base64url')}${end}`
const adonis = `e:${drawn(30, 'base64url')}.${drawn(16, 'base64url')}.${drawn(32, 'base64url')}`
const oauth2 = (signature: string) => `${drawn(40, 'base64url')}|1793600000|${signature}`

const LARAVEL = `This is encrypted by Laravel (iv, value and mac in base64), and ${NEITHER} ${ENCRYPTED}`
const RAILS = `This is encrypted by Rails, and ${NEITHER} ${ENCRYPTED}`
const ASPNET = `This is protected by ASP.NET Core, and ${NEITHER} ${ENCRYPTED}`
const ADONIS = `This is encrypted by AdonisJS, which puts e: in front, and ${NEITHER} ${ENCRYPTED}`
const SECURE = `This is sealed as @fastify/secure-session does, and ${NEITHER} ${ENCRYPTED}`
const OAUTH2 = `This has the three parts of oauth2-proxy: value, time and signature, and ${NEITHER} Its key is the cookie secret of the proxy, not of the app behind it.`
const SUPABASE = `This is a session of Supabase in base64, and ${NEITHER} The tokens in it are signed each by itself: anyone who holds the cookie can use them.`

const sealed = (name: string, certainty = 'sure') => ({ name, certainty, protection: 'encrypted' })
const signed = (name: string, certainty: string) => ({ name, certainty, protection: 'signed' })

test.each<[about: string, paste: string, kind: string, framework: object, message: string]>([
  ['iron-session', pair('a', `${iron(2e12)}~2`), 'iron-session', sealed('iron-session'), ironSays('iron-session')],
  [
    'iron-session, old',
    pair('a', `${iron('', '1')}~12`),
    'iron-session',
    sealed('iron-session'),
    ironSays('iron-session'),
  ],
  ['hapi', pair('session', iron('')), 'yar', sealed(HAPI, 'likely'), ironSays(HAPI)],
  [
    'iron, with a name of its own',
    pair('sid', iron('')),
    'yar',
    sealed(HAPI, 'possible'),
    ironSays(HAPI, ', Nuxt and others do'),
  ],
  ['Nuxt', pair('nuxt-session', iron(2e12)), 'h3', sealed('Nuxt (h3)', 'likely'), ironSays('Nuxt (h3)')],
  ['h3', pair('h3', iron(2e12)), 'h3', sealed('Nuxt (h3)', 'likely'), ironSays('Nuxt (h3)')],
  [
    'a name with h3 in it',
    pair('ah3', iron(2e12)),
    'yar',
    sealed(HAPI, 'possible'),
    ironSays(HAPI, ', Nuxt and others do'),
  ],
  ['ASP.NET Core', pair('.AspNetCore.Session', aspnet(60)), 'aspnet-core', sealed('ASP.NET Core'), ASPNET],
  ['ASP.NET Core, padded', pair('a', aspnet(60, '==')), 'aspnet-core', sealed('ASP.NET Core'), ASPNET],
  ['Laravel', pair('shop_session', base64(laravel)), 'laravel', sealed('Laravel'), LARAVEL],
  ['AdonisJS', pair('a', adonis), 'adonisjs', sealed('AdonisJS', 'likely'), ADONIS],
  ['Rails', pair('_shop_session', rails), 'rails', sealed('Ruby on Rails'), RAILS],
  ['Rails, padded', pair('a', rails.replace('--', '==--')), 'rails', sealed('Ruby on Rails'), RAILS],
  [
    'secure-session',
    pair('a', secureSession(48)),
    'fastify-secure-session',
    sealed('@fastify/secure-session', 'likely'),
    SECURE,
  ],
  [
    'secure-session, padded',
    pair('a', secureSession(40)),
    'fastify-secure-session',
    sealed('@fastify/secure-session', 'likely'),
    SECURE,
  ],
  [
    'oauth2-proxy',
    pair('_oauth2_proxy_0', oauth2(drawn(32, 'base64'))),
    'oauth2-proxy',
    signed('oauth2-proxy', 'sure'),
    OAUTH2,
  ],
  [
    'oauth2-proxy, another name',
    pair('auth', oauth2(drawn(20, 'base64url'))),
    'oauth2-proxy',
    signed('oauth2-proxy', 'likely'),
    OAUTH2,
  ],
  [
    'oauth2-proxy in the name',
    pair('my_oauth2_proxy', oauth2(drawn(20, 'base64'))),
    'oauth2-proxy',
    signed('oauth2-proxy', 'likely'),
    OAUTH2,
  ],
  [
    'Supabase',
    pair('sb-shop-auth-token', `base64-${base64({ a: 1 })}`),
    'supabase',
    signed('Supabase', 'sure'),
    SUPABASE,
  ],
  [
    'Supabase, a part',
    pair('sb-shop-auth-token.0', `base64-${base64({ a: 1 }).slice(0, -3)}`),
    'supabase',
    signed('Supabase', 'sure'),
    SUPABASE,
  ],
  [
    'Supabase by its value',
    pair('my-sb-shop-auth-token', `base64-${base64({ a: 1 })}`),
    'supabase',
    signed('Supabase', 'likely'),
    SUPABASE,
  ],
])('%s', async (_, paste, kind, framework, message) =>
  expect(await say(paste, ['any secret'])).toMatchObject({ kind, framework, message, verified: null }),
)

test('what can be read of it', async () => {
  expect(await say(pair('sb-a-auth-token', `base64-${base64({ a: 1 })}`))).toMatchObject({ content: { a: 1 } })
  expect(await say(pair('a', oauth2('x'.repeat(43))))).toMatchObject({ signature: 'x'.repeat(43) })
  expect(await say(pair('a', adonis))).toMatchObject({ id: null, content: null, signature: null })
})

test.each<[about: string, end: number | '', isOver: boolean]>([
  ['after now', Date.UTC(2026, 0) + 1, false],
  ['now', Date.UTC(2026, 0), true],
  ['long ago', 1, true],
  ['never', '', false],
])('iron says when it ends: %s', async (_, end, isOver) => {
  const { findings } = await say(pair('a', iron(end)))
  expect(findings?.some(({ code }) => code === 'session-ended')).toBe(isOver)
})

describe('not quite', () => {
  test.each<[about: string, value: string]>([
    ['iron in front', `~${iron(2e12)}`],
    ['another version of iron', iron(2e12).replace('Fe26.2', 'Fe26.1')],
    ['iron without its last part', iron(2e12).slice(0, iron(2e12).lastIndexOf('*'))],
    ['iron with a part more', `${iron(2e12)}*a`],
    ['iron with an end that is no number', iron(2e12).replace('2000000000000', 'tomorrow')],
    ['ASP.NET Core in front', `~${aspnet(60)}`],
    ['ASP.NET Core behind', `${aspnet(60)}~`],
    ['ASP.NET Core, too short', 'CfDJ8abcdefghijklmnopqr'],
    ['AdonisJS in front', `~${adonis}`],
    ['AdonisJS behind', `${adonis}~`],
    ['Rails in front', `~${rails}`],
    ['Rails behind', `${rails}~`],
    ['secure-session in front', `~${secureSession(48)}`],
    ['secure-session behind', `${secureSession(48)}~`],
    ['oauth2-proxy in front', `~${oauth2(drawn(32, 'base64'))}`],
    ['oauth2-proxy behind', `${oauth2(drawn(32, 'base64'))}~`],
    ['Supabase in front', `~base64-${base64({ a: 1 })}`],
  ])('%s', async (_, value) => {
    const { kind, framework } = await say(pair('a', value))
    expect([kind, framework]).toEqual(['unsigned', null])
  })

  test.each(['iv', 'value', 'mac'])('Laravel without a text for %s', async (key) =>
    expect((await say(pair('a', base64({ ...laravel, [key]: 7 })))).kind).toBe('cookie-session'),
  )
})
