import { SECRET, VALUE } from './found.ts'
import type { PasteCase } from './paste-case.ts'

const none = (notACookie: string, name: string, input: string, mention?: string): PasteCase => ({
  name,
  input,
  secrets: [SECRET],
  expected: { notACookie, ...(mention !== undefined && { mention }) },
})

const ID = 'p0RrTfUe1cGh-2mXb_4nZq8wKs6yLd3V'

/** By what they are, as programs print them. */
const AS_PRINTED: Readonly<Record<string, readonly string[]>> = {
  'error-message': [
    "Uncaught TypeError: Cannot read properties of undefined (reading 'user')",
    'TypeError [ERR_INVALID_ARG_TYPE]: The "key" argument must be of type string',
    '    at session (/app/node_modules/express-session/index.js:115:32)',
    '  at /app/server.js:10:5',
    '    at node:internal/process/task_queues:95:5',
    'UnhandledPromiseRejectionWarning: Error: nope',
    "Access to fetch at 'http://a.example/me' from origin 'http://b.example' was stopped: blocked by CORS policy",
  ],
  'bare-id': [
    `req.session.id: ${ID}`,
    `Session ID = ${ID}`,
    `session_id ${ID}`,
    `'${ID}'`,
    `req.sessionID "${ID}"`,
    '0b8f5c1e-7a2d-4c3b-9e6f-1d2c3b4a5f60',
    'sessionId: "0b8f5c1e-7a2d-4c3b-9e6f-1d2c3b4a5f60"',
  ],
  placeholder: [
    'Set-Cookie: null',
    'req.cookies undefined',
    'connect.sid: undefined',
    '"undefined"',
    'NaN',
    'Promise { <pending> }',
    'cookie = [object Promise]',
    "{ 'connect.sid': false, theme: false }",
    '[Object: null prototype] {}',
  ],
  'store-key': [
    `sess:${ID}\nsess:${ID}`,
    `"session:${ID}"`,
    `sessions/${ID}.json`,
    `app:v2:sess:${ID}`,
    `12) "sess:${ID}"`,
    `1793613600.123456 [0 127.0.0.1:51234] "get" "sess:${ID}"`,
  ],
  warning: [
    '(node:1) [DEP0005] DeprecationWarning: Buffer() is deprecated',
    'express-session deprecated undefined resave option; provide resave option server.js:10:9',
  ],
  'no-set-cookie': ['HTTP/2 204', '< HTTP/1.1 302 Found\n< Location: /\n<', '* HTTP/1.1 200 OK'],
}

/** What browsers and curl say of a cookie, and the option that their reader then needs to hear of. */
const REJECTED: readonly (readonly [message: string, mention: string])[] = [
  [
    'Cookie “a” will be soon rejected because it has the “SameSite” attribute set to “None” without “Secure”.',
    'only with Secure',
  ],
  ['Cookie “a” was rejected because SameSite=None needs Secure', 'only with Secure'],
  ['Cookie “a” does not have a proper “SameSite” attribute value.', 'cookie.sameSite'],
  ['Some cookies are misusing the recommended “SameSite“ attribute', 'cookie.sameSite'],
  ['Specify this by specifying its SameSite attribute', 'cookie.sameSite'],
  ['A cookie associated with a cross-site resource at http://a.example was set', 'cookie.sameSite'],
  ['The third-party cookie has been blocked', 'cookie.sameSite'],
  ["* cookie 'a' dropped, domain 'a.example' must not set cookies for 'b.example'", 'cookie.domain'],
  ['Cookie “a” has been rejected for invalid domain.', 'cookie.domain'],
  ['this Set-Cookie had a __Host- prefix and was left out', '__Host-'],
  ['Cookie “a” is ignored: its prefix says otherwise', '__Host-'],
  ['Cookie “a” has been rejected because a non-HTTPS cookie can’t be set as “secure”.', 'cookie.secure'],
  ['* skipped cookie with bad tailmatch', 'Set-Cookie line'],
  ['* oversized cookie dropped', 'Set-Cookie line'],
  ['The cookie a was blocked', 'Set-Cookie line'],
]

/** What express-session prints with DEBUG, and what its reader then needs to hear. */
const DEBUGGED: readonly (readonly [lines: string, mention: string])[] = [
  ['no SID sent, generating session', 'explain client-sends-no-cookie'],
  ['cookie signature invalid', 'explain secret-replaced'],
  ['no session found', 'explain store-forgets'],
  ['store is disconnected', 'explain store-not-connected'],
  ['pathname mismatch', 'explain path-not-covered'],
  ['not secured', 'explain secure-over-http'],
  ['no SID sent, generating session\n  express-session not secured', 'explain secure-over-http'],
  ['cookie unsigned', 'does not begin with s:'],
  ['session found', 'the store has the session'],
  [`saving ${ID}`, 'the session was saved'],
  ['touching', 'its end was moved'],
  ['destroying', 'the session was destroyed'],
  ['no SID sent, generating session\n  express-session saving', 'no session cookie; the session was saved'],
  ['saving\n  express-session saving', 'not a cookie: the session was saved. Paste'],
  ['split response', 'not a cookie. Paste the cookie itself'],
]

/** What looks like one of them, and is a cookie: an id that is too short, and names and values with the same words. */
export const nearly: readonly PasteCase[] = [
  [ID.slice(1), null],
  [ID.toLowerCase(), null],
  ['9f8b1c2d3e4f5a6b7c8d9e0f1a2b3c4d', null],
  ['sess:short', null],
  ['at 10:30:15', null],
  ['undefinedness', null],
  ['error=none', 'error'],
  ['connect.sid=undefined', 'connect.sid'],
  ['session=blocked', 'session'],
].map(([input, name]) => ({
  name: String(input),
  input: String(input),
  secrets: [SECRET],
  expected: { cookies: [{ kind: 'unsigned', ...(typeof name === 'string' && { name }) }] },
}))

const RECORD =
  '{"cookie":{"originalMaxAge":60000,"expires":"2026-11-02T10:00:00.000Z","httpOnly":true,"path":"/"},"cart":[3]}'

/** What is no cookie. */
export const notCookies: readonly PasteCase[] = [
  none(
    'session',
    'console.log(req.session)',
    "Session {\n  cookie: { path: '/', _expires: null, originalMaxAge: null, httpOnly: true },\n  cart: [ 3 ]\n}",
  ),
  none('session', 'a record as JSON', RECORD),
  none('store-row', 'a row of SQL', `('p0RrTfUe1cGh-2mXb_4nZq8wKs6yLd3V', 1793600000, '${RECORD}')`),
  none('store-row', 'a row of psql', ` p0RrTfUe1cGh-2mXb_4nZq8wKs6yLd3V | ${RECORD} | 2026-11-02 10:00:00`),
  none('store-key', 'a key of Redis', 'sess:p0RrTfUe1cGh-2mXb_4nZq8wKs6yLd3V'),
  none('store-key', 'a numbered key of redis-cli', '1) "shop:sess:p0RrTfUe1cGh-2mXb_4nZq8wKs6yLd3V"'),
  none('store-key', 'a file of session-file-store', 'p0RrTfUe1cGh-2mXb_4nZq8wKs6yLd3V.json'),
  none('bare-id', 'console.log(req.sessionID) with a label', 'sessionID: p0RrTfUe1cGh-2mXb_4nZq8wKs6yLd3V'),
  none('placeholder', 'a header without a value', 'Cookie: undefined'),
  none('bare-id', 'an id', 'p0RrTfUe1cGh-2mXb_4nZq8wKs6yLd3V'),
  none(
    'debug-output',
    'lines of DEBUG',
    '  express-session no SID sent, generating session +0ms\n  express-session not secured +2ms',
  ),
  none(
    'browser-message',
    'a message of Firefox',
    'Cookie “shop.sid” has been rejected because it is in a cross-site context and its “SameSite” is “Strict” or “Lax”.',
  ),
  none(
    'browser-message',
    'a message of Chrome',
    'This Set-Cookie header was blocked because it had the "Secure" attribute but was not received over a secure connection.',
  ),
  none(
    'warning',
    'the warning of MemoryStore',
    'Warning: connect.session() MemoryStore is not\ndesigned for a production environment, as it will leak\nmemory, and will not scale past a single process.',
  ),
  none(
    'error-message',
    'an error',
    'Error: secret option required for sessions\n    at session (/app/node_modules/express-session/index.js:1:1)',
  ),
  none('placeholder', 'a missing value', 'undefined'),
  none('placeholder', 'an object in a text', '[object Object]'),
  none('placeholder', 'signed cookies that were refused', '[Object: null prototype] { cart: false }'),
  none('no-set-cookie', 'an answer without a cookie', 'HTTP/1.1 200 OK\nContent-Type: text/html\n\n'),
  ...Object.entries(AS_PRINTED).flatMap(([what, inputs]) => inputs.map((input) => none(what, input, input))),
  ...DEBUGGED.map(([lines, mention]) => none('debug-output', lines, `  express-session ${lines} +0ms`, mention)),
  ...REJECTED.map(([message, mention]) => none('browser-message', message, message, mention)),
]

const refused = (name: string, input: string, finding: string): PasteCase => ({
  name,
  input,
  secrets: [SECRET],
  expected: { cookies: [{ name: 'connect.sid', kind: 'express-session', verified: true, finding }] },
})

const withDomain = (domain: string): string => `Set-Cookie: connect.sid=${VALUE}; Path=/; Domain=${domain}; HttpOnly`

/** What browsers refuse, and secrets that are not what they should be. */
export const refusals: readonly PasteCase[] = [
  ...['https://shop.example', 'localhost:3000', 'undefined', '.vercel.app', 'github.io', 'co.uk', 'a b'].map((domain) =>
    refused(`Domain=${domain}`, withDomain(domain), 'cookie-domain-refused'),
  ),
  ...['shop.example', '.example.org', 'app.vercel.app'].map((domain) =>
    refused(`Domain=${domain}, which is taken`, withDomain(domain), 'domain-widens'),
  ),
  refused(
    'a Domain beside the host',
    `> GET / HTTP/1.1\n> Host: api.shop.example:8080\n>\n< HTTP/1.1 200 OK\n< ${withDomain('www.shop.example')}`,
    'cookie-domain-refused',
  ),
  refused(
    'a Domain above the host',
    `> GET / HTTP/1.1\n> Host: api.shop.example\n>\n< HTTP/1.1 200 OK\n< ${withDomain('shop.example')}`,
    'domain-widens',
  ),
  refused(
    'any origin, with credentials',
    `< HTTP/1.1 200 OK\n< Access-Control-Allow-Origin: *\n< Access-Control-Allow-Credentials: true\n< Set-Cookie: connect.sid=${VALUE}; Path=/; Secure; SameSite=None`,
    'cors-any-origin',
  ),
  refused(
    'prose behind the attributes',
    `Set-Cookie: connect.sid=${VALUE}; Path=/; and after that it is not sent back`,
    'no-secure',
  ),
  {
    name: 'the word undefined',
    input: 'connect.sid=undefined',
    secrets: [SECRET],
    expected: { cookies: [{ name: 'connect.sid', kind: 'unsigned', finding: 'placeholder-value' }] },
  },
  ...[
    ['a line end behind the secret', 'xoIOUd+Txt3bddL+mx1zckUJzGHrxdhO2bSHE7ADAlc', [SECRET]] as const,
    ['the secret in quotes', 'gxo7lEbTzZmd4aGNZchrEQCBp/JOuULRlmrU4EeKs5Q', [SECRET]] as const,
    ['a variable that is not set', 'TS1Av6w0rbVxL3CQYGaI1HIMFFJU6I6P3B+Dw5N39mY', [SECRET]] as const,
    ['a variable that is not set, and no secret given', 'TS1Av6w0rbVxL3CQYGaI1HIMFFJU6I6P3B+Dw5N39mY', []] as const,
  ].map(([name, signature, secrets]): PasteCase => ({
    name,
    input: `connect.sid=s%3AWm4tQz9rLx2vKc7nHd5bYg8sJf3pTa6e.${encodeURIComponent(signature)}`,
    secrets,
    expected: { cookies: [{ kind: 'express-session', finding: 'secret-variant' }] },
  })),
]

/** What no cookie can be made of. */
export const nothings: readonly PasteCase[] = ['', ' \n ', 'GET /cart HTTP/1.1\nHost: shop.example\n\n'].map(
  (input) => ({
    name: JSON.stringify(input),
    input,
    secrets: [],
    expected: { error: true },
  }),
)
