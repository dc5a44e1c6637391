import type { Style } from '../../terminal/style.ts'
import { renderFinding } from '../../terminal/trace/finding.ts'
import { renderTraced } from '../../terminal/trace/exchange.ts'
import { renderNotice } from '../../terminal/trace/notice.ts'
import { renderSummary } from '../../terminal/trace/summary.ts'
import { seenIn, sessionsIn } from '../seen-in.ts'
import type { Teller } from './teller.ts'

/** Writes a trace for people who read it below the output of their app: a block a request, and each finding where it is made. */
export const textBlocks = (write: (text: string) => void, style: Style, folder: string): Teller => ({
  tell({ exchanges, findings, notices }, { exchanges: all, observation }) {
    const sessions = sessionsIn(all.map((one) => seenIn(one.facts, observation, folder)))
    for (const exchange of exchanges)
      write(`\n${renderTraced(exchange, seenIn(exchange.facts, observation, folder), sessions, style)}\n`)
    for (const finding of findings) write(`\n${renderFinding(finding, style)}\n`)
    for (const notice of notices) write(`\n${renderNotice(notice, style)}\n`)
  },
  end(_, summary, __, notices) {
    for (const notice of notices) write(`\n${renderNotice(notice, style)}\n`)
    write(`\n${renderSummary(summary, style)}\n`)
  },
})
