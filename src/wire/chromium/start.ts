import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { bareVariables, type Variables } from '../variables.ts'
import { talkTo, type DevTools } from './dev-tools.ts'

/** A Chromium that runs, without a window and without anything of the person at the keyboard. */
export interface Chromium {
  /** Its name and version, as `Chrome/150.0.7871.100`. */
  readonly product: string
  readonly devTools: DevTools
  /** Ends it at once, with everything that it started, and removes its profile. */
  end(): void
}

/** What a start needs of the world. */
export interface ChromiumHost {
  readonly variables: Variables
  readonly platform: NodeJS.Platform
  /** Nobody waits any more for what starts. */
  readonly interrupted: AbortSignal
  signalGroup(leader: number, name: 'SIGKILL'): void
  /** Our own process ends: what is done then must not wait. @returns takes the listener back */
  onExit(listener: () => void): () => void
}

/** The longest that a start may take, in milliseconds: on a machine that is busy it takes many times as long as on others. */
const LIMIT_MS = 30_000

/** So much of what it printed is told if it does not start, in characters. */
const MOST_PRINTED = 200

/** No window, no first visit, no updates, and no name leads anywhere but to this machine. */
const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-crash-reporter',
  '--disable-dev-shm-usage',
  '--disable-sync',
  '--host-resolver-rules=MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--remote-debugging-pipe',
]

/** Chromium does not run as root with its sandbox (`ZygoteHostImpl::Init`), and only ever opens pages of ours. */
const AS_ROOT = ['--no-sandbox']

/**
 * The settings of its profile. It lets third-party cookies in and out, unless a tab blocks them: what it does by itself differs between versions.
 * (`kOff` of `CookieControlsMode` in its cookie_controls_enums.h.)
 */
const SETTINGS = { profile: { cookie_controls_mode: 0 } }

/**
 * A shell that waits for Chromium and then removes its profile. Chromium ends when the pipe to it is closed, which the system does however we
 * end; so does this, by which nothing is left even where we were killed. Its handler of crashes has a session of its own, ends a moment later,
 * and may write into the profile once more.
 */
const KEEPER = [
  '/bin/sh',
  '-c',
  '"$@"; code=$?; for i in 1 2 3 4 5; do rm -rf -- "$0"; sleep 0.2; done; exit $code',
] as const

/**
 * Starts it in a group of processes of its own, so that Ctrl-C does not reach it, with a new profile. It trusts the certificates of this process.
 * It ends with our own process, from its first moment on.
 * @throws Error with a part of a sentence about why it did not start
 */
export async function startChromium(
  file: string,
  { variables, platform, interrupted, signalGroup, onExit }: ChromiumHost,
): Promise<Chromium> {
  const { ownKeyDigest } = await import('../proxy/own-certificate.ts')
  const profile = makeProfile()
  const isRoot = platform !== 'win32' && os.userInfo().uid === 0
  const trust = `--ignore-certificate-errors-spki-list=${ownKeyDigest()}`
  const words = [file, ...FLAGS, ...(isRoot ? AS_ROOT : []), trust, `--user-data-dir=${profile}`]
  const isKept = platform !== 'win32'
  const [program = '', ...rest] = isKept ? [...KEEPER, profile, ...words] : words
  const home = { HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile }
  const child = spawn(program, rest, {
    env: { ...bareVariables(variables), ...home },
    detached: isKept,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const end = () => {
    if (isKept && child.pid !== undefined) signalGroup(child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 })
  }
  const forget = onExit(end)
  const devTools = talkTo(child.stdio[3] as Writable, child.stdio[4] as Readable)
  try {
    const { product } = await answerOf(child, devTools, interrupted)
    letGo(child)
    return { product: String(product), devTools, end }
  } catch (error) {
    forget()
    end()
    throw error
  }
}

/** A folder for its profile, with our settings. */
function makeProfile(): string {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-browser-'))
  mkdirSync(path.join(profile, 'Default'))
  writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify(SETTINGS))
  return profile
}

/** Its first answer, or why it gives none. */
async function answerOf(
  child: ChildProcess,
  devTools: DevTools,
  interrupted: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  let printed = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed = (printed + text).slice(0, MOST_PRINTED)))
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      settle()
      const [line = ''] = printed.split('\n')
      reject(new Error(line === '' ? why : `${why}: ${line}`))
    }
    const stop = () => fail('it was interrupted')
    interrupted.addEventListener('abort', stop, { once: true })
    const timer = setTimeout(() => fail(`it said nothing for ${LIMIT_MS / 1000} seconds`), LIMIT_MS)
    const settle = () => {
      clearTimeout(timer)
      interrupted.removeEventListener('abort', stop)
    }
    if (interrupted.aborted) stop()
    child.once('error', ({ message }) => fail(message))
    child.once('close', (code, signal) => fail(`it ended with ${code ?? signal}`))
    const answer = devTools.call('Browser.getVersion').finally(settle)
    // That it ended is told by `close`, with the code.
    answer.then(resolve, () => {})
  })
}

/** It does not keep our process from ending. */
function letGo(child: ChildProcess): void {
  child.unref()
  for (const stream of child.stdio) (stream as (Readable & { unref?(): void }) | null)?.unref?.()
}
