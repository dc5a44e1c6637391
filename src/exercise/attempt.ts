import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import path from 'node:path'
import { see, viewRun, type Run, type Seen } from '../lesson/run.ts'
import { createScratch } from '../lesson/scratch.ts'
import type { Send } from '../lesson/script.ts'
import type { Problem } from '../sandbox/problem.ts'
import type { Output } from '../sandbox/output.ts'
import { SandboxEnded, startSandbox, type Sandbox, type SandboxHost } from '../sandbox/sandbox.ts'
import type { Browsers } from '../wire/client.ts'
import { createClock } from '../wire/clock.ts'
import type { Exchange, Failure, ResponseSeen } from '../wire/exchange.ts'
import { newRecording } from '../wire/recorder.ts'
import type { Caused, Thrown } from '../sandbox/protocol.ts'
import type { Exercise } from './script.ts'

/** What became of a learner's file under the actions of an exercise. */
export interface Attempt {
  readonly run: Run
  readonly exchanges: readonly SeenAttempt[]
  /** Why it did not come to its end, or null. */
  readonly problem: Problem | null
  readonly output: readonly Output[]
}

/** An exchange with a learner's app. */
export interface SeenAttempt extends Seen {
  readonly cookieName: string
  /** What the app threw while it answered, with stacks. */
  readonly thrown: readonly Thrown[]
}

/** Packages that the exercises use. Where the learner has none, ours are lent. */
export const LENT = ['express', 'express-session', 'session-file-store']

/** The longest that one attempt may take, in milliseconds. */
export const LIMIT_MS = 10_000

/** After this many milliseconds without an answer it is asked whether one can still come. */
const IMPATIENCE_MS = 1500

/**
 * Runs a learner's file and does to it what the exercise says. What the learner does wrong never throws.
 * @param interrupted ends everything early
 * @param limitMs the longest that it may take, in milliseconds
 * @throws the reason of `interrupted`
 */
export async function attempt(
  { actions, repeatable }: Exercise,
  file: string,
  host: SandboxHost,
  interrupted: AbortSignal,
  limitMs = LIMIT_MS,
): Promise<Attempt> {
  const scratch = createScratch()
  const clock = createClock()
  const exchanges: SeenAttempt[] = []
  const run = viewRun({ exchanges, starts: new Map(), launches: new Map() })
  const output: Output[] = []
  const moves = actions.some(({ kind }) => kind === 'clock')
  const startedAt = Date.now()
  let sandbox: Sandbox | undefined
  let unanswered: string | null = null
  let over = false
  let late = false

  const start = async (): Promise<number> => {
    await stop()
    interrupted.throwIfAborted()
    const now = repeatable ? startedAt : null
    sandbox = startSandbox({
      file,
      folder: scratch.folder,
      world: { now: moves ? Date.now() : now, knownRandom: repeatable },
      lent: lentPackages(host.packageRoot),
      host,
    })
    if (late) void sandbox.giveUp(limitMs, unanswered)
    return sandbox.ready
  }
  const stop = async () => {
    if (!sandbox) return
    await sandbox.stop()
    output.push(sandbox.output())
    sandbox = undefined
  }

  const limit = setTimeout(() => {
    late = true
    void sandbox?.giveUp(limitMs, unanswered)
  }, limitMs)
  const interrupt = () => void sandbox?.stop()
  interrupted.addEventListener('abort', interrupt)
  try {
    if (moves) await clock.stop()
    const starting = start()
    // What sends requests is loaded while the file starts.
    starting.catch(() => {})
    const browsers = (await import('../wire/client.ts')).createBrowsers()
    let port = await starting
    for (const action of actions) {
      interrupted.throwIfAborted()
      switch (action.kind) {
        case 'send':
          await exchange(action, browsers, port)
          break
        case 'clock':
          await clock.advance(action.milliseconds)
          await sandbox?.ask({ ask: 'clock', now: Date.now() })
          break
        case 'restart':
          port = await start()
      }
    }
    return { run, exchanges, problem: null, output: await collected() }
  } catch (error) {
    interrupted.throwIfAborted()
    if (!(error instanceof SandboxEnded)) throw error
    return { run, exchanges, problem: error.problem, output: await collected() }
  } finally {
    over = true
    clearTimeout(limit)
    interrupted.removeEventListener('abort', interrupt)
    clock.restore()
    await stop()
    scratch.remove()
  }

  async function collected() {
    await stop()
    return output
  }

  /** Sends one request. The exchange is kept even if the process does not survive it. */
  async function exchange({ label, browser, request: asked }: Send, browsers: Browsers, port: number): Promise<void> {
    if (!sandbox) throw new Error('nothing runs')
    const request = typeof asked === 'function' ? asked(run) : asked
    const { method, path: place, headers, body } = request
    const at = Date.now()
    const keep = (caused: Caused, response: ResponseSeen, failure: Failure | null) => {
      const { requestHeaders, thrown, ...recording } = caused
      const sent = { method, path: place, headers: requestHeaders, body: body === null ? '' : JSON.stringify(body) }
      const seen: Exchange = { label, browser, request: sent, response, ...recording, failure, at }
      const cookieName = signedCookieIn(seen) ?? exchanges.at(-1)?.cookieName ?? 'connect.sid'
      exchanges.push({ ...see(seen, cookieName), cookieName, thrown })
    }
    try {
      await sandbox.ask({ ask: 'begin' })
      const { response, failure } = await answerTo(sandbox, browsers, port, browser, request)
      keep(await sandbox.ask({ ask: 'end' }), response, failure)
    } catch (error) {
      if (error instanceof SandboxEnded) {
        const { kind, message } = error.problem
        const caused: Caused = { ...newRecording(), requestHeaders: Object.entries(headers), thrown: [] }
        keep(caused, NO_RESPONSE, { kind: HANGS.has(kind) ? 'hang' : 'crash', message })
      }
      throw error
    }
  }

  async function answerTo(
    running: Sandbox,
    clients: Browsers,
    port: number,
    browser: string | null,
    request: Exclude<Send['request'], (...words: never[]) => unknown>,
  ): Promise<Pick<Exchange, 'response' | 'failure'>> {
    let answered = false
    const watchOver = async () => {
      if (answered || over) return
      const { method, path: asked } = request
      const canCome = await running.ask({ ask: 'pending' }).catch(() => true)
      if (answered || over) return
      if (canCome) timer = setTimeout(() => void watchOver(), IMPATIENCE_MS)
      else await running.giveUpOn(`${method} ${asked}`)
    }
    let timer = setTimeout(() => void watchOver(), IMPATIENCE_MS)
    try {
      unanswered = `${request.method} ${request.path}`
      const response = await clients.send(`http://127.0.0.1:${port}`, browser, request, limitMs)
      return { response, failure: null }
    } catch (error) {
      return { response: NO_RESPONSE, failure: { kind: 'cut', message: cutText(error) } }
    } finally {
      answered = true
      unanswered = null
      clearTimeout(timer)
    }
  }
}

const HANGS: ReadonlySet<Problem['kind']> = new Set(['unanswered', 'slow', 'loop'])

const NO_RESPONSE: ResponseSeen = { status: 0, statusText: '', headers: [], body: '' }

/** Why a request got no answer, as its client saw it. */
function cutText(error: unknown): string {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) }
  const text = `${code} ${message}`
  if (text.includes('ECONNREFUSED')) return 'Nobody answered: the server of your app had been closed.'
  if (/ECONNRESET|hang up/.test(text)) return 'Your app ended the connection without a whole answer.'
  return `The answer of your app could not be read: ${message}.`
}

/** Where each package that we lend can be imported from. */
function lentPackages(packageRoot: string): Readonly<Record<string, string>> {
  const from = pathToFileURL(path.join(packageRoot, 'package.json')).href
  const require = createRequire(from)
  return Object.fromEntries(LENT.map((name) => [name, pathToFileURL(require.resolve(`${name}/package.json`)).href]))
}

/** The name of the session cookie, if this exchange set one: its value is signed (express-session `setcookie`). */
function signedCookieIn({ response }: Exchange): string | undefined {
  const lines = response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value)
  return lines.flatMap((line) => /^([^=]+)=s(?:%3A|:)/i.exec(line)?.[1] ?? []).at(-1)
}
