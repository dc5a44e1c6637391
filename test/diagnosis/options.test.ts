import { expect, test } from 'vitest'
import cookieDomainRefused from '../../src/diagnosis/causes/cookie-domain-refused/cause.ts'
import cookieNotAnObject from '../../src/diagnosis/causes/cookie-not-an-object/cause.ts'
import cookieOptionInvalid from '../../src/diagnosis/causes/cookie-option-invalid/cause.ts'
import optionMisplaced from '../../src/diagnosis/causes/option-misplaced/cause.ts'
import optionUnknown from '../../src/diagnosis/causes/option-unknown/cause.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { SessionCall, ValueFacts } from '../../src/observe/observation.ts'
import {
  change,
  errorFacts,
  exchange,
  observation,
  passed,
  sessionCall,
  sessionPassed,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

type Options = SessionCall['options']

const kindOf = (value: ValueFacts['value']): string => (value === null ? 'null' : typeof value)

/** Options as they are told, of their values. */
const facts = (options: Readonly<Record<string, ValueFacts['value']>>): Options =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]): [string, ValueFacts] => [
      name,
      value === undefined ? { kind: 'undefined' } : { kind: kindOf(value), value },
    ]),
  )

const given = (options: Readonly<Record<string, ValueFacts['value']>>) =>
  observation({ sessions: [sessionCall({ options: { ...sessionCall().options, ...facts(options) } })] })

check(optionMisplaced, {
  'an option of the cookie beside it': [given({ maxAge: 1000 }), 5],
  'in other letters': [given({ samesite: 'strict' }), 5],
  'with a hyphen': [given({ 'Max-Age': 1000 }), 5],
  'an option of session() inside cookie': [given({ 'cookie.proxy': true }), 5],
  'a secret, whose value nobody tells': [
    observation({ sessions: [sessionCall({ options: { 'cookie.secret': { kind: 'string' } } })] }),
    5,
  ],
  'in its own place': [given({ 'cookie.maxAge': 1000, proxy: true }), null],
  'what holds anyway': [given({ httpOnly: true, path: '/', secure: false, 'cookie.rolling': false }), null],
  'the same in both places': [given({ maxAge: 1000, 'cookie.maxAge': 1000 }), null],
  'something else in both places': [given({ maxAge: 1000, 'cookie.maxAge': 2000 }), 5],
  'left undefined': [given({ maxAge: undefined }), null],
  'a misspelt one in the right place': [given({ rollling: true }), null],
})

check(optionUnknown, {
  'a misspelt one': [given({ genId: 'x' }), 5],
  'a misspelt one of the cookie': [given({ 'cookie.maxage': 1000 }), 5],
  'one that another package has': [given({ 'cookie.signed': true }), 5],
  'left undefined': [given({ genId: undefined }), null],
  'one that is only in the wrong place': [given({ maxAge: 1000 }), null],
  'all that are known': [
    given({
      name: 'a',
      key: 'a',
      genid: 'f',
      rolling: true,
      proxy: true,
      unset: 'keep',
      store: 's',
      cookie: 'c',
      'cookie.maxAge': 1,
      'cookie.expires': 1,
      'cookie.domain': 'd',
      'cookie.path': '/',
      'cookie.httpOnly': true,
      'cookie.secure': true,
      'cookie.sameSite': 'lax',
      'cookie.partitioned': true,
      'cookie.priority': 'high',
      'cookie.originalMaxAge': 1,
    }),
    null,
  ],
})

test('what was meant is said, and written in its place', () => {
  const found = optionUnknown.find(given({ genId: 'x', 'cookie.maxage': 1000, 'cookie.signed': true }))
  expect(found?.message).toContain('You probably mean genid for genId and cookie.maxAge for cookie.maxage.')
  expect(found?.fix?.code).toBe("session({ genid: 'x', cookie: { maxAge: 1000 }, ... })")
  expect([found?.option, found?.count]).toEqual(['genId', 3])
  const lost = optionUnknown.find(given({ 'cookie.signed': true }))
  expect([lost?.message, lost?.fix?.text]).toEqual([
    expect.not.stringContaining('You probably mean'),
    'Leave it out: nothing reads it.',
  ])
})

test('misplaced options are listed by where they stand', () => {
  const found = optionMisplaced.find(given({ maxAge: 1000, sameSite: 'lax', 'cookie.proxy': true }))
  expect(found?.message).toContain(
    'maxAge and sameSite are beside cookie, and belong inside it. proxy is inside cookie, and belongs beside it.',
  )
  expect(found?.fix?.code).toBe("session({ proxy: true, cookie: { maxAge: 1000, sameSite: 'lax' }, ... })")
})

test('what goes wrong only because an option does not hold stands under it', () => {
  const lost = exchange({
    requestHeaders: [['X-Forwarded-Proto', 'https']],
    session: { why: 'not-secured', cookie: 'kept-back' },
  })
  const codes = (observed: Options) =>
    diagnose(observation({ sessions: [sessionCall({ options: observed })], exchanges: [lost] }))
      .filter(({ level }) => level === 'error')
      .map(({ code, consequences }) => [code, consequences])
  expect(codes(facts({ 'cookie.secure': true, 'cookie.proxy': true }))).toEqual([
    ['option-misplaced', ['proxy-not-trusted']],
  ])
  expect(codes(facts({ 'cookie.secure': true, maxAge: 1000 }))).toEqual([
    ['option-misplaced', []],
    ['proxy-not-trusted', []],
  ])
})

/** The cookie could not be written, and express-session said so after the answer. */
const unwritten = (message: string, options: Options = {}, parts: ExchangeParts = {}) =>
  observation({
    sessions: [sessionCall({ options })],
    exchanges: [
      exchange({
        errors: [errorFacts({ name: 'TypeError', message })],
        ...parts,
        session: { cookie: 'kept-back', why: 'cannot-be-written', ...parts.session },
      }),
    ],
  })

check(cookieOptionInvalid, {
  'a name with a space': [unwritten('argument name is invalid', facts({ name: 'my shop' })), 5],
  'a SameSite that there is not': [unwritten('option sameSite is invalid', facts({ 'cookie.sameSite': 'x' })), 5],
  'a domain, which has a cause of its own': [unwritten('option domain is invalid'), null],
  'another error': [unwritten('store is full'), null],
  'an error of a cookie of the app itself': [
    unwritten('option sameSite is invalid', {}, { session: { why: null, cookie: 'set' } }),
    null,
  ],
  'a head that went out before': [
    unwritten('option sameSite is invalid', {}, { session: { why: 'head-was-sent' } }),
    null,
  ],
  'without a session()': [unwritten('argument name is invalid', {}, { session: { by: [] } }), null],
  'a request that changed the cookie itself': [
    unwritten(
      'option expires is invalid',
      {},
      {
        layers: [passed()],
        changes: [change({ kind: 'cookie', keys: [] })],
      },
    ),
    10,
  ],
})

test.each([
  ['argument name is invalid', { name: 'my shop' }, "name is 'my shop', and that has a character", 'name'],
  ['argument name is invalid', { key: 'a=b' }, "key is 'a=b', and that has a character", 'key'],
  ['option expires is invalid', { 'cookie.maxAge': 'NaN' }, 'gives no date', 'cookie.maxAge'],
  [
    'option expires is invalid',
    { 'cookie.expires': 5 },
    'cookie.expires is 5, and that gives no date',
    'cookie.expires',
  ],
  ['option sameSite is invalid', { 'cookie.sameSite': 'x' }, "is none of 'strict', 'lax'", 'cookie.sameSite'],
  [
    'option sameSite is invalid',
    { 'cookie.sameSite': 'auto' },
    'from express-session 1.19 on; this is 1.19',
    'cookie.sameSite',
  ],
  ['option priority is invalid', { 'cookie.priority': 'x' }, "is none of 'low', 'medium'", 'cookie.priority'],
  ['option path is invalid', { 'cookie.path': '/a;b' }, 'cannot be written into a header', 'cookie.path'],
])('%s: %j', (message, options, says, option) => {
  const found = cookieOptionInvalid.find(unwritten(message, facts(options)))
  expect([found?.message, found?.option]).toEqual([expect.stringContaining(says), option])
})

test("nobody works out 'auto' in what a function gives", () => {
  const found = cookieOptionInvalid.find(unwritten('option sameSite is invalid', { cookie: { kind: 'function' } }))
  expect(found?.message).toContain("'auto' is not resolved there")
})

/** The app set its cookie with these attributes. */
const set = (attributes: string, host: string, more: readonly ReturnType<typeof exchange>[] = []) =>
  observation({
    exchanges: [
      exchange({
        requestHeaders: [['Host', host]],
        responseHeaders: [['Set-Cookie', `connect.sid=s%3Aabc.def; Path=/${attributes}`]],
        session: { cookie: 'set' },
      }),
      ...more,
    ],
  })

const cameBack = exchange({ number: 2, requestHeaders: [['Cookie', 'a=1; connect.sid=s%3Aabc.def']] })

check(cookieDomainRefused, {
  'an address': [unwritten('option domain is invalid', facts({ 'cookie.domain': 'http://localhost' })), 5],
  'an error of another option': [unwritten('option path is invalid'), null],
  'another host': [set('; Domain=other.example', 'shop.example'), 5],
  'a host below it': [set('; Domain=www.shop.example', 'shop.example'), 5],
  'a public suffix': [set('; Domain=example', 'shop.example'), 5],
  'a domain above it': [set('; Domain=shop.example', 'www.shop.example'), null],
  'localhost itself, with a port': [set('; Domain=localhost', 'localhost:3000'), null],
  none: [set('', 'shop.example'), null],
  'another reason to refuse it': [set('; SameSite=None', 'shop.example'), null],
  'another host, as a client sees it that keeps it all the same': [
    set('; Domain=other.example', 'shop.example', [cameBack]),
    null,
  ],
  'another host, and somebody who copied the cookie brings it': [
    set('; Domain=other.example', 'shop.example', [{ ...cameBack, client: null }]),
    5,
  ],
  'the address that a proxy tells': [
    observation({
      exchanges: [
        exchange({
          requestHeaders: [
            ['Host', 'backend:3000'],
            ['X-Forwarded-Host', 'www.shop.example'],
          ],
          responseHeaders: [['Set-Cookie', 'connect.sid=s%3Aabc.def; Domain=shop.example; Path=/']],
        }),
      ],
    }),
    null,
  ],
})

test.each([
  ['http://localhost:3000', 'but a whole address'],
  ['localhost:3000', 'a port does not belong in it'],
  ['a b', 'cookie.domain is a b, which is not a host name. So'],
  ['a:3000 b', 'which is not a host name. So'],
  [7, 'What cookie.domain is is not a host name. So'],
])('cookie.domain %j: %s', (domain, says) => {
  const found = cookieDomainRefused.find(unwritten('option domain is invalid', facts({ 'cookie.domain': domain })))
  expect(found).toMatchObject({ message: expect.stringContaining(says) as unknown, option: 'cookie.domain', count: 1 })
})

test.each([
  ['; Domain=example', 'Domain=example would go to every host below example'],
  ['; Domain=other.example', 'was asked of shop.example, and its cookie says Domain=other.example.'],
  [';domain= other.example ; HttpOnly', 'says Domain=other.example.'],
])('a cookie%s is not kept: %s', (attributes, says) => {
  const found = cookieDomainRefused.find(set(attributes, 'shop.example'))
  expect(found).toMatchObject({ message: expect.stringContaining(says) as unknown, option: 'cookie.domain', count: 1 })
})

test('cookies that were not written and cookies that were not kept are counted together', () => {
  const [one, other] = [
    unwritten('option domain is invalid', facts({ 'cookie.domain': 'a b' })),
    set('; Domain=other.example', 'shop.example'),
  ]
  const exchanges = [...one.exchanges, ...other.exchanges.map((exchanged) => ({ ...exchanged, number: 2 }))]
  expect(cookieDomainRefused.find({ ...one, exchanges })?.count).toBe(2)
})

/** session() was given this as its option cookie, and an error came of it in express-session. */
const made = (cookie: ValueFacts, message: string, parts: ExchangeParts = {}) =>
  observation({
    sessions: [sessionCall({ options: { cookie } })],
    exchanges: [exchange({ status: 500, errors: [errorFacts({ name: 'TypeError', message, at: null })], ...parts })],
  })
const NO_OBJECT = 'argument options must be a object'
const NOTHING = "Cannot read properties of undefined (reading 'path')"
const atOnce: ExchangeParts = { session: { by: [], state: 'not-reached' }, layers: [sessionPassed({ did: 'threw' })] }
const [gives, promises] = [{ kind: 'function' }, { kind: 'async function' }] as const
const endless = (cookie: ValueFacts, attributes = 'Path=/') =>
  made(cookie, '', { errors: [], responseHeaders: [['Set-Cookie', `connect.sid=s%3Aabc.def; ${attributes}`]] })

check(cookieNotAnObject, {
  'a number': [made({ kind: 'number', value: 600_000 }, NO_OBJECT), 5],
  'a function that returns a number': [made(gives, NO_OBJECT), 5],
  'a function that returns nothing': [made(gives, NOTHING, atOnce), 5],
  'the same, of another process': [made(gives, NOTHING, { ...atOnce, pid: 2 }), null],
  'a function that fails': [made(gives, NOTHING, { ...atOnce, errors: [errorFacts({ message: NOTHING })] }), null],
  'a function with another error': [made(gives, 'it broke', atOnce), null],
  'an object, and the same error elsewhere': [made({ kind: 'object' }, NOTHING, atOnce), null],
  'no option cookie': [observation({ exchanges: [exchange()] }), null],
  'an async function': [endless(promises), 5],
  'an async function, and a cookie with an end': [endless(promises, 'Expires=Thu, 01 Jan 2037 00:00:00 GMT'), null],
  'a function, and a cookie without an end': [endless(gives), null],
  'an async function, and no cookie': [made(promises, '', { errors: [] }), null],
})
test('it is told what it is', () => {
  const told = (observed: Parameters<typeof cookieNotAnObject.find>[0]) => cookieNotAnObject.find(observed)?.message
  expect(told(made({ kind: 'number', value: 600_000 }, NO_OBJECT))).toMatch(/and here it is 600000\.$/)
  expect(told(made({ kind: 'array' }, NO_OBJECT))).toMatch(/and here it is of the kind array\.$/)
  expect(told(made(gives, NO_OBJECT))).toMatch(/a function that returns something else\.$/)
  expect(told(made(gives, NOTHING, atOnce))).toMatch(/it returned nothing/)
  expect(told(endless(promises))).toMatch(/does not wait for it/)
})
