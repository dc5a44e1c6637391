import type { Style } from '../../terminal/style.ts'
import { renderFinding } from '../../terminal/trace/finding.ts'
import { renderTraced } from '../../terminal/trace/exchange.ts'
import { renderNotice } from '../../terminal/trace/notice.ts'
import { renderSummary } from '../../terminal/trace/summary.ts'
import { asideOf } from '../../trace/aside.ts'
import { argv0Of, seenIn } from '../seen-in.ts'
import { createMasking, maskedFacts, maskedFinding } from '../../trace/mask.ts'
import { createLetters } from './letters.ts'
import type { Teller } from './teller.ts'

/**
 * Writes a trace for people who read it below the output of their app: a block a request, and each finding where it is made.
 * @param showValues whether values of sessions and cookies are in it
 */
export function textBlocks(write: (text: string) => void, style: Style, folder: string, showValues: boolean): Teller {
  const mask = showValues ? null : createMasking()
  const letters = createLetters()
  return {
    tell({ exchanges, findings, notices }, collected) {
      const { observation, answering } = collected
      const aside = asideOf(collected)
      for (const exchange of exchanges) {
        const { facts } = exchange
        const seen = seenIn(mask ? maskedFacts(facts, mask) : facts, observation, folder)
        const argv0 = answering.length > 1 ? argv0Of(facts, observation) : null
        const isLine = aside.includes(exchange.server)
        write(`\n${renderTraced(exchange, seen, letters.in(seen), argv0, isLine, style)}\n`)
      }
      for (const finding of findings)
        write(`\n${renderFinding(mask ? maskedFinding(finding, mask) : finding, style)}\n`)
      for (const notice of notices) write(`\n${renderNotice(notice, style)}\n`)
    },
    end(_, summary, __, notices) {
      for (const notice of notices) write(`\n${renderNotice(notice, style)}\n`)
      write(`\n${renderSummary(summary, style)}\n`)
    },
  }
}
