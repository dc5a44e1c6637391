import { describe, expect, test } from 'vitest'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import { symptoms } from '../../src/diagnosis/symptoms.ts'
import { stemsOf } from '../../src/diagnosis/words/stems.ts'

const codesFor = (text: string): readonly string[] => symptoms(text).map(({ cause }) => cause.code)

describe('what people write, and the cause that comes first', () => {
  test.each([
    // An error message with its stack, as it stands in a terminal.
    [
      "TypeError: Cannot read properties of undefined (reading 'user')\n    at /srv/shop/routes/cart.js:12:20\n    at Layer.handle",
      'session-below-route',
    ],
    [
      'Error: secret option required for sessions\n    at /srv/node_modules/express-session/index.js:200',
      'secret-missing',
    ],
    [
      'Sun, 29 Nov 2026 10:00:00 GMT express-session deprecated req.secret; provide secret option app.js:8',
      'secret-missing',
    ],
    [
      'Error: Login sessions require session support. Did you forget to use `express-session` middleware?',
      'passport-above-session',
    ],
    ["TypeError: Cannot destructure property 'name' of 'req.body' as it is undefined.", 'body-not-parsed'],
    ['Error: listen EADDRINUSE: address already in use :::8080', 'process-ended'],
    // A line of the trace.
    ['  express-session pathname mismatch +2ms', 'path-not-covered'],
    ['express-session not secured +0ms', 'secure-over-http'],
    ['session ignored because of bogus req.sessionID: 7', 'genid-not-text'],
    // A complaint, the first as --help has it.
    ['new id on every request', 'nothing-saved'],
    ['every request gets a new id', 'nothing-saved'],
    ['Even though I am logged in I get redirected to the login page', 'session-below-route'],
    ['after I logged in, the user is gone as soon as I call regenerate()', 'write-before-regenerate'],
    ['The page keeps loading and loading, no response at all', 'response-never-ends'],
    ['Everybody has to log in again after we rotated our secrets', 'secret-replaced'],
    ['my genid is an async function', 'genid-not-text'],
    ['ForbiddenError: invalid csrf token', 'secure-over-http'],
    [
      'express-session deprecated undefined saveUninitialized option; provide saveUninitialized option',
      'option-unknown',
    ],
    ['the login request stays pending, fetch never resolves', 'response-never-ends'],
    ['the cart is lost after login with passport', 'write-before-regenerate'],
    ['MongooseServerSelectionError, and the site cannot be reached', 'does-not-listen'],
    ['Object.assign(req.session, user) breaks my login', 'session-id-assigned'],
    ['flutter app looses the session', 'client-sends-no-cookie'],
    ['Cookie does not persist in react native expo.', 'client-sends-no-cookie'],
    ['the trace says "cookie unsigned"', 'client-sends-no-cookie'],
    ['Cloudflare gives one user the session of another', 'answer-cached'],
    ["nginx doesn't forward the cookie header", 'proxy-strips-cookies'],
    ['sessions get wiped out when the dyno cycles', 'memory-store-restart'],
    ['need to log in 2-3 times before it works', 'redirect-before-save'],
    ['Unable to login with 2 session cookies stored in browser', 'duplicate-name'],
    // A paragraph.
    [
      'Hi all! I am new to Node and followed a course.\nMy form posts to /login. In the handler req.body is undefined.\nAny idea? Thank you.',
      'body-not-parsed',
    ],
    // Slips.
    ['the middlware above cant see the sesion', 'session-below-route'],
    ['cokie is signed, but the trace says pathnam mismatch', 'path-not-covered'],
  ])('%s', (text, code) => {
    expect(codesFor(text)[0]).toBe(code)
  })
})

describe('a code', () => {
  test.each([
    ['secure-over-http', ['secure-over-http']],
    ['  Secure-Over-HTTP\n', ['secure-over-http']],
    ['secure over http', ['secure-over-http']],
    ['secure-over-htpp', ['secure-over-http']],
    ['genid-not-txt', ['genid-not-text']],
    ['error secret-missing app.js:5 session() has no secret', ['secret-missing']],
    ['what is genid-not-text, and is secret-missing the same?', ['secret-missing', 'genid-not-text']],
  ])('%s', (text, codes) => {
    expect(codesFor(text)).toEqual(codes)
  })
})

describe('what has nothing to do with sessions leads nowhere', () => {
  test.each([
    '',
    ' \n ',
    'hello',
    'session',
    'cookie',
    'undefined',
    'How do I center a div?',
    'I like cookies with chocolate',
    'a therapy session with a new client tomorrow',
    'the secret recipe of my grandmother',
    'git push was rejected: non-fast-forward',
    'SELECT * FROM users WHERE id = 1',
    'The component does not render after its state has changed',
    'segmentation fault (core dumped)',
    '[object Object]',
    'constructor __proto__ toString',
    '🍪',
    'a-b',
    'x'.repeat(100_000),
  ])('%j', (text) => {
    expect(codesFor(text)).toEqual([])
  })
})

test('the likeliest stands first, and few others beside it', () => {
  const found = symptoms('I always get a new session id on every request')
  expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a))
  expect(found.length).toBeGreaterThan(1)
  expect(found.length).toBeLessThanOrEqual(8)
  expect(found.at(-1)?.score).toBeGreaterThan((found[0]?.score ?? 0) * 0.3)
})

test('the same line a thousand times says no more than once', () => {
  const line = 'express-session pathname mismatch'
  expect(symptoms(`${line}\n`.repeat(1000))).toEqual(symptoms(line))
})

describe.each(catalogue)('$code', ({ code, title, words }) => {
  test('its words and its title lead to it', () => {
    expect([title, ...words].filter((text) => !codesFor(text).includes(code))).toEqual([])
  })

  test('its words are in small letters, and each says something', () => {
    expect(words.filter((text) => text !== text.toLowerCase() || stemsOf(text).length === 0)).toEqual([])
    expect(new Set(words).size).toBe(words.length)
  })
})

test.each([
  ['Sessions, session; SESSION', ['session', 'session', 'session']],
  ['saving saved saves save', ['sav', 'sav', 'sav', 'sav']],
  ['stopping stopped stops stop', ['stop', 'stop', 'stop', 'stop']],
  ['log in, logs in, logged in, sign in, login', Array(5).fill('login')],
  ['signed out, kicked out, log-out, logout', Array(4).fill('logout')],
  ["isn't, don’t, cannot, never, no", Array(5).fill('not')],
  ['sameSite, SameSite, same-site, same site', Array(4).fill('samesit')],
  ['max-age maxAge max age', Array(3).fill('maxag')],
  ['Set-Cookie', ['setcooki', 'cooki']],
  ['the session is lost, gone, missing', ['session', 'lost', 'lost', 'lost']],
  ['the app is on port 3000 since 12:30 with 500', ['port', 'sinc', '500']],
  ['req.session.user', ['req', 'session']],
  [`s%3A${'a1'.repeat(20)}`, []],
])('the stems of %j', (text, stems) => {
  expect(stemsOf(text)).toEqual(stems)
})
