import { createRequire } from 'node:module'
import { once } from 'node:events'
import http from 'node:http'
import type net from 'node:net'
import { createClock } from '../../wire/clock.ts'
import { toPairs, type HeaderPair } from '../../wire/exchange.ts'
import { newRecording, type Recorder } from '../../wire/recorder.ts'
import { requestTap, type LastHandler } from '../../wire/tap-request.ts'
import { listenToTrace } from '../../wire/trace.ts'
import type { Caused, Order, Question, Thrown, Word } from '../protocol.ts'
import { findApps, type Candidate } from './find-app.ts'
import { tameListen } from './listen.ts'
import { isInstalled, loadFile, type Exports } from './load.ts'

/**
 * The program in which a learner's file runs. It is a process of its own: it loads the file, makes its app listen on
 * loopback, and writes down what each request causes.
 */

const order = JSON.parse(process.argv[2] ?? '') as Order
const { file, lent, world } = order
// As if it were started with `node file`.
process.argv = [process.execPath, file]

const say = speaker()
const clock = createClock()
const recorder: Recorder = { current: null }
const listening = tameListen()
let thrown: Thrown[] = []
let requestHeaders: readonly HeaderPair[] = []
let underWay: http.ServerResponse | undefined

if (world.now !== null) await clock.stop(world.now)
if (world.knownRandom) Math.random = knownNumbers()
listenToTrace((line) => void recorder.current?.trace.push(line), entryOf('express-session'))
process.on('uncaughtExceptionMonitor', (error) => say({ say: 'uncaught', thrown: describe(error) }))
tellOfExit()

// Whoever started this is gone: nobody is left to answer to.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))

let exports: Exports | undefined
try {
  exports = await loadFile(file, lent)
} catch (error) {
  say({ say: 'failed', thrown: describe(error) })
}
if (exports) await settle(exports)

/** Waits for the app: some files listen only after something else is done. Without one the event loop comes to its end. */
async function settle(found: Exports): Promise<void> {
  const look = () => findApps(found, listening)
  if (look().length === 0) {
    await new Promise<void>((resolve) => {
      process.once('beforeExit', () => resolve())
      const timer = setInterval(() => {
        if (look().length === 0) return
        clearInterval(timer)
        resolve()
      }, 20)
      timer.unref()
    })
  }
  // A second call of listen usually stands right below the first.
  await new Promise(setImmediate)
  const apps = look()
  const [app] = apps
  if (apps.length === 1 && app) await serve(app)
  else say({ say: 'apps', apps: apps.map((candidate) => candidate.found) })
}

async function serve({ app, server: own }: Candidate): Promise<void> {
  const server = own ?? http.createServer(app)
  const tap = requestTap(recorder, (error) => void thrown.push(describe(error)))
  const lasts = new WeakMap<http.IncomingMessage, LastHandler>()
  server.prependListener('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
    if (recorder.current) {
      requestHeaders = toPairs(request.rawHeaders)
      underWay = response
    }
    lasts.set(request, tap(request, response))
  })
  if (app) {
    // Without a last handler of ours Express prints the error and keeps it to itself (application.js `handle`).
    const express = app as unknown as { handle: (...words: unknown[]) => unknown }
    const { handle } = express
    express.handle = function (this: unknown, request, response, next, ...rest) {
      return handle.call(this, request, response, next ?? lasts.get(request as http.IncomingMessage), ...rest)
    }
  }
  if (!own) server.listen()
  else if (!server.listening) await once(server, 'listening')
  if (!server.listening) await once(server, 'listening')
  say({ say: 'ready', port: (server.address() as net.AddressInfo).port })
}

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'begin':
      recorder.current = newRecording()
      thrown = []
      requestHeaders = []
      underWay = undefined
      return null
    case 'end': {
      if (underWay && !underWay.closed && !underWay.destroyed) await once(underWay, 'close')
      // express-session reports a cookie that it could not write one turn after the headers (index.js `defer`).
      await new Promise(setImmediate)
      const caused: Caused = { ...(recorder.current ?? newRecording()), requestHeaders, thrown }
      recorder.current = null
      return caused
    }
    case 'pending':
      return underWay === undefined || process.getActiveResourcesInfo().some((name) => !ALWAYS_THERE.test(name))
    case 'clock':
      await clock.moveTo(question.now)
      return null
  }
}

/** What is open in every server, and leads to no answer by itself. */
const ALWAYS_THERE = /^(TCPServerWrap|TCPSocketWrap|PipeWrap|TTYWrap|ProcessWrap)$/

/** The way to whoever started this. The learner's code does not find it. */
function speaker(): (word: Word) => void {
  const send = process.send?.bind(process)
  process.send = undefined as never
  const speak = (word: Word) => void send?.(word, () => {})
  process.on('message', (question: Question) => {
    void answer(question).then((value) => speak({ say: 'answer', value }))
  })
  // It keeps nothing alive: an app does that, and a file without one ends by itself.
  process.channel?.unref()
  return speak
}

/** Says that the learner's code ends the process, and from where, before it does. */
function tellOfExit(): void {
  const end = process.exit.bind(process)
  process.exit = (code?: number | string | null) => {
    say({ say: 'exit', code: Number(code ?? process.exitCode ?? 0), stack: new Error('exit').stack ?? '' })
    return end(code)
  }
}

/** The main file of the package that the learner's code will get. */
function entryOf(name: string): string | undefined {
  const lender = lent[name]
  const from = lender !== undefined && !isInstalled(name, file) ? lender : file
  try {
    return createRequire(from).resolve(name)
  } catch {
    return undefined
  }
}

function describe(error: unknown): Thrown {
  if (!(error instanceof Error)) return { name: '', message: String(error), code: null, stack: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  return { name: error.name, message: error.message, code, stack: error.stack ?? String(error) }
}

/** Numbers from 0 to 1 that look random and are the same each time (a linear congruential generator, Numerical Recipes). */
function knownNumbers(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
