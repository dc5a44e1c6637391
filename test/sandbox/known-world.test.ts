import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { attempt } from '../../src/exercise/attempt.ts'
import { exercise, get, restart, send } from '../../src/exercise/index.ts'
import { temporaryFolder } from '../support/run.ts'
import { APP, host, LISTEN } from './try-file.ts'

const visit = (place: string, start: string) =>
  send(`${place} ${start}`, get(place, { headers: { Host: 'localhost:3000' } }), { browser: null })

/** Starts a source twice in a repeatable world, and sends the same requests to both. */
const startTwice = (source: string, paths?: readonly string[]) => startOften(source, ['once', 'twice'], paths)

/** Starts a source in a repeatable world so often, under these names, and sends the same requests each time. */
async function startOften(source: string, starts: readonly string[], paths: readonly string[] = ['/']) {
  const file = path.join(temporaryFolder(), 'file.js')
  writeFileSync(file, source)
  const visits = (start: string) => paths.map((place) => visit(place, start))
  const script = {
    title: 'Two starts',
    ...exercise({
      home: import.meta.url,
      repeatable: true,
      actions: starts.flatMap((start, i) => (i === 0 ? visits(start) : [restart(start), ...visits(start)])),
      checks: [],
      hints: [],
      explanation: '',
    }),
  }
  const { run, problem } = await attempt(script, file, host, new AbortController().signal)
  const bodies = (start: string) => paths.map((place) => run.at(visit(place, start)).response.body)
  return { run, problem, bodies }
}

/** An app that answers `/0` with the first of these expressions, as text, and so on. */
const answering = (expressions: readonly string[], before = '') =>
  `import crypto, { getRandomValues, randomBytes, randomFill, webcrypto } from 'node:crypto'
import fs from 'node:fs'
import fsp from 'node:fs/promises'
import os, { uptime } from 'node:os'
import { performance as clock } from 'node:perf_hooks'
import { hrtime, pid } from 'node:process'
import { promisify } from 'node:util'
${APP}${before}
${expressions.map((value, at) => `app.get('/${at}', async (req, res) => res.send(String(${value})))\n`).join('')}${LISTEN}`

const placesOf = (expressions: readonly string[]) => expressions.map((_, at) => `/${at}`)

/** What each request drew, in the order of the expressions. Undefined from where it cannot be told any more. */
async function drawnBy(expressions: readonly string[], before?: string) {
  const places = placesOf(expressions)
  const { run, problem } = await startOften(answering(expressions, before), ['once'], places)
  expect(problem).toBeNull()
  expect(places.map((place) => run.at(visit(place, 'once')).status)).toEqual(places.map(() => 200))
  const sums = places.map((place) => run.at(visit(place, 'once')).drawn)
  return sums.map((sum, at) => (sum === undefined ? undefined : sum - (sums[at - 1] ?? 0)))
}

describe('what looks like chance comes again', () => {
  const GROWS = [
    'process.hrtime().join()',
    'hrtime.bigint()',
    'performance.now()',
    'clock.now()',
    'performance.timeOrigin + performance.now()',
    'process.uptime()',
    'uptime()',
    'os.freemem()',
    'process.memoryUsage().heapUsed',
    'process.memoryUsage.rss()',
    'process.cpuUsage().user',
    'Math.random()',
  ]
  const STAYS = ['process.pid', 'pid', 'process.ppid', 'os.loadavg()', 'performance.timeOrigin', 'Date.now()']

  test.concurrent('at the next start, and in one start no two looks see the same', async () => {
    const looks = [...GROWS, ...STAYS].map((value) => `[${value}, ${value}].join(' ')`)
    const { bodies, problem } = await startTwice(answering(looks), placesOf(looks))
    expect(problem).toBeNull()
    expect(bodies('twice')).toEqual(bodies('once'))
    const seen = bodies('once').map((body) => body.split(' '))
    expect(seen.map(([one, two]) => one === two)).toEqual([...GROWS.map(() => false), ...STAYS.map(() => true)])
    for (const [one = ''] of seen) expect(one).toMatch(/^[\d.,e-]+$/)
  })

  test.concurrent('the ports of visitors, too, and no two have the same', async () => {
    const looks = Array.from({ length: 40 }, () => '`${req.socket.remotePort} ${req.socket.remotePort}`')
    const { bodies } = await startTwice(answering(looks), placesOf(looks))
    expect(bodies('twice')).toEqual(bodies('once'))
    for (const body of bodies('once')) expect(body).toMatch(/^(\d{5}) \1$/)
    expect(new Set(bodies('once')).size).toBe(40)
  })

  test.concurrent('and what is chance does not', async () => {
    const looks = ['crypto.randomUUID()', 'globalThis.crypto.randomUUID()', "randomBytes(9).toString('hex')"]
    const { bodies } = await startTwice(answering(looks), placesOf(looks))
    const [once, twice] = [bodies('once'), bodies('twice')]
    expect(once.map((body, at) => body === twice[at])).toEqual([false, false, false])
  })
})

describe('an app in such a world', () => {
  test.concurrent('can measure time, wait, and use Express as ever', async () => {
    const before = `
import session from 'express-session'
app.use((req, res, next) => {
  const [from, began, at] = [process.hrtime(), process.hrtime.bigint(), performance.now()]
  while (performance.now() - at < 2);
  const { user } = process.cpuUsage(process.cpuUsage())
  const [seconds, nanoseconds] = process.hrtime(from)
  const passed = [process.hrtime.bigint() - began > 0n, seconds === 0 && nanoseconds > 0, user > 0]
  if (passed.includes(false)) throw new Error(passed.join())
  setTimeout(next, 5)
})
app.use(express.json(), express.urlencoded(), express.static(import.meta.dirname))
app.use(session({ secret: 'a', resave: false, saveUninitialized: true, cookie: { maxAge: 1000 } }))`
    const looks = [
      'Object.keys(req.session)',
      'await fetch(`http://127.0.0.1:${req.socket.localPort}/file.js`).then((r) => r.status)',
    ]
    const places = [...placesOf(looks), '/file.js']
    const { run, problem } = await startTwice(answering(looks, before), places)
    expect(problem).toBeNull()
    expect(run.exchanges.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    const [first] = run.exchanges
    expect(first?.set?.expires?.getTime()).toBe(Date.parse(first?.header('Date') ?? '') + 1000)
    expect(run.at(visit('/1', 'once')).response.body).toBe('200')
    expect(run.at(visit('/file.js', 'once')).header('ETag')).toBeDefined()
  })

  test.concurrent.each(['process.pid', '-process.pid'])('process.kill(%s) ends no other process', async (number) => {
    const { problem } = await startTwice(`${APP}${LISTEN}process.kill(${number})\n`)
    expect(problem).toMatchObject({
      kind: 'exit',
      line: 4,
      message: 'Line 4 ends the process: it calls process.kill(process.pid).',
    })
  })
})

describe('the bits that are drawn are counted', () => {
  const promised = (call: string) => `await new Promise((resolve) => ${call})`

  test.concurrent('whatever draws them', async () => {
    const prices: readonly (readonly [string, number])[] = [
      ["crypto.createHash('sha256').update('1')", 0],
      ['randomBytes(2)', 16],
      ['await promisify(crypto.randomBytes)(4)', 32],
      ['crypto.pseudoRandomBytes(3)', 24],
      ['crypto.randomInt(1024)', 10],
      ['crypto.randomInt(1000, 1004)', 2],
      [promised('crypto.randomInt(256, (error, number) => resolve(number))'), 8],
      ['crypto.randomUUID()', 122],
      ['globalThis.crypto.randomUUID()', 122],
      ['getRandomValues(new Uint32Array(3))', 96],
      ['webcrypto.getRandomValues(new Uint8Array(5))', 40],
      ['crypto.randomFillSync(new Uint16Array(8))', 128],
      ['crypto.randomFillSync(new Uint16Array(8), 2)', 96],
      ['crypto.randomFillSync(new Uint16Array(8), 2, 3)', 48],
      ['crypto.randomFillSync(new DataView(new ArrayBuffer(4)))', 32],
      [promised('randomFill(Buffer.alloc(6), (error, filled) => resolve(filled))'), 48],
      [promised('randomFill(Buffer.alloc(6), 4, (error, filled) => resolve(filled))'), 16],
      ["fs.readFileSync(new URL('file.js', import.meta.url))", 0],
    ]
    const drawn = await drawnBy(prices.map(([expression]) => expression))
    expect(prices.map(([expression], at) => [expression, drawn[at]])).toEqual(prices)
  })

  test.concurrent('from the start of the process on', async () => {
    const before = 'const key = await promisify(randomBytes)(16)'
    expect(await drawnBy(['1', 'crypto.randomBytes(1)'], before)).toEqual([128, 8])
  })

  test.concurrent('and again at each start', async () => {
    const { run } = await startTwice(answering(['crypto.randomBytes(1)']), ['/0'])
    expect(run.exchanges.map(({ drawn }) => drawn)).toEqual([8, 8])
  })

  test.concurrent.each([
    "crypto.generateKeySync('hmac', { length: 64 })",
    'crypto.generatePrimeSync(32)',
    "crypto.createECDH('secp256k1').generateKeys()",
    "await webcrypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, true, ['sign'])",
    "fs.openSync('/dev/urandom')",
    "await fsp.readFile('/proc/self/cmdline')",
    "fs.readFileSync(import.meta.dirname + '/key', { flag: 'a+' })",
  ])('and nothing is said from %s on', async (expression) => {
    expect(await drawnBy(['randomBytes(1)', expression, 'randomBytes(1)'])).toEqual([8, undefined, undefined])
  })
})
