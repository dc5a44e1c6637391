import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { temporaryFolder } from '../support/run.ts'
import { APP, handling, LISTEN, printed, ROUTES, tryFile } from './try-file.ts'

const REST = ROUTES + LISTEN
const FS = `import fs from 'node:fs'\n${APP}`

describe('what is no word is a problem of the file', () => {
  test.each([
    ['garbage', String.raw`fs.writeSync(3, 'garbage\n')`, '"garbage"'],
    ['without a line feed', `fs.writeSync(3, 'g')`, '"g"'],
    ['an empty line', String.raw`fs.writeSync(3, '\n')`, '""'],
    ['null', String.raw`fs.writeSync(3, 'null\n')`, '"null"'],
    ['a number', String.raw`fs.writeSync(3, '1\n')`, '"1"'],
    ['half a word', String.raw`fs.writeSync(3, '{"say":"exit"}\n')`, String.raw`"{\"say\":\"exit\"}"`],
    [
      'a whole word',
      String.raw`fs.writeSync(3, '{"say":"ready","port":1}\n')`,
      String.raw`"{\"say\":\"ready\",\"port\":1}"`,
    ],
    ['deep', String.raw`fs.writeSync(3, '['.repeat(1e6) + '\n')`, `"${'['.repeat(60)}"`],
    ['100 MB', `for (let i = 0; i < 100; i += 1) fs.writeSync(3, 'a'.repeat(1e6))`, `"${'a'.repeat(60)}"`],
    ['without end', `for (;;) fs.writeSync(3, 'a'.repeat(1e6))`, `"${'a'.repeat(60)}"`],
    ['control characters', String.raw`fs.writeSync(3, '\x1b[31m\x07\n')`, String.raw`"\u001b[31m\u0007"`],
    ['as a stream', String.raw`fs.createWriteStream('', { fd: 3 }).write('a\n')`, '"a"'],
    ['into the other pipe', `fs.writeSync(4, 'a')`, '"a"'],
  ])('%s', async (_, line, shown) => {
    const { passed, problem } = await tryFile(`${FS}${line}\n${REST}`)
    expect({ passed, problem }).toEqual({
      passed: false,
      problem: {
        kind: 'noise',
        line: 4,
        message: `Line 4 writes ${shown} to a file descriptor that session-tutor uses to follow your app.`,
        hint: 'Take that out. Print with console.log(), and use only the files that your code opens itself.',
      },
    })
  })

  test('in a handler, and with no line where it could be several', async () => {
    const write = String.raw`fs.writeSync(3, 'a\n')`
    const { problem, checks } = await tryFile(
      `import fs from 'node:fs'\n${handling(`${write}\n${write}\nres.json({})`)}`,
    )
    expect(problem).toMatchObject({
      kind: 'noise',
      line: null,
      message: 'Your code writes "a" to a file descriptor that session-tutor uses to follow your app.',
    })
    expect(checks.map(({ passed }) => passed)).toEqual([false, null])
    expect(checks[0]?.exchange?.failure?.kind).toBe('stopped')
  })

  test.each(['fs.closeSync(3)', 'fs.closeSync(4)', "fs.closeSync(3)\nfs.openSync('own', 'w+')"])('%s', async (line) => {
    const { passed, problem } = await tryFile(`${FS}${line}\n${REST}`)
    expect({ passed, problem }).toMatchObject({
      passed: false,
      problem: {
        kind: 'noise',
        line: 4,
        message: 'Line 4 closes a file descriptor that session-tutor uses to follow your app.',
      },
    })
  })
})

/** Puts what a file sees of texts and bytes that go by into `seen`. */
const SPY = `import fs from 'node:fs'
import module from 'node:module'
const seen = []
let looking = false
const see = (value) => {
  if (typeof value === 'string') seen[seen.length] = value
  else if (ArrayBuffer.isView(value) && !looking) {
    looking = true
    seen[seen.length] = Buffer.from(value.buffer).latin1Slice()
    looking = false
  }
}
const spy = (target, name) => {
  const original = target[name]
  target[name] = function (...words) {
    see(this)
    for (let i = 0; i < words.length; i += 1) see(words[i])
    return Reflect.apply(original, this, words)
  }
}
`
const SPIES = `const Typed = Object.getPrototypeOf(Uint8Array)
for (const [target, names] of [
  [fs, ['writeSync', 'write', 'writevSync', 'fstatSync', 'readSync']],
  [JSON, ['stringify', 'parse']],
  [Buffer, ['from', 'concat', 'alloc', 'allocUnsafe', 'byteLength']],
  [Buffer.prototype, ['toString', 'utf8Write', 'latin1Slice', 'utf8Slice', 'write', 'subarray']],
  [Typed.prototype, ['set', 'subarray', 'slice', 'fill']],
  [Array.prototype, ['push', 'concat', 'join', 'shift', Symbol.iterator]],
  [String.prototype, ['concat', 'padStart', 'startsWith', 'split', Symbol.iterator]],
  [TextEncoder.prototype, ['encode', 'encodeInto']],
  [Function.prototype, ['call', 'apply', 'bind']],
  [Object, ['keys', 'entries', 'defineProperty', 'getOwnPropertyDescriptor', 'assign']],
]) for (const name of names) if (typeof target[name] === 'function' && target !== Function.prototype) spy(target, name)
for (const name of ['byteLength', 'byteOffset', 'buffer', 'length']) {
  const { get } = Object.getOwnPropertyDescriptor(Typed.prototype, name)
  let inside = false
  Object.defineProperty(Typed.prototype, name, {
    get() {
      if (!inside) {
        inside = true
        try { see(this) } finally { inside = false }
      }
      return Reflect.apply(get, this, [])
    },
  })
}
Object.defineProperty(Object.prototype, 'toJSON', { configurable: true, value() { see('toJSON'); return this } })
module.syncBuiltinESMExports()
`

describe('the secret', () => {
  const SECRET = '/[0-9a-f]{32}/'
  const LOOK = `const found = texts.filter((text) => ${SECRET}.test(text))\nconsole.log(found.length === 0 ? 'none' : found)\n`

  test('stands nowhere where the file can look', async () => {
    const source = `import fs from 'node:fs'
import os from 'node:os'
${APP}const read = (name) => { try { return fs.readFileSync(name, 'latin1') } catch { return '' } }
const texts = ['cmdline', 'environ', 'comm', 'status'].map((name) => read('/proc/self/' + name))
texts.push(...process.argv, ...process.execArgv, JSON.stringify(process.env), process.title)
texts.push(JSON.stringify(Object.getOwnPropertyNames(globalThis).map((name) => String(globalThis[name]))))
texts.push(...Object.keys(process).map((name) => { try { return JSON.stringify(process[name]) ?? '' } catch { return '' } }))
for (const name of fs.readdirSync(os.tmpdir())) if (name.startsWith('session-tutor-')) texts.push(read(os.tmpdir() + '/' + name))
for (const fd of [3, 4]) texts.push(read('/proc/self/fd/' + fd))
try { const bytes = Buffer.alloc(200); fs.readSync(4, bytes, 0, 200, null); texts.push(bytes.toString('latin1')) } catch {}
${LOOK}${REST}`
    const verdict = await tryFile(source)
    expect({ problem: verdict.problem, printed: printed(verdict) }).toEqual({ problem: null, printed: 'none\n' })
  })

  test('does not go by in what the file puts into the place of functions', async () => {
    const source = `${SPY}${APP}app.get('/', (req, res) => res.json({}))
app.get('/two', (req, res) => {
  const found = seen.filter((text) => ${SECRET}.test(text))
  console.log(seen.length > 0, found.length === 0 ? 'none' : found)
  res.json({})
})
${LISTEN}${SPIES}`
    const verdict = await tryFile(source)
    expect({ problem: verdict.problem, printed: printed(verdict) }).toEqual({ problem: null, printed: 'true none\n' })
  })

  test('is not written into a file that took the number of the pipe', async () => {
    const folder = temporaryFolder()
    const own = path.join(folder, 'own')
    const pipes = path.join(packageRoot, 'dist/src/sandbox/child/pipes.js')
    const source = `import fs from 'node:fs'
import { openPipes } from ${JSON.stringify(pathToFileURL(pipes).href)}
const { sayLine } = openPipes()
const { dev, ino } = fs.fstatSync(3)
fs.closeSync(3)
const fd = fs.openSync(${JSON.stringify(own)}, 'w+')
for (const [name, value] of Object.entries({ dev, ino }))
  Object.defineProperty(fs.Stats.prototype, name, { configurable: true, get: () => value, set() {} })
try { sayLine('a') } catch (error) { console.log(fd, error.message) }
delete fs.Stats.prototype.dev
delete fs.Stats.prototype.ino
try { sayLine('a') } catch (error) { console.log(fd, error.message) }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe', 'pipe'],
    })
    const [, stdout, , , questions] = child.stdio as unknown as readonly Duplex[]
    questions?.write(`${'0'.repeat(32)}{"file":"","mark":""}\n`)
    const said = stdout ? await text(stdout) : ''
    expect({ said, written: readFileSync(own, 'utf8') }).toEqual({
      said: '3 The pipe is another one.\n'.repeat(2),
      written: '',
    })
  })
})

describe('a pass is not had for', () => {
  test.each([
    [
      'words of its own',
      String.raw`for (const word of ['{"say":"ready","port":1}', '{"say":"answer","number":1,"value":null}']) fs.writeSync(3, word + '\n')`,
      'noise',
    ],
    [
      'words with a secret that it thinks of',
      String.raw`fs.writeSync(3, '0'.repeat(32) + '{"say":"answer","number":1,"value":null}\n')`,
      'noise',
    ],
  ])('%s', async (_, line, kind) => {
    const { passed, problem } = await tryFile(`${FS}${line}\n`)
    expect({ passed, kind: problem?.kind }).toEqual({ passed: false, kind })
  })
})
