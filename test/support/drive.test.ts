import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { header } from '../../src/diagnosis/facts.ts'
import type { Move } from '../../src/diagnosis/moves.ts'
import type { ExchangeFacts } from '../../src/observe/observation.ts'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from './drive.ts'
import { temporaryFolder } from './run.ts'

const APP = `
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import express from '${path.join(packageRoot, 'node_modules/express/index.js')}'
const app = express()
app.set('trust proxy', 1)
app.use(express.json(), express.urlencoded())
app.get('/', (req, res) => res.cookie('a', '1', { secure: req.secure, maxAge: 60_000 }).send(
  '<link rel=stylesheet href=/site.css><script src="app.js"></script><img src="https://other.example/x.png">'))
app.all('/echo', (req, res) => res.set('X-Body', JSON.stringify(req.body ?? null)).set('X-Time', String(Date.now())).end())
app.get('/write', (req, res) => (writeFileSync('written', ''), res.end()))
app.get('/written', (req, res) => res.status(existsSync('written') ? 200 : 404).end())
app.get('/file', (req, res) => res.set('X-File', readFileSync('note', 'utf8')).end())
app.listen(process.env.PORT)
`

async function exchangesOf(moves: readonly Move[]): Promise<readonly ExchangeFacts[]> {
  const file = path.join(temporaryFolder(), 'app.mjs')
  writeFileSync(file, APP)
  return (await drive({ file, files: { note: 'hi' } }, moves)).exchanges
}

const sent = (exchange: ExchangeFacts | undefined, name: string) => exchange && header(exchange.request.headers, name)
const got = (exchange: ExchangeFacts | undefined, name: string) =>
  exchange && header(exchange.response?.headers ?? [], name)

test('behind a proxy with https, cookies are those of its site', async () => {
  const at = 'https://shop.example'
  const [first, second, other] = await exchangesOf([
    { send: 'GET /', at },
    { send: 'GET /echo', at },
    { send: 'GET /echo' },
  ])
  expect([sent(first, 'host'), sent(first, 'x-forwarded-proto')]).toEqual(['shop.example', 'https'])
  expect(got(first, 'set-cookie')).toContain('Secure')
  expect(sent(second, 'cookie')).toBe('a=1')
  expect([sent(other, 'cookie'), sent(other, 'x-forwarded-proto')]).toEqual([undefined, undefined])
})

test('a script of another page has an origin, and no cookie that is for this site only', async () => {
  const [, other] = await exchangesOf([
    { send: 'GET /', at: 'https://shop.example' },
    { send: 'GET /echo', at: 'https://shop.example', from: 'https://front.example' },
  ])
  expect([sent(other, 'origin'), sent(other, 'sec-fetch-site')]).toEqual(['https://front.example', 'cross-site'])
  expect(sent(other, 'cookie')).toBe(undefined)
})

test('a restart in an empty folder leaves only the files that lie there from the start', async () => {
  const moves = (restart: Move): readonly Move[] => [{ send: 'GET /write' }, restart, { send: 'GET /written' }]
  const [[, kept], [, gone]] = await Promise.all([
    exchangesOf(moves({ restart: true })),
    exchangesOf(moves({ restart: true, inEmptyFolder: true })),
  ])
  expect([kept, gone].map((one) => one?.response?.status)).toEqual([200, 404])
})

test('a body goes as JSON or as a form, and files lie where the app runs', async () => {
  const body = { user: 'ada', n: 1 }
  const [json, form, file] = await exchangesOf([
    { send: 'POST /echo', body },
    { send: 'POST /echo', body, form: true },
    { send: 'GET /file' },
  ])
  expect(got(json, 'x-body')).toBe('{"user":"ada","n":1}')
  expect(got(form, 'x-body')).toBe('{"user":"ada","n":"1"}')
  expect(got(file, 'x-file')).toBe('hi')
})

test('what a page names is loaded with it', async () => {
  const exchanges = await exchangesOf([{ send: 'GET /', loads: true }])
  expect(exchanges.map(({ request }) => request.url).toSorted()).toEqual(['/', '/app.js', '/favicon.ico', '/site.css'])
  expect(exchanges.map(({ client }) => client)).toEqual(Array(4).fill('ada'))
})

test('a copied cookie is the one that was sent last', async () => {
  const exchanges = await exchangesOf([
    { send: 'GET /' },
    { send: 'GET /echo' },
    { send: 'GET /echo', as: 'mallory', cookiesOf: 'ada' },
    { send: 'GET /echo', as: 'mallory' },
  ])
  expect(exchanges.map((one) => [one.client, sent(one, 'cookie')])).toEqual([
    ['ada', undefined],
    ['ada', 'a=1'],
    ['mallory', 'a=1'],
    ['mallory', undefined],
  ])
})

test('time goes by for the app and for browsers', async () => {
  const [, before, after] = await exchangesOf([
    { send: 'GET /' },
    { send: 'GET /echo' },
    { laterMs: 3_600_000 },
    { send: 'GET /echo' },
  ])
  expect([sent(before, 'cookie'), sent(after, 'cookie')]).toEqual(['a=1', undefined])
  const passed = Number(got(after, 'x-time')) - Number(got(before, 'x-time'))
  expect(passed).toBeGreaterThanOrEqual(3_600_000)
  expect((after?.at ?? 0) - (before?.at ?? 0)).toBeGreaterThanOrEqual(3_600_000)
})
