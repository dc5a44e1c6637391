import { observe } from './instrument.ts'
import { reportTo } from './report.ts'

/**
 * `node --import session-tutor/observe server.js`: observes an app from its start. The facts go, a line of JSON each, to the socket or
 * the file that `SESSION_TUTOR_OBSERVE` names, or to standard error.
 */

const report = reportTo(process.env['SESSION_TUTOR_OBSERVE'] ?? '')
const { tellOpen } = observe({ self: process, told: report.tell, isWritten: true })
const lastWords = () => {
  report.hurry()
  tellOpen()
}
process.prependListener('uncaughtExceptionMonitor', lastWords)
process.on('exit', lastWords)
