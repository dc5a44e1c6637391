import module from 'node:module'
import { isMainThread, threadId } from 'node:worker_threads'
import { observe } from './instrument.ts'
import { livesOn } from './lives-on.ts'
import { reportTo } from './report.ts'
import { DOOR } from './session/session.ts'

/**
 * `node --import session-tutor/observe server.js`: observes an app from its start. The facts go, a line of JSON each, to the socket or
 * the file that `SESSION_TUTOR_OBSERVE` names, else to the socket at which somebody may listen one day that `SESSION_TUTOR_SOCKET` names,
 * or to standard error.
 */

/** Each thread is told as a process of its own: as in 4711.002, the second one of 4711. */
const PID = process.pid + threadId / 1000

/** `bin/observe.cjs` leaves this where a person looks on. */
const LIVE = Symbol.for('session-tutor.live')

// Another copy of the tutor may have come first: a trace inside a trace.
if (!(DOOR in module)) observeThis()

function observeThis(): void {
  const { SESSION_TUTOR_OBSERVE: place, SESSION_TUTOR_SOCKET: attached, SESSION_TUTOR_PIPES: pipes } = process.env
  const report = reportTo(place ?? '', attached, process.getuid?.() ?? null)
  if (pipes && isMainThread) livesOn(process, report)
  const { tellOpen, begun } = observe({
    self: process,
    pid: PID,
    told: report.tell,
    isWritten: true,
    isLive: LIVE in module || attached !== undefined,
  })
  const lastWords = () => {
    report.hurry()
    tellOpen()
  }
  process.prependListener('uncaughtExceptionMonitor', lastWords)
  process.on('exit', (exitCode) => {
    lastWords()
    report.last({ fact: 'over', over: { pid: PID, exitCode, exchanges: begun() } })
  })
}
