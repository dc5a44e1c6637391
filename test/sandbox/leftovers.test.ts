import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/run.ts'
import { host, tryFile } from './try-file.ts'

const DEADLINE = { timeout: 60_000, interval: 20 }
const KILLED = path.join(import.meta.dirname, 'killed.js')

/** An app that says on which port it listens, before `GET /` does this. */
const told = (body: string, head = '') => `import express from 'express'
import { writeFileSync } from 'node:fs'
${head}
const app = express()
app.get('/', (req, res) => {
  writeFileSync(import.meta.dirname + '/port', String(server.address().port))
  ${body}
})
app.get('/two', (req, res) => res.json({}))
const server = app.listen(3000)
`

/** A word that every process of a test has in its environment. */
function mark(): string {
  const word = `leftover-${randomUUID()}`
  // The guard is started with the environment of this process.
  process.env['LC_SESSION_TUTOR_TEST'] = word
  onTestFinished(() => void delete process.env['LC_SESSION_TUTOR_TEST'])
  return word
}

/** The processes that have a word in their environment, as their command lines. */
function processesWith(word: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const [environment, words] = [readProc(`${pid}/environ`), readProc(`${pid}/cmdline`)]
      return environment.includes(word) ? [`${pid} ${words.replaceAll('\0', ' ')}`] : []
    })
}

function readProc(file: string): string {
  try {
    return readFileSync(path.join('/proc', file), 'utf8')
  } catch {
    // It ended just now, or it is not ours.
    return ''
  }
}

/** Whether somebody listens on a port (proc(5), `/proc/net/tcp`: state 0A). */
function isListening(port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return new RegExp(`: [0-9A-F]+:${hex} [0-9A-F:]+ 0A `).test(readProc('net/tcp'))
}

/** The port that the app wrote down, or 0 so far. */
const portIn = (folder: string): number => {
  const file = path.join(folder, 'port')
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
}

describe.runIf(process.platform === 'linux')('nothing is left', () => {
  test('after a run', async () => {
    const [word, folder] = [mark(), temporaryFolder()]
    const verdict = await tryFile(told('res.json({})'), { folder, host: marked(word) })
    expect(verdict).toMatchObject({ passed: true, problem: null })
    await expect.poll(() => processesWith(word), DEADLINE).toEqual([])
    await expect.poll(() => isListening(portIn(folder)), DEADLINE).toBe(false)
  })

  test('after an interrupted one', async () => {
    const [word, folder] = [mark(), temporaryFolder()]
    const controller = new AbortController()
    const running = tryFile(told(''), { folder, host: marked(word), interrupted: controller.signal })
    running.catch(() => {})
    await expect.poll(() => portIn(folder), DEADLINE).toBeGreaterThan(0)
    expect(isListening(portIn(folder))).toBe(true)
    // The learner's file and its guard.
    expect(processesWith(word)).toHaveLength(2)
    controller.abort(new Error('interrupted'))
    await expect(running).rejects.toThrow('interrupted')
    await expect.poll(() => processesWith(word), DEADLINE).toEqual([])
    await expect.poll(() => isListening(portIn(folder)), DEADLINE).toBe(false)
  })

  test('of one that was interrupted before it began', async () => {
    const [word, folder] = [mark(), temporaryFolder()]
    const interrupted = AbortSignal.abort(new Error('interrupted'))
    await expect(tryFile(told(''), { folder, host: marked(word), interrupted })).rejects.toThrow('interrupted')
    expect({ processes: processesWith(word), ran: existsSync(path.join(folder, 'port')) }).toEqual({
      processes: [],
      ran: false,
    })
  })

  const PARENT =
    "import { spawn } from 'node:child_process'\nspawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])"
  test.each([
    ['it is in an endless loop', told('for (;;);'), [], 3],
    ['it waits', told(''), [], 3],
    ['it has a child', told('', PARENT), ['free'], 4],
    ['it has a child, in an endless loop', told('for (;;);', PARENT), ['free'], 4],
  ])('after we are killed while %s', async (_, source, words, processes) => {
    const [word, folder] = [mark(), temporaryFolder()]
    const file = path.join(folder, 'file.js')
    writeFileSync(file, source)
    const child = spawn(process.execPath, [KILLED, file, ...words], { stdio: 'ignore' })
    await expect.poll(() => portIn(folder), DEADLINE).toBeGreaterThan(0)
    const port = portIn(folder)
    expect(isListening(port)).toBe(true)
    expect(processesWith(word)).toHaveLength(processes)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await expect.poll(() => processesWith(word), DEADLINE).toEqual([])
    await expect.poll(() => isListening(port), DEADLINE).toBe(false)
  })
})

const marked = (word: string) => ({ ...host, variables: { ...host.variables, LC_SESSION_TUTOR_TEST: word } })
