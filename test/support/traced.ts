import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { vi } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { temporaryFolder } from './run.ts'

/** The built program in a process of its own, while it traces. */
export interface RunningTrace {
  readonly child: ChildProcess
  stdout(): Buffer
  stderr(): string
  /** Standard output, or a text, read as NDJSON. */
  events(text?: string): readonly Record<string, any>[] // oxlint-disable-line typescript/no-explicit-any -- read as a script would
  /** Waits until something that was printed matches. @returns the first group */
  said(pattern: RegExp): Promise<string>
  /** The exit code, or the signal that it died of. */
  readonly ended: Promise<number | string>
}

/** How a trace is started. */
export interface TraceSetup {
  readonly folder?: string
  readonly variables?: Readonly<Record<string, string | undefined>>
  readonly input?: string
  /** The file that standard output leads to, as after `>` in a shell. */
  readonly output?: string
}

/** Starts the built program without a terminal. @param words what is typed after `session-tutor trace` */
export function startTrace(
  words: readonly string[],
  { folder, variables, input, output }: TraceSetup = {},
): RunningTrace {
  const file = output === undefined ? null : openSync(output, 'w')
  const child = spawn(process.execPath, [path.join(packageRoot, 'bin/session-tutor.js'), 'trace', ...words], {
    cwd: folder ?? temporaryFolder(),
    env: { ...process.env, NODE_ENV: undefined, NODE_OPTIONS: undefined, ...variables },
    stdio: ['pipe', file ?? 'pipe', 'pipe'],
  })
  if (file !== null) closeSync(file)
  child.stdin?.on('error', () => {})
  child.stdin?.end(input ?? '')
  const [out, err]: [Buffer[], Buffer[]] = [[], []]
  child.stdout?.on('data', (piece: Buffer) => out.push(piece))
  child.stderr?.on('data', (piece: Buffer) => err.push(piece))
  const stdout = () => Buffer.concat(out)
  const stderr = () => Buffer.concat(err).toString()
  return {
    child,
    stdout,
    stderr,
    events: (text = stdout().toString()) =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    said: (pattern) =>
      vi.waitFor(
        () => {
          const found = pattern.exec(`${stdout().toString()}${stderr()}`)
          if (!found) throw new Error(`Nothing like ${pattern} in:\n${stdout().toString()}${stderr()}`)
          return found[1] ?? ''
        },
        { timeout: 60_000 },
      ),
    ended: new Promise((resolve) => child.on('close', (code, signal) => resolve(signal ?? code ?? 0))),
  }
}

const packageAt = (name: string) =>
  JSON.stringify(pathToFileURL(path.join(packageRoot, 'node_modules', name, 'index.js')).href)

/** What an app of tests begins with: `express` and `session` are there, and an app with a session. */
const HEAD = `
  import express from ${packageAt('express')}
  import session from ${packageAt('express-session')}
  const app = express()
  app.use(session({ secret: 'a secret that is at least 32 bytes long', name: 'shop', resave: false, saveUninitialized: false }))
  app.get('/', (req, res) => {
    req.session.n = (req.session.n ?? 0) + 1
    res.send('visit ' + req.session.n + ' in ' + process.pid)
  })
`

/**
 * A folder with `app.mjs`: it counts visits in a session, and says \`port 1234\` when it listens.
 * @param more source that stands before it listens
 */
export function countingApp(more = ''): string {
  const folder = temporaryFolder()
  const listens = `const server = app.listen(0, '127.0.0.1', () => console.log('port', server.address().port))`
  writeFileSync(path.join(folder, 'app.mjs'), `${HEAD}${more}\n${listens}\n`)
  return folder
}

/** Asks an app for a path. @returns the answer's text and its session cookie; null where there was none */
export async function visit(
  port: string,
  url = '/',
  cookie?: string,
): Promise<{ text: string; cookie?: string } | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${url}`, { headers: cookie === undefined ? {} : { cookie } })
    const text = await answer.text()
    const [given] = answer.headers.get('set-cookie')?.split(';') ?? []
    return { text, ...(given === undefined ? {} : { cookie: given }) }
  } catch {
    return null
  }
}

/** Whether a process is there. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
