import { sign } from 'cookie-signature'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { inspectBatch } from '../../../src/commands/inspect/batch.ts'
import type { LineOptions } from '../../../src/commands/inspect/lines.ts'
import { pipedEnvironment, run } from '../../support/run.ts'

// Threads run from what was built.
const ROOT = path.join(import.meta.dirname, '../../..')
const BUILT = pathToFileURL(path.join(ROOT, 'dist/src/commands/inspect/batch.js'))
let inspect: typeof inspectBatch

beforeAll(async () => {
  if (!existsSync(BUILT)) throw new Error('These tests run what was built. Run: npm run build')
  ;({ inspectBatch: inspect } = (await import(BUILT.href)) as { inspectBatch: typeof inspectBatch })
})

const SECRET = 'a secret that is long enough for anybody'
const NOW = Date.UTC(2026, 0)
const signed = (id: string, secret = SECRET) => `connect.sid=${encodeURIComponent(`s:${sign(id, secret)}`)}`
const right = (count: number): string => Array.from({ length: count }, (_, i) => `${signed(`id ${i}`)}\n`).join('')

/** How many characters are inspected before threads start, so that a small input starts some. */
const FEW = 16_384

/** Enough for several blocks for each thread. */
const MUCH = 2e5

/** Lines of every sort, the same over and over, so that they lie elsewhere in each block. */
const MIXED = Buffer.concat([
  Buffer.from(
    [
      '',
      signed('a'),
      `${signed('b', 'keyboard cat')}\r`,
      ' \t',
      `theme=dark; ${signed('é☃😀')}`,
      `Set-Cookie: ${signed('c')}; Path=/; Max-Age=x; Expires=never`,
      'sid=s%3Aa.b%zz',
      'x'.repeat(70_000),
      '\ufeffa=b',
      'a=\u001b[31m\u2028\u009b',
      `Cookie: ${'a=b; '.repeat(1200)}${signed('d', 'wrong')}`,
      'curl -H "Cookie: a=b"\rmore',
      '\0',
      '',
    ].join('\n'),
  ),
  Buffer.from([0x61, 0x3d, 0xff, 0xfe, 0xe2, 0x98, 0x0a, 0xf0, 0x9f, 0x0a, 0xc3]),
  Buffer.from('\na=b\n'),
])
const mixed = (bytes: number): Buffer =>
  Buffer.concat(Array.from({ length: Math.ceil(bytes / MIXED.length) }, () => MIXED))

interface Result {
  readonly code: number | string
  readonly text: string
  readonly threads: number
}

/** Inspects chunks with so many threads, and counts those that were started. */
async function batch(
  chunks: Iterable<Uint8Array>,
  workers: number,
  options: Partial<LineOptions> = {},
  first?: number,
): Promise<Result> {
  const { environment, stdout } = pipedEnvironment({ stdin: Readable.from(chunks) })
  let threads = 0
  const onWorker = () => (threads += 1)
  process.on('worker', onWorker)
  onTestFinished(() => void process.off('worker', onWorker))
  const all = { secrets: [], now: NOW, failOn: undefined, ...options }
  const code = await inspect(all, environment, workers, first).catch((error: Error) => error.message)
  process.off('worker', onWorker)
  return { code, text: stdout(), threads }
}

function* cut(bytes: Buffer, length: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

describe('what comes out is the same with any number of threads', () => {
  const inputs: readonly (readonly [string, Buffer, number, Partial<LineOptions>])[] = [
    ['lines of every sort', mixed(MUCH), 65_536, {}],
    ['in pieces that end anywhere', mixed(MUCH), 9973, {}],
    ['in one piece', mixed(MUCH), MUCH * 2, {}],
    ['with secrets', mixed(2 * MUCH), 65_536, { secrets: ['other', SECRET] }],
    ['judged strictly', mixed(MUCH), 65_536, { failOn: 'warning' }],
    ['all right', Buffer.from(right(1000)), 65_536, {}],
    ['a last line without a line feed', Buffer.from(right(1000).slice(0, -1)), 65_536, {}],
    ['nothing but line feeds', Buffer.alloc(100_000, '\n'), 65_536, {}],
    [
      'a line that is too long to be handed over',
      Buffer.concat([mixed(MUCH), Buffer.alloc(3e6, 'x'), mixed(MUCH)]),
      65_536,
      {},
    ],
  ]
  // Two threads and three, by turns.
  test.each(inputs.map((row, at) => [...row, 2 + (at % 2)] as const))(
    '%s',
    async (_, input, length, options, workers) => {
      const alone = await batch(cut(input, length), 1, options)
      expect(alone.threads).toBe(0)
      expect(alone.text.split('\n').length).toBe(input.toString('latin1').replace(/\n$/, '').split('\n').length + 1)
      const together = await batch(cut(input, length), workers, options, FEW)
      expect(together.threads).toBeGreaterThan(0)
      expect(together.threads).toBeLessThanOrEqual(workers)
      expect(together.code).toBe(alone.code)
      // Not `toBe`, which would print megabytes.
      expect(together.text === alone.text).toBe(true)
    },
  )

  test('and as one thread says it, line by line', async () => {
    const lines = right(800)
    const { text, threads } = await batch([Buffer.from(lines)], 2, { secrets: [] }, FEW)
    expect(threads).toBeGreaterThan(0)
    const some = lines.split('\n').slice(600, 603)
    const one = await run(['inspect', '--batch'], { input: some.join('\n') })
    const reports = (json: string, from: number) =>
      json
        .split('\n')
        .slice(from, from + 3)
        .map((line) => (JSON.parse(line) as { cookies: unknown }).cookies)
    expect(reports(text, 600)).toEqual(reports(one.stdout, 0))
  })
})

describe('the exit code', () => {
  const wrong = `${signed('a', 'other')}\n`
  test.each([
    ['all are right', right(5000), 0],
    ['the first is wrong', `${wrong}${right(5000)}`, 1],
    ['one that a thread inspects is wrong', `${right(4000)}${wrong}${right(1000)}`, 1],
    ['the last is wrong', `${right(5000)}${wrong}`, 1],
  ])('%s', async (_, input, code) => {
    const result = await batch(cut(Buffer.from(input), 65_536), 2, { secrets: [SECRET] }, 65_536)
    expect(result.threads).toBeGreaterThan(0)
    expect(result.code).toBe(code)
  })
})

describe('small batches start no thread', () => {
  test.each([
    ['a few lines', right(100), {}],
    ['a long line', 'a=b; '.repeat(20_000), {}],
    ['many lines with a secret', right(6000), { secrets: [SECRET] }],
  ])('%s', async (_, input, options) => {
    const { code, threads } = await batch(cut(Buffer.from(input), 65_536), 8, options)
    expect({ code, threads }).toEqual({ code: 0, threads: 0 })
  })
})

test('a failure of standard input comes behind all lines in front of it', async () => {
  const input = right(3000)
  const { code, text } = await batch(
    (function* () {
      yield* cut(Buffer.from(input), 65_536)
      throw new Error('EIO')
    })(),
    2,
  )
  expect(code).toBe('Standard input cannot be read.')
  expect(text.split('\n')).toHaveLength(3001)
})

test('a reader that stops reading stops it all, and memory with it', async () => {
  let pieces = 0
  const piece = Buffer.from(right(500))
  const endless = Readable.from(
    (function* () {
      for (; ; pieces += 1) yield piece
    })(),
  )
  const stop = new AbortController()
  const stdout = new PassThrough({ highWaterMark: 1 })
  const { environment } = pipedEnvironment({ stdin: endless, stdout, interrupted: stop.signal })
  const inspecting = inspect({ secrets: [], now: NOW, failOn: undefined }, environment, 2)
  await once(stdout, 'readable')
  // With one more piece, more than there is room for would have come.
  let before = -1
  for (let quiet = 0; quiet < 5; quiet = pieces === before ? quiet + 1 : 0) {
    before = pieces
    // oxlint-disable-next-line no-await-in-loop -- a thread has to have had its turn
    await inspectedElsewhere()
  }
  expect(pieces).toBeLessThan(30)
  stop.abort(new Error('enough'))
  await expect(inspecting).rejects.toThrow('enough')
  expect(endless.destroyed).toBe(true)
})

/** As long as a thread takes for a batch of its own. */
async function inspectedElsewhere(): Promise<void> {
  await batch([Buffer.from(right(256))], 2, {}, 1)
}

test('each line is answered as it comes, though threads are at work', async () => {
  const stdin = new PassThrough()
  const { environment, stdout } = pipedEnvironment({ stdin })
  const inspecting = inspect({ secrets: [], now: NOW, failOn: undefined }, environment, 2)
  const linesOut = () => stdout().split('\n').length - 1
  stdin.write(right(1500))
  await expect.poll(linesOut, { timeout: 60_000 }).toBe(1500)
  for (let line = 1501; line < 1505; line += 1) {
    stdin.write('a=b\n')
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await expect.poll(linesOut, { timeout: 60_000 }).toBe(line)
  }
  stdin.end()
  expect(await inspecting).toBe(0)
})

test('an output that fails ends it', async () => {
  const stop = new AbortController()
  let writes = 0
  const stdout = new Writable({
    write(_chunk, _encoding, done) {
      writes += 1
      done(writes > 8 ? Object.assign(new Error('closed'), { code: 'EPIPE' }) : null)
    },
  })
  stdout.on('error', () => stop.abort(new Error('nobody reads')))
  const stdin = Readable.from(cut(Buffer.from(right(5000)), 65_536))
  const { environment } = pipedEnvironment({ stdin, stdout, interrupted: stop.signal })
  await expect(inspect({ secrets: [], now: NOW, failOn: undefined }, environment, 2)).rejects.toThrow('nobody reads')
})

describe('a thread that dies ends the batch', () => {
  test('with its error, though standard input is silent', async () => {
    const stdin = new PassThrough()
    const { environment } = pipedEnvironment({ stdin })
    const kill = (worker: { terminate(): unknown }) => void worker.terminate()
    process.once('worker', kill)
    onTestFinished(() => void process.off('worker', kill))
    stdin.write(right(1500))
    const inspecting = inspect({ secrets: [], now: NOW, failOn: undefined }, environment, 2)
    await expect(inspecting).rejects.toThrow('A worker thread ended early.')
    expect(stdin.destroyed).toBe(true)
  })
})

describe('the program ends', () => {
  const BIN = path.join(ROOT, 'bin/session-tutor.js')
  // Threads start where there are two cores, whatever this machine has.
  const TWO_CORES = `data:text/javascript,${encodeURIComponent(`
    import os from 'node:os'
    import { syncBuiltinESMExports } from 'node:module'
    os.availableParallelism = () => 2
    syncBuiltinESMExports()
    process.on('worker', () => process.stderr.write('thread\\n'))
    process.on('exit', (code) => process.stderr.write('end ' + code + '\\n'))
  `)}`

  /** Starts it with endless input, and waits until a thread is at work. */
  async function start() {
    const child = spawn(process.execPath, [`--import=${TWO_CORES}`, BIN, 'inspect', '--batch'])
    onTestFinished(() => void child.kill('SIGKILL'))
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const input = right(1000)
    child.stdin.on('error', () => {})
    const feed = () => {
      while (child.stdin.writable && child.stdin.write(input));
    }
    child.stdin.on('drain', feed)
    feed()
    child.stdout.resume()
    await expect.poll(() => stderr, { timeout: 60_000 }).toContain('thread')
    return { child, told: () => stderr }
  }

  test.runIf(process.platform !== 'win32').each([
    ['SIGINT', 130],
    ['SIGTERM', 130],
    ['SIGHUP', 130],
  ] as const)('after %s', async (signal, code) => {
    const { child, told } = await start()
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([code, null])
    expect(told()).toMatch(/^(?:thread\n)+end 130\n$/)
  })

  test('when its output is closed', async () => {
    const { child, told } = await start()
    child.stdout.destroy()
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(told()).toMatch(/^(?:thread\n)+end 0\n$/)
  })

  test('after a whole batch', async () => {
    const running = promisify(execFile)(process.execPath, [`--import=${TWO_CORES}`, BIN, 'inspect', '--batch'], {
      maxBuffer: 1e9,
    })
    running.child.stdin?.end(right(2000))
    const { stdout, stderr } = await running
    expect(stdout.split('\n')).toHaveLength(2001)
    expect(stderr).toMatch(/^(?:thread\n)+end 0\n$/)
  })
})
