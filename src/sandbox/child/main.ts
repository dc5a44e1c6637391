import { once } from 'node:events'
import http from 'node:http'
import type net from 'node:net'
import { observe } from '../../observe/instrument.ts'
import { errorFacts, shortened } from '../../observe/show.ts'
import { createClock } from '../../wire/clock.ts'
import type { LastHandler } from '../../wire/last-handler.ts'
import type { Question, Word } from '../protocol.ts'
import { currentStack, describe } from './describe.ts'
import { findApps, type Candidate } from './find-app.ts'
import { skipFlushing } from './flush.ts'
import { keepInterrupt, keepSignals, tellOfLeaving } from './leave.ts'
import { LOOPBACK, tameListen } from './listen.ts'
import { loadFile, type Exports } from './load.ts'
import { gatherNews } from './news.ts'
import { takeSpeaker } from './speaker.ts'

/**
 * The program in which a learner's file runs. It is a process of its own: it loads the file, makes its app listen on
 * loopback, and tells what each request causes.
 */

const { order, say, printError, listen } = takeSpeaker()
const { file, mark } = order
// As if it were started with `node file`.
process.argv = [process.execPath, file]
// Two pipes lose the order of what is printed. What Node.js itself says still comes out of the other one.
Object.defineProperty(process, 'stderr', { configurable: true, enumerable: true, get: () => process.stdout })
// An error may come from deep within a package; the learner's line must be in its stack all the same.
Error.stackTraceLimit = 50

/** After an app listens, its file may wait for something else for so long, in milliseconds, before it is taken as it is. */
const PATIENCE_MS = 500

/** The learner's code may get another clock to see. */
const realTime = performance.now.bind(performance)

const clock = createClock()
const listening = tameListen()
let drawn = (): number | null => null
let incoming = 0

const { pid } = process
const news = gatherNews(say)
const instrument = observe({ self: process, told: news.add, mostPerSecond: Infinity, findsAnswers: true })
// It loads finalhandler, which the instrument must see: whatever handlers fail with comes there.
const preparing = import('../../wire/last-handler.ts')
/** Nobody can ask for it when the process is gone. */
function tellFacts(): void {
  instrument.tellOpen()
  news.tell()
}

const lastWords = () => printError(mark)
const leaving = (call: string, stack: string) => {
  tellFacts()
  say({ say: 'exit', call, stack })
}
keepSignals(process)
const vanish = tellOfLeaving(process, leaving, lastWords)
listen(answer, tellFacts, vanish)
keepInterrupt(process)
skipFlushing()
process.on('uncaughtExceptionMonitor', (error) => {
  tellFacts()
  if (!parsing) say({ say: 'uncaught', thrown: describe(error) })
  if (process.listenerCount('uncaughtException') === 0) lastWords()
  else setImmediate(() => say({ say: 'survived' }))
})
let parsing = false

async function start({ world, lent, variables }: Extract<Question, { readonly ask: 'load' }>): Promise<void> {
  Object.assign(process.env, variables)
  if (world.now !== null) await clock.stop(world.now)
  if (world.repeatable) {
    const [{ makeWorldKnown }, { countDraws }] = await Promise.all([import('./known-world.ts'), import('./draws.ts')])
    makeWorldKnown(process)
    drawn = countDraws()
  }
  const unsettled = () => say({ say: 'unsettled' })
  process.once('beforeExit', unsettled)
  const loading = loadFile(file, lent)
  const loaded = loading.exports.catch((error: unknown) => {
    process.off('beforeExit', unsettled)
    parsing = loading.isParsing(error)
    const described = describe(error)
    const from = /'([^']+)' does not provide an export/.exec(described.message)?.[1] ?? ''
    // Without us it would be one that nobody catches.
    if (!parsing)
      news.add({ fact: 'problem', problem: { pid, kind: 'uncaught', error: errorFacts(error), exchange: null } })
    tellFacts()
    say({
      say: 'failed',
      thrown: described,
      parsing,
      files: loading.files,
      exported: loading.exportedBy(from),
      lent: Object.keys(lent),
    })
    // Only when nobody catches it, Node.js says where such a mistake is.
    if (parsing) process.removeAllListeners('uncaughtException').nextTick(() => raise(error))
    return new Promise<never>(() => {})
  })
  const exports = await Promise.race([loaded, afterListening()])
  process.off('beforeExit', unsettled)
  await settle(exports)
}

function raise(error: unknown): never {
  throw error
}

/** An app that listens can be used, even if its file still waits for something. */
async function afterListening(): Promise<Exports> {
  let since = 0
  await until(() => {
    if (listening.length > 0) since ||= realTime()
    return since > 0 && realTime() - since > PATIENCE_MS
  })
  return {}
}

/** Looks again and again, and keeps nothing alive by it. */
async function until(condition: () => boolean): Promise<void> {
  if (condition()) return
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (!condition()) return
      clearInterval(timer)
      resolve()
    }, 20)
    timer.unref()
  })
}

/** Waits for the app: some files listen only after something else is done. Without one the event loop comes to its end. */
async function settle(found: Exports): Promise<void> {
  const look = () => findApps(found, listening)
  await Promise.race([until(() => look().length > 0), once(process, 'beforeExit')])
  // A second call of listen usually stands right below the first.
  await new Promise(setImmediate)
  const apps = look()
  const [app] = apps
  if (apps.length === 1 && app && !app.found.secure) await serve(app)
  else say({ say: 'apps', apps: apps.map((candidate) => candidate.found) })
}

async function serve({ app, server: own }: Candidate): Promise<void> {
  const server: net.Server = own ?? http.createServer(app)
  const { prepareLastHandler } = await preparing
  const prepare = await prepareLastHandler()
  const lasts = new WeakMap<http.IncomingMessage, LastHandler>()
  server.on('connection', (socket: net.Socket) => {
    incoming += 1
    socket.on('close', () => void (incoming -= 1))
  })
  server.prependListener('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
    lasts.set(request, prepare(request, response))
  })
  if (app) {
    // Without a last handler of ours Express prints the error and keeps it to itself (application.js `handle`).
    const express = app as unknown as { handle: (...words: unknown[]) => unknown }
    const { handle } = express
    express.handle = function (this: unknown, request, response, next, ...rest) {
      return handle.call(this, request, response, next ?? lasts.get(request as http.IncomingMessage), ...rest)
    }
  }
  if (!listening.some((asked) => asked.server === server)) server.listen()
  if (!server.listening) await once(server, 'listening')
  const close = server.close.bind(server)
  server.close = (done) => {
    say({ say: 'closed', stack: currentStack() })
    return close(done)
  }
  const { address, port } = server.address() as net.AddressInfo
  if (address !== LOOPBACK) throw new Error(`The app listens on ${address}.`)
  say({ say: 'ready', port })
}

async function answer(question: Question): Promise<Extract<Word, { readonly say: 'answer' }>['value']> {
  switch (question.ask) {
    case 'load':
      void start(question)
      return null
    case 'begin':
      tellFacts()
      return null
    case 'end': {
      // The first is what was asked from outside; an app may ask itself something meanwhile.
      const [underway] = instrument.open
      if (underway && !underway.response.destroyed) await once(underway.response, 'close')
      // express-session reports a cookie that it could not write one turn after the headers (index.js `defer`), and
      // finalhandler hands an error on another turn later.
      for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate)
      tellFacts()
      return drawn()
    }
    case 'pending': {
      const underway = [...instrument.open].at(-1)
      if (!underway || mayStillAnswer(process.getActiveResourcesInfo())) return true
      tellFacts()
      const { handler, ended, response } = underway
      const sent = ended || response.writableEnded ? 'all' : response.headersSent ? 'some' : 'nothing'
      if (handler) say({ say: 'stuck', name: nameOf(handler), code: shortened(String(handler), 20_000), sent })
      return false
    }
    case 'clock':
      await clock.moveTo(question.now)
      return null
    case 'alive':
      return null
  }
}

const nameOf = ({ name }: { readonly name: unknown }): string => (typeof name === 'string' ? shortened(name, 100) : '')

/** What is open in every server, and leads to no answer by itself. */
const ALWAYS_THERE = /^(TCPServerWrap|TCPSocketWrap|PipeWrap|TTYWrap|ProcessWrap|SignalWrap|FSEventWrap|StatWatcher)$/

/** Whether something goes on that could lead to an answer: a timer, say, or a connection to a database. */
function mayStillAnswer(active: readonly string[]): boolean {
  const outgoing = active.filter((name) => name === 'TCPSocketWrap').length - incoming
  return outgoing > 0 || active.some((name) => !ALWAYS_THERE.test(name))
}
