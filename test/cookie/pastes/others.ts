import { SECRET, VALUE } from './found.ts'
import type { PasteCase } from './paste-case.ts'

const none = (notACookie: string, name: string, input: string): PasteCase => ({
  name,
  input,
  secrets: [SECRET],
  expected: { notACookie },
})

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
