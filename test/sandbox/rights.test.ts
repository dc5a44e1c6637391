import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeWords } from '../../src/sandbox/node-flags.ts'
import { temporaryFolder } from '../support/run.ts'
import { APP, handling, LISTEN, printed, ROUTES, tryFile } from './try-file.ts'

const REST = ROUTES + LISTEN

describe('what a file may not do', () => {
  test.each([
    ['spawn', `import { spawn } from 'node:child_process'\n${APP}spawn('ls')\n`, 'starts a program, and that'],
    ['fork', `import { fork } from 'node:child_process'\n${APP}fork('./a.js')\n`, 'starts a program, and that'],
    [
      'worker',
      `import { Worker } from 'node:worker_threads'\n${APP}new Worker('./a.js')\n`,
      'starts a thread, and that',
    ],
    ['add-on', `\n\n\nprocess.dlopen({ exports: {} }, '/a.node')\n`, 'loads a native add-on, and that'],
    [
      'write',
      `import fs from 'node:fs'\n${APP}fs.writeFileSync('/no-such', '')\n`,
      'writes to /no-such, and only its own folder',
    ],
    [
      'write later',
      `import fs from 'node:fs/promises'\n${APP}await fs.writeFile('/no-such', '')\n`,
      'writes to /no-such, and only its own folder',
    ],
  ])('%s', async (_, source, deed) => {
    const { problem } = await tryFile(source + REST)
    expect(problem).toMatchObject({ kind: 'exception', line: 4 })
    expect(problem?.message).toMatch(new RegExp(`^Line 4 ${deed} is (?:not )?allowed here\\.$`))
    expect(problem?.hint).toContain('your file may write only in its own folder')
  })

  test('in a handler', async () => {
    const source = `import { execSync } from 'node:child_process'\n${handling("execSync('ls')")}`
    const { checks } = await tryFile(source)
    expect(checks[0]?.why).toEqual({
      line: 5,
      text: 'Your code starts a program, and that is not allowed here, so Express answered 500 for it.',
      code: null,
    })
  })

  test('in a promise', async () => {
    const source = `import fs from 'node:fs/promises'\n${handling("fs.writeFile('/no-such', '')")}`
    const { problem } = await tryFile(source)
    expect(problem).toMatchObject({ kind: 'crash', message: expect.stringContaining('writes to /no-such') })
    expect(existsSync('/no-such')).toBe(false)
  })
})

describe('a file may write in its folder and in its current one', () => {
  const WRITES = `import fs from 'node:fs'\n${APP}${REST}fs.writeFileSync('a', '')\nfs.writeFileSync(import.meta.dirname + '/b', '')\nfs.writeFileSync(new URL('c', import.meta.url), '')\n`
  test.each(['a b', 'a,b', "it's (1) [2] 100%25 #?", 'ü 名'])('called %s', async (name) => {
    const folder = path.join(temporaryFolder(), name)
    const verdict = await tryFile(WRITES, { folder })
    expect({ problem: verdict.problem, printed: printed(verdict) }).toEqual({ problem: null, printed: '' })
    expect(['b', 'c'].map((file) => existsSync(path.join(folder, file)))).toEqual([true, true])
    const { problem } = await tryFile(`${APP}import './helper.js'\n`, {
      folder,
      files: { 'helper.js': '\nthrow 1, new Error("x")' },
    })
    expect(problem?.message).toBe('Line 2 of helper.js threw Error: x.')
  })

  test('behind a link', async () => {
    const real = temporaryFolder()
    mkdirSync(path.join(real, 'in'))
    const link = path.join(temporaryFolder(), 'link')
    symlinkSync(real, link)
    const source = `${WRITES}fs.writeFileSync(fs.realpathSync(import.meta.dirname) + '/d', '')\n`
    const { problem } = await tryFile(source, { folder: path.join(link, 'in') })
    expect(problem).toBeNull()
    expect(existsSync(path.join(real, 'in/d'))).toBe(true)
  })

  test('a store on disk works', async () => {
    const source = `import session from 'express-session'
import FileStoreOf from 'session-file-store'
${APP}const FileStore = FileStoreOf(session)
const store = new FileStore({ path: './sessions', logFn() {} })
app.use(session({ secret: 'a', resave: false, saveUninitialized: true, store }))
${REST}`
    expect(await tryFile(source)).toMatchObject({ passed: true, problem: null })
  })
})

test.each([
  [['--experimental-permission'], ['--experimental-permission', '--allow-fs-read=*', '--allow-fs-write=/a']],
  [
    ['--permission', '--experimental-permission'],
    ['--permission', '--allow-fs-read=*', '--allow-fs-write=/a'],
  ],
  [
    ['--permission', '--allow-net'],
    ['--permission', '--allow-fs-read=*', '--allow-fs-write=/a', '--allow-net'],
  ],
  [[], []],
])('a Node.js that knows %j is given %j', (known, given) => {
  const words = nodeWords(new Set(known), { writes: ['/a'] })
  expect(words.filter((word) => /permission|allow/.test(word))).toEqual(given)
})

test.each([
  ['/a', '--disable-warning=ExperimentalWarning'],
  // Node.js warns of it.
  ['/a,b', '--no-warnings'],
])('in %s it is told %s', (folder, word) => {
  expect(nodeWords(new Set(['--disable-warning']), { writes: [folder] })).toContain(word)
})
