import { SECRET, VALUE } from './found.ts'
import type { ExpectedCookie, PasteCase } from './paste-case.ts'

const SAID = ['A value without a signature', 'anybody can write another']

const one = (
  name: string,
  input: string,
  cookie: ExpectedCookie,
  secrets: readonly string[] = [SECRET],
): PasteCase => ({
  name,
  input,
  secrets,
  expected: { cookies: [cookie], notKind: ['malformed', 'express-session'], mustNotSay: SAID },
})

// Where a package and a version stand, it has made the value.

/** Cookies that something else than express-session made. */
export const frameworks: readonly PasteCase[] = [
  one(
    '@fastify/session 11.1.3',
    'sessionId=DuPA5lMR-gnoupqcuTWKXnA3NmzyBy2R.8YUoxh8GokqLvKagom6/cjXiJjPfUXxNs/Cf4gbp3FQ; Path=/; HttpOnly',
    { name: 'sessionId', kind: 'fastify-session', verified: true },
  ),
  one(
    '@fastify/session 11.1.3, with another secret',
    'sessionId=DuPA5lMR-gnoupqcuTWKXnA3NmzyBy2R.8YUoxh8GokqLvKagom6/cjXiJjPfUXxNs/Cf4gbp3FQ; Path=/; HttpOnly',
    { name: 'sessionId', kind: 'fastify-session', verified: false },
    ['another one'],
  ),
  one('@fastify/cookie 11.1.5', 'cart=pear-17.bM3exniP1BcYALdlc1lLqIImrUCSGg06CpTHUsa1p8g; SameSite=Lax', {
    kind: 'fastify-cookie',
    verified: true,
  }),
  one(
    '@fastify/secure-session 8.4.0',
    'session=HqcNXqHx0J6fAAFlSVK%2BQp%2BucUsHjFm2YvjhmZA7QsOQ8j85PhRzEFk%3D%3BHGz85gqZJZPUihHZMOolIcqQIMLjTL9t; HttpOnly; SameSite=Lax',
    { kind: 'fastify-secure-session' },
  ),
  one(
    'iron-session 8.0.4',
    'shop=Fe26.2*1*d91d39eb40689d7e7e9b449c3528e72cfba45e978b4b11ccb3668d2f20565760*tjEJP6JzTqaFQZyrvrxS4A*U0MY4tg3EaE-ybMp-WEv9g*2111347014030*7be5132c37a214b4b0d2625b2f035891fa471343ab42c5ad962d93b15f5d8e7a*sLwvgLOljYc_fT3c4_X0LBCppMXMaSBw7j1MwCLWxwI~2',
    { name: 'shop', kind: 'iron-session' },
  ),
  one(
    '@hapi/yar 11.0.3',
    'session=Fe26.2**a860cd29278f0831fd1175a3d3f5d8d0dc19d56a2949b28caee5dcef5332224c*taRhuEOU0bKpRZ1w0HLibg*srU4Y_HnJhf1bj1s-0XEgx-9F-EbH567o82Er2KHIgTQx-W-ob3voKygnw3KAGxGS1INOqJl-Bv0xdqYUOJguw**8ca9decf992e6b6466e31a7f65366d0659e7b39b6d737557db9db87d62e021e6*4Y2oencrA1PGPxe-7Py1BOBkHU6m5h9HGC7egwuQnwY',
    { kind: 'yar' },
  ),
  one('hono 4.13.19', 'fruit=quince.DWvAoVqQ%2BLdw5tAtBVgBN9rHTV8Vw%2FRqrDsbehREXOQ%3D; Path=/', {
    kind: 'hono',
    id: 'quince',
    verified: true,
  }),
  one(
    'better-auth 1.7.25',
    'better-auth.session_token=JslyEjOF67kgQpNGvLnJxlLyDyWVTD5y.93AaY18OcvT2STZI3GFKttgPJC%2FpD9EqTzJoyh5yO30%3D; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax',
    { kind: 'better-auth', verified: true },
  ),
  one(
    '@remix-run/node 2.17.5',
    '__session=eyJ1c2VyIjo3fQ%3D%3D.0ZYamGbxNiaKPBGBidi82M2PryXOSOpVaLk3L5ah9Pw; Path=/; SameSite=Lax',
    { kind: 'remix', verified: true },
  ),
  {
    name: 'koa-session 7.0.2',
    input:
      'Set-Cookie: koa.sess=eyJ1c2VyIjo3LCJfZXhwaXJlIjoyMTExMzQ3MDE0MTEwLCJfbWF4QWdlIjozMTUzNjAwMDAwMDB9; path=/; httponly\nSet-Cookie: koa.sess.sig=cCeXxfQPMCxbXMq4aDfuNis_DJE; path=/; httponly',
    secrets: [SECRET],
    expected: { cookies: [{ name: 'koa.sess', kind: 'koa-session', verified: true }], notText: 'cookie-session' },
  },
  {
    name: 'koa-session, ended in 2023 (keygrip 1.1.0)',
    input:
      'koa.sess=eyJ1c2VyIjo3LCJfZXhwaXJlIjoxNzAwMDAwMDAwMDAwLCJfbWF4QWdlIjo4NjQwMDAwMH0=; koa.sess.sig=-ukZW7Atxp0eCwHPzl4asarvFKI',
    secrets: [SECRET],
    expected: { cookies: [{ kind: 'koa-session', verified: true, finding: 'session-ended' }], mention: 'expired' },
  },
  one(
    'csrf-csrf 3.2.2',
    '__Host-psifi.x-csrf-token=8c111e8eccfa87ee50531cae61c9d087ebed3cddab2e84df2d3daf2778856ba1334ed31c3a9d290872a1b6b7b405266bf741396187c502ebe99401abe2dd5fa1%7C48fe5f9d7b1d700934190189b6574c79ef060a88d6966d84ddd320e09c1dfba2',
    { kind: 'csrf-csrf' },
  ),
  one(
    'itsdangerous 2.2.0, as Flask calls it',
    'session=eyJ1c2VyX2lkIjo3LCJ0aGVtZSI6ImRhcmsifQ.awyWSA.95GBW2uAnQREHqNgM6jFCbHRGNM',
    {
      kind: 'flask',
      verified: true,
    },
  ),
  one(
    'itsdangerous 2.2.0, packed',
    'session=.eJyrVkpOLCpRsopWKizNzEtOVdIZZdCSEVsLAFAIefU.awyWSA.Q3N8aLVLcYUKShtq4X3r_Jifl7E',
    {
      kind: 'flask',
      verified: true,
    },
  ),
  one(
    'itsdangerous 2.2.0, with another secret',
    'session=eyJ1c2VyX2lkIjo3LCJ0aGVtZSI6ImRhcmsifQ.awyWSA.95GBW2uAnQREHqNgM6jFCbHRGNM',
    { kind: 'flask', verified: false },
    ['another one'],
  ),
  one('Django 5.2.17, signed_cookies', 'sessionid=eyJ1c2VyIjo3fQ:1xXmIO:N6hlY5UkrA3DSCFQG8TQrwa4InYP_FdVXrGqFbt4OgQ', {
    kind: 'django',
    verified: true,
  }),
  one(
    'Rails 4, signed',
    '_shop_session=eyJzZXNzaW9uX2lkIjoiNGYiLCJ1c2VyIjo3fQ==--09978f6871e0458e62112aa95f2e8730c093d171',
    {
      kind: 'rails',
    },
  ),
  one(
    'Laravel',
    'shop_session=eyJpdiI6IjMzRGJCc3ZrTEk2Um9tRldJMjhVV2c9PSIsInZhbHVlIjoiVEtZTGJ4VEVBblZoL0U2WHpxVEVyaUhUdGdVTXhNalNDbXFZRVpzK0dpM3Z3dndEYk82SThkZ0NDSHcwbGxLK28yQ2xsQWpvRWowMWZhcDVMVWg4UkE9PSIsIm1hYyI6ImVjNGE0NDlmNzQ1ZmU4ZTM1YjFjYzk0NWZiMDI5YWE0NzIxMjY0Y2U4YmIxMzdjNGU0NWE5YWJhZWIxOTY0NWUiLCJ0YWciOiIifQ%3D%3D',
    { kind: 'laravel' },
  ),
  one(
    'ASP.NET Core',
    '.AspNetCore.Cookies=CfDJ8pUk8yhhZIWqN4PMgtXgCygFQhoN_M2F00ve9TLEmk9ExIStibnRbB1cxULIEn5C68ErwrMUuBiIs5w__Yemzzb9e6sqOZQZbB0i5yRvxnJwcikGfoz3W',
    { kind: 'aspnet-core' },
  ),
  one(
    'AdonisJS, signed',
    'adonis-session=s%3AeyJtZXNzYWdlIjoiYzJmMWE3ZTAtNWIxZC00YzYzLTlkOGUtN2YxMGEyYjNjNGQ1IiwicHVycG9zZSI6ImFkb25pcy1zZXNzaW9uIn0.W0asg6hqp96H8DDlVVQNVMilqZIBogmljiX2PiW5P34',
    { kind: 'adonisjs', id: 'c2f1a7e0-5b1d-4c63-9d8e-7f10a2b3c4d5' },
  ),
  one(
    'AdonisJS, encrypted',
    'cart=e%3AzOdn4LDOBdnRVyfEp7vjse2XANwClxnjpZehv5wByA41ss-XT-hTQA.WB9GksiiicHIGRDYGroTPQ.EOp-eSGiRUIP25MaE-b878frHJB1L9s0pxTZ6zZfsw8',
    { kind: 'adonisjs' },
  ),
  one('Connect 1', 'connect.sid=kT4vQz9rLx2vKc7nHd5bYg8s.d1UTZ2SbWwwUbvsP7l1VkysuwmI5O8XRn4FGR3QeFBE', {
    kind: 'connect',
    verified: true,
  }),
  one(
    'oauth2-proxy',
    '_oauth2_proxy=CFXvJo0CTjTY_z_BEfo2QoMOekmRab1rjTvGeLItadsn-aqlaIf5SMDIrBRYp_sjhTqFYM8xVY9n1vj8IaKM7tqyWTEYTQ%7C1764400000%7CzcSTU8pz-2h3iWrj6ZwyorJoWR84Ndd_gLAPHRZviIA%3D',
    { kind: 'oauth2-proxy' },
  ),
  one('PHP', 'PHPSESSID=k2v9s8d7f6g5h4j3k2l1q0w9e8', { kind: 'php' }),
  one('a servlet container', 'JSESSIONID=7D1C0E5A9B3F42D68A10B2C3D4E5F607.node1', { kind: 'java-servlet' }),
  one('csurf', '_csrf=Zk3vPq8xLm2nTr5wYb7cHd9s', { name: '_csrf', kind: 'unsigned' }),
  one('Supabase', 'sb-shop-auth-token=base64-eyJhY2Nlc3NfdG9rZW4iOiJhIiwidG9rZW5fdHlwZSI6ImJlYXJlciJ9', {
    kind: 'supabase',
  }),
  {
    name: 'a JSON Web Token behind Bearer',
    input:
      'Authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI3IiwiZXhwIjoyMDAwMDAwMDAwfQ.nrXgwSjs7bSDd8Nc-_ile9NVmVTd2pebtvZPO9L2NkM',
    secrets: [SECRET],
    expected: { cookies: [{ kind: 'jwt', verified: true }] },
  },
  {
    name: 'a JSON Web Token that is not valid yet',
    input:
      'token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI3IiwibmJmIjoyMDAwMDAwMDAwfQ.8jBbz5DVSj815B1BQ9lXz1gNNeRt2Gw_XOHjh4t0A8E',
    secrets: [SECRET],
    expected: { cookies: [{ kind: 'jwt', verified: true, finding: 'token-not-yet-valid' }] },
  },
  {
    name: 'the beginning of a JSON Web Token',
    input: 'token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...',
    secrets: [SECRET],
    expected: { cookies: [{ name: 'token', kind: 'malformed' }] },
  },
  {
    name: 'Sails, which has express-session in it',
    input: `sails.sid=${VALUE}`,
    secrets: [SECRET],
    expected: { cookies: [{ name: 'sails.sid', kind: 'express-session', verified: true }] },
  },
]
