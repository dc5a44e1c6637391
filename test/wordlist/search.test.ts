import { execFile, execFileSync } from 'node:child_process'
import { createReadStream, existsSync, openSync, statSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { BLOCK_LENGTH, LONGEST_LINE } from '../../src/wordlist/block.ts'
import { searchWordlist, type Advance, type SearchOptions } from '../../src/wordlist/search.ts'
import type { Target } from '../../src/wordlist/trier.ts'
import { temporaryFolder } from '../support/run.ts'
import { latin1, signedWith } from './targets.ts'

const BUILT = pathToFileURL(path.join(import.meta.dirname, '../../dist/src/wordlist/search.js')).href
let built: typeof searchWordlist

beforeAll(async () => {
  if (!existsSync(new URL(BUILT))) throw new Error('These tests run what was built. Run: npm run build')
  ;({ searchWordlist: built } = (await import(BUILT)) as { searchWordlist: typeof searchWordlist })
})

type Input = Parameters<typeof searchWordlist>[0]

/** Searches as the sources stand, or with threads as they were built. */
const search = (input: Input, targets: readonly Target[], options: Partial<SearchOptions> = {}) =>
  (options.workers ? built : searchWordlist)(input, targets, {
    name: 'words.txt',
    workers: 0,
    signal: new AbortController().signal,
    ...options,
  })

/** Writes a list and tells where it lies. */
function listOf(...parts: readonly (string | Uint8Array)[]): string {
  const file = path.join(temporaryFolder(), 'words.txt')
  writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part as string))))
  return file
}

/** Lines that take much room and little time. */
const filler = (bytes: number): string => `${'x'.repeat(999)}\n`.repeat(Math.floor(bytes / 1000))
const blocks = (count: number): string => filler(count * BLOCK_LENGTH)
const hit = (line: number, word: string) => ({ line, word: latin1(word) })

describe.each([0, 1, 2])('with %i threads', (workers) => {
  test.each([
    ['a list of nothing', '', null, 0],
    ['a list of one line', 'word', hit(1, 'word'), 1],
    ['the first line of many', `word\n${blocks(4)}`, hit(1, 'word'), 1],
    ['the last line of many', `${blocks(4)}word\n`, hit(1049, 'word'), 1049],
    ['a last line without a line feed', `${blocks(4)}word`, hit(1049, 'word'), 1049],
    ['behind a line that is too long', `${blocks(2)}${'x'.repeat(LONGEST_LINE + 1)}\n\nword\n`, hit(527, 'word'), 525],
    ['no line at all', `${blocks(2)}words\n`, null, 525],
  ])('%s', async (_what, list, expected, words) => {
    const outcome = await search(listOf(list), [signedWith('word')], { workers })
    expect(outcome).toMatchObject({ hits: [expected], words, skipped: list.length > 1e6 && words === 525 ? 1 : 0 })
  })

  test('across the border of two blocks, at every byte', async () => {
    const word = 'word\xe9\xff\x00!'
    for (let before = 0; before <= word.length + 1; before += 1) {
      const padding = 'y'.repeat(BLOCK_LENGTH - filler(BLOCK_LENGTH).length - before - 1)
      const list = listOf(blocks(1), `${padding}\n`, latin1(word), '\n', blocks(1))
      const { hits } = await search(list, [signedWith(latin1(word))], { workers })
      expect([before, hits]).toEqual([before, [hit(264, word)]])
    }
  })

  test('several targets, each with the first line that fits', async () => {
    const targets = ['late', 'nowhere', 'early', 'late'].map((secret, i) => signedWith(secret, `id ${i}`))
    const list = listOf(blocks(1), 'early\n', blocks(2), 'late\nearly\n', blocks(1))
    const outcome = await search(list, targets, { workers })
    expect(outcome.hits).toEqual([hit(788, 'late'), null, hit(263, 'early'), hit(788, 'late')])
    expect(outcome.bytes).toBe(statSync(list).size)
  })

  // The block with the first one takes long, the ones behind it do not.
  test('the first line in the list of two that are one key, and no line behind it counts', async () => {
    const slow = 'a\n'.repeat(BLOCK_LENGTH / 2)
    const list = listOf(slow, slow, 'word\0\n', filler(BLOCK_LENGTH / 2), 'word\n', blocks(3), 'word\n')
    const outcome = await search(list, [signedWith('word')], { workers })
    expect(outcome).toMatchObject({ hits: [hit(262_145, 'word\0')], words: 262_145, bytes: 524_294 })
  })

  test('says how far it came', async () => {
    const list = listOf(blocks(5), 'word\n')
    const advances: Advance[] = []
    const outcome = await search(list, [signedWith('word')], {
      workers,
      onAdvance: (advance) => advances.push(advance),
    })
    expect(advances.at(-1)).toEqual({ ...outcome, totalBytes: statSync(list).size })
    expect(advances.map(({ bytes }) => bytes)).toEqual(advances.map(({ bytes }) => bytes).toSorted((a, b) => a - b))
    expect(new Set(advances.map(({ bytes }) => bytes)).size).toBeGreaterThan(1)
  })

  test('stops early, and lets go of the stream', async () => {
    const endless = Readable.from(
      (function* () {
        for (let i = 0; ; i += 1) yield Buffer.from(i === 9 ? 'word\n' : filler(BLOCK_LENGTH / 2))
      })(),
    )
    expect((await search(endless, [signedWith('word')], { workers })).hits).toEqual([hit(131 * 9 + 1, 'word')])
    expect(endless.destroyed).toBe(true)
  })

  test('does not wait for a pipe that is silent', async () => {
    const pipe = new PassThrough({ highWaterMark: 8 * BLOCK_LENGTH })
    pipe.write(`${blocks(2)}word\n${blocks(2)}`)
    expect((await search(pipe, [signedWith('word')], { workers })).hits).toEqual([hit(525, 'word')])
  })

  test('an abort in the middle', async () => {
    const stop = new AbortController()
    const list = listOf(blocks(12), 'word\n')
    const options = { workers, signal: stop.signal, onAdvance: () => stop.abort(new Error('enough')) }
    await expect(search(list, [signedWith('word')], options)).rejects.toThrow('enough')
  })

  test('an abort while nothing comes', async () => {
    const stop = new AbortController()
    const pipe = new PassThrough()
    const searching = search(pipe, [signedWith('word')], { workers, signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(searching).rejects.toThrow('enough')
    expect(pipe.destroyed).toBe(true)
  })

  test('a list that breaks off', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from(blocks(3))
        throw Object.assign(new Error('broken'), { code: 'EIO' })
      })(),
    )
    await expect(search(broken, [signedWith('word')], { workers })).rejects.toMatchObject({
      name: 'UserError',
      message: 'The word list words.txt cannot be read (EIO).',
    })
  })
})

test('a stream in tiny pieces', async () => {
  const list = latin1('\xef\xbb\xbfa\r\n\r\ncaf\xe9\r\nb')
  const pieces = Readable.from(Array.from(list, (_, index) => list.subarray(index, index + 1)))
  const outcome = await search(pieces, [signedWith(latin1('caf\xe9'))])
  expect(outcome).toEqual({ hits: [hit(3, 'caf\xe9')], lines: 3, words: 2, skipped: 0, bytes: 14 })
})

test('standard input that is a file has a known length', async () => {
  const list = listOf('a\nb\n')
  const lengths: (number | null)[] = []
  await search(createReadStream('', { fd: openSync(list, 'r') }), [signedWith('word')], {
    onAdvance: ({ totalBytes }) => lengths.push(totalBytes),
  })
  expect(lengths).toEqual([4])
})

test('a stream has no known length', async () => {
  const lengths: (number | null)[] = []
  await search(Readable.from([Buffer.from('a\n')]), [signedWith('word')], {
    onAdvance: ({ totalBytes }) => lengths.push(totalBytes),
  })
  expect(lengths).toEqual([null])
})

test.runIf(process.platform !== 'win32')('a pipe with a name', async () => {
  const fifo = path.join(temporaryFolder(), 'fifo')
  execFileSync('mkfifo', [fifo])
  const searching = search(fifo, [signedWith('word')])
  // Time for a reader that does not wait to see that nobody writes, and to take that for the end.
  for (let turn = 0; turn < 100; turn += 1) await setImmediate()
  await writeFile(fifo, 'a\nword\n')
  expect((await searching).hits).toEqual([hit(2, 'word')])
})

test.runIf(process.platform === 'linux')('a file that says it is empty and is not', async () => {
  const lengths: (number | null)[] = []
  await search('/proc/self/status', [signedWith('word')], { onAdvance: ({ totalBytes }) => lengths.push(totalBytes) })
  expect(lengths).toEqual([null])
})

test.each([
  ['is missing', (folder: string) => path.join(folder, 'words.txt'), 'ENOENT'],
  ['is a folder', (folder: string) => folder, 'EISDIR'],
])('a list that %s', async (_what, place, code) => {
  await expect(search(place(temporaryFolder()), [signedWith('word')])).rejects.toMatchObject({
    name: 'UserError',
    message: `The word list words.txt cannot be read (${code}).`,
    hint: 'Check the path, and that you may read the file.',
  })
})

test('nothing is opened after an abort', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(search('/nowhere', [signedWith('word')], { signal })).rejects.toThrow('enough')
})

describe('threads', () => {
  async function threadsFor(list: string): Promise<number> {
    let count = 0
    const onWorker = () => (count += 1)
    process.on('worker', onWorker)
    await search(list, [signedWith('word')], { workers: 2 })
    process.off('worker', onWorker)
    return count
  }

  test.each([
    ['none for a list of one block', filler(BLOCK_LENGTH), 0],
    ['none when the first block has the word', `word\n${blocks(9)}`, 0],
    ['one for a second block', `${blocks(1)}${filler(BLOCK_LENGTH / 2)}`, 1],
  ])('%s', async (_what, list, threads) => {
    expect(await threadsFor(listOf(list))).toBe(threads)
  })

  test('never more than were asked for', async () => {
    expect(await threadsFor(listOf(blocks(12)))).toBeLessThanOrEqual(2)
  })
})

describe('the process ends by itself', () => {
  /** What a process says that searches `input` with two threads. `during` runs each time the counts move on. */
  async function runProgram(input: string, during: string, place = ''): Promise<string> {
    const program = `
      import { searchWordlist } from ${JSON.stringify(BUILT)}
      import { Readable } from 'node:stream'
      const place = ${JSON.stringify(place)}
      const stop = new AbortController()
      const target = { hash: 'sha256', message: 'an id', digest: new Uint8Array(32) }
      const say = (text) => process.stdout.write(text + '\\n')
      process.on('exit', () => say('end'))
      const searching = searchWordlist(${input}, [target], {
        name: 'words.txt', workers: 2, signal: stop.signal, onAdvance({ bytes }) { ${during} },
      })
      ${during ? '' : "stop.abort(new Error('enough'))"}
      await searching.then(({ words }) => say(words + ' words'), (error) => say(error.message))`
    const words = ['--input-type=module', '--eval', program]
    return (await promisify(execFile)(process.execPath, words, { timeout: 50_000 })).stdout
  }

  const endless = `Readable.from((function* () {
    const chunk = Buffer.from('word\\n'.repeat(100000))
    for (;;) yield chunk
  })())`

  test('after a whole list', async () => {
    expect(await runProgram('place', ';', listOf(blocks(6)))).toBe('1572 words\nend\n')
  })

  test('after an abort in the middle, with threads at work', async () => {
    expect(await runProgram(endless, "if (bytes > 2e6) stop.abort(new Error('enough'))")).toBe('enough\nend\n')
  })

  test.runIf(process.platform !== 'win32')('after an abort at a pipe that nobody writes to', async () => {
    const fifo = path.join(temporaryFolder(), 'fifo')
    execFileSync('mkfifo', [fifo])
    expect(await runProgram('place', '', fifo)).toBe('enough\nend\n')
  })
})
