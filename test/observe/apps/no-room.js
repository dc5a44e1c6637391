import { observe } from '../../../dist/src/observe/instrument.js'
import { reportTo } from '../../../dist/src/observe/report.js'

/** The instrument as in `register.ts`, but with room for no exchange at all. */
const report = reportTo(process.env.SESSION_TUTOR_OBSERVE ?? '')
const { tellOpen } = observe({ self: process, told: report.tell, isWritten: true, mostPerSecond: 0 })
process.on('exit', () => {
  report.hurry()
  tellOpen()
})
