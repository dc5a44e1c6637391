import cookieParser from 'cookie-parser'
import express, { type CookieOptions, type RequestHandler, type Response } from 'express'
import session, { type SessionOptions } from 'express-session'
import * as fc from 'fast-check'
import { createServer, type RequestListener } from 'node:http'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectPaste } from '../../src/cookie/inspect-paste.ts'

// Real apps set cookies, and what is read of the lines that they send is what they were told to set.

let listener: RequestListener = () => {}
const server = createServer((req, res) => listener(req, res))

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** The Set-Cookie lines that an app with this middleware sends. @param path of the request */
async function linesOf(middleware: readonly RequestHandler[], path = '/'): Promise<readonly string[]> {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const app = express().set('env', 'test')
  app.use(...middleware, (_req: unknown, res: Response) => void res.end())
  listener = app
  const response = await fetch(`http://127.0.0.1:${address.port}${path}`, { headers: { 'x-forwarded-proto': 'https' } })
  await response.arrayBuffer()
  if (response.status !== 200) throw new Error(`The app answered with ${response.status}.`)
  return response.headers.getSetCookie()
}

// A name that ends in .sig may belong to another cookie of the same paste.
const name = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,20}$/).filter((text) => !/\.sig$/i.test(text))
const id = fc.string({ unit: 'binary', minLength: 1 })
const secret = fc.string({ unit: 'binary', minLength: 1 })
const path = fc.array(fc.stringMatching(/^[\w~-]{1,8}$/), { maxLength: 3 }).map((folders) => `/${folders.join('/')}`)
const day = 24 * 60 * 60 * 1000

const attributes = {
  domain: fc.domain(),
  path,
  httpOnly: fc.boolean(),
  secure: fc.boolean(),
  sameSite: fc.constantFrom('strict' as const, 'lax' as const, 'none' as const, true, false),
  priority: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
  partitioned: fc.boolean(),
  maxAge: fc.integer({ min: 1000, max: 1000 * day }),
}
const sessionCookie = fc.record(attributes, { requiredKeys: [] })
const expires = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
const plainCookie = fc.record({ ...attributes, expires }, { requiredKeys: [] })

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** What an app is told, as its line should say it. The hour that it makes of `maxAge` is read off the line itself. */
function attributesOf(options: CookieOptions & { readonly priority?: string }, line: string) {
  const { domain, path: folder = '/', httpOnly, secure, sameSite, priority, partitioned } = options
  const dated = options.maxAge !== undefined || options.expires !== undefined
  return {
    Path: folder,
    ...(domain !== undefined && { Domain: domain }),
    ...(dated && { Expires: options.maxAge === undefined ? options.expires?.toUTCString() : expiresOf(line) }),
    ...(httpOnly && { HttpOnly: true }),
    ...(secure && { Secure: true }),
    ...(sameSite && { SameSite: sameSite === true ? 'Strict' : capital(sameSite) }),
    ...(priority !== undefined && { Priority: capital(priority) }),
    ...(partitioned && { Partitioned: true }),
  }
}

const expiresOf = (line: string): string | undefined => /; Expires=([^;]+)/.exec(line)?.[1]

/** The one report of a paste, read with a secret of no meaning before the right one. */
function readOne(paste: string, key: string) {
  const { cookies } = inspectPaste(paste, { secrets: [`not ${key}`, key] })
  expect(cookies).toHaveLength(1)
  return cookies[0]?.report
}

/** The Cookie header that a client sends after these lines. */
const sentBack = (lines: readonly string[]): string => `Cookie: ${lines.map((line) => line.split(';')[0]).join('; ')}`

describe('a Set-Cookie line is read back', () => {
  test('from express-session, whatever the name, the id, the secret and the attributes', async () => {
    await fc.assert(
      fc.asyncProperty(name, id, secret, sessionCookie, async (cookieName, sessionId, key, options) => {
        const settings: SessionOptions = {
          name: cookieName,
          secret: [key],
          genid: () => sessionId,
          cookie: options,
          resave: false,
          saveUninitialized: true,
          proxy: true,
          store: new session.MemoryStore(),
        }
        const [line = ''] = await linesOf([session(settings)], options.path)
        const expected = {
          name: cookieName,
          kind: 'express-session',
          id: sessionId,
          verified: true,
          secretIndex: 1,
          fault: null,
        }
        for (const paste of [`Set-Cookie: ${line}`, line, `< set-cookie: ${line}\r\n`]) {
          const report = readOne(paste, key)
          expect(report).toMatchObject(expected)
          expect(report?.value).toBe(`s:${sessionId}.${report?.signature}`)
          // express-session sets HttpOnly unless it is told otherwise.
          expect(report?.attributes).toEqual(attributesOf({ httpOnly: true, ...options }, line))
        }
      }),
    )
  })

  test('from res.cookie() with signed: true, whatever the name, the value, the secret and the attributes', async () => {
    await fc.assert(
      fc.asyncProperty(name, id, secret, plainCookie, async (cookieName, value, key, options) => {
        const setCookie: RequestHandler = (_req, res, next) => {
          res.cookie(cookieName, value, { ...options, signed: true })
          next()
        }
        const [line = ''] = await linesOf([cookieParser(key), setCookie])
        const maxAge = options.maxAge !== undefined && { 'Max-Age': String(Math.floor(options.maxAge / 1000)) }
        for (const paste of [
          `Set-Cookie: ${line}`,
          line,
          inspect([line], { breakLength: Infinity, maxStringLength: Infinity }),
        ]) {
          const report = readOne(paste, key)
          expect(report).toMatchObject({ name: cookieName, kind: 'express-session', id: value, verified: true })
          expect(report?.attributes).toEqual({ ...attributesOf(options, line), ...maxAge })
        }
      }),
    )
  })
})

describe('many cookies of one app are read back in order', () => {
  const cookie = fc.record({
    name,
    value: fc.oneof(id, fc.dictionary(fc.string(), fc.jsonValue())),
    options: plainCookie,
  })
  const several = fc.uniqueArray(cookie, { selector: (one) => one.name, minLength: 1, maxLength: 6 })

  test('from the lines that set them, and from the Cookie header that a client sends back', async () => {
    await fc.assert(
      fc.asyncProperty(several, secret, async (cookies, key) => {
        const setCookies: RequestHandler = (_req, res, next) => {
          for (const one of cookies) res.cookie(one.name, one.value, { ...one.options, signed: true })
          next()
        }
        const lines = await linesOf([cookieParser(key), setCookies])
        const expected = cookies.map((one) => ({
          name: one.name,
          kind: 'express-session',
          id: typeof one.value === 'string' ? one.value : `j:${JSON.stringify(one.value)}`,
          verified: true,
        }))
        const asSet = lines.map((line) => `Set-Cookie: ${line}`).join('\n')
        for (const paste of [asSet, lines.join(', '), sentBack(lines)]) {
          const read = inspectPaste(paste, { secrets: [key] }).cookies.map(({ report }) => report)
          expect(
            read.map(({ name: found, kind, id: sessionId, verified }) => ({
              name: found,
              kind,
              id: sessionId,
              verified,
            })),
          ).toEqual(expected)
        }
        const { cookies: sent } = inspectPaste(sentBack(lines), { secrets: [key] })
        expect(sent.map(({ report }) => report.attributes)).toEqual(cookies.map(() => null))
      }),
    )
  })

  test('and unsigned JSON with all that is in it', async () => {
    const objects = fc.uniqueArray(fc.tuple(name, fc.dictionary(fc.string(), fc.jsonValue())), {
      selector: ([cookieName]) => cookieName,
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(objects, async (cookies) => {
        const setCookies: RequestHandler = (_req, res, next) => {
          for (const [cookieName, value] of cookies) res.cookie(cookieName, value)
          next()
        }
        const lines = await linesOf([setCookies])
        const read = inspectPaste(sentBack(lines), {}).cookies.map(({ report }) => report)
        expect(read.map(({ name: found, kind, content }) => [found, kind, JSON.stringify(content)])).toEqual(
          cookies.map(([cookieName, value]) => [cookieName, 'cookie-parser-json', JSON.stringify(value)]),
        )
      }),
    )
  })
})
