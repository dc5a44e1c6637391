import type { Style } from '../../terminal/style.ts'
import { renderFinding } from '../../terminal/trace/finding.ts'
import { renderTraced } from '../../terminal/trace/exchange.ts'
import { renderNotice } from '../../terminal/trace/notice.ts'
import { renderSummary } from '../../terminal/trace/summary.ts'
import { seenIn } from '../seen-in.ts'
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
    tell({ exchanges, findings, notices }, { observation }) {
      for (const exchange of exchanges) {
        const seen = seenIn(mask ? maskedFacts(exchange.facts, mask) : exchange.facts, observation, folder)
        write(`\n${renderTraced(exchange, seen, letters.in(seen), style)}\n`)
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
