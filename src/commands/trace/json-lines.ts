import { safeJson } from '../../terminal/safe-json.ts'
import {
  appEvent,
  endEvent,
  exchangeEvent,
  findingEvent,
  noticeEvent,
  processEvent,
  traceEvent,
  type TraceEvent,
} from '../../trace/events.ts'
import { createMasking, maskedFinding, SHOWN } from '../../trace/mask.ts'
import type { Teller } from './teller.ts'

/** Writes a trace as JSON, one object a line. @param showValues whether values of sessions and cookies are in it */
export function jsonLines(write: (text: string) => void, showValues: boolean): Teller {
  const mask = showValues ? SHOWN : createMasking()
  const line = (event: TraceEvent) => write(`${safeJson(event)}\n`)
  const known = new Set<number>()
  line(traceEvent())
  return {
    isRecord: true,
    tell(news, { observation }) {
      for (const pid of news.apps) {
        const started = observation.processes.find((one) => one.pid === pid)
        if (started && !known.has(pid)) line(processEvent(started))
        known.add(pid)
        line(appEvent(pid, observation))
      }
      for (const exchange of news.exchanges) line(exchangeEvent(exchange, observation, mask))
      for (const finding of news.findings) line(findingEvent(maskedFinding(finding, mask)))
      for (const notice of news.notices) line(noticeEvent(notice))
    },
    end(exitCode, summary, _, notices) {
      for (const notice of notices) line(noticeEvent(notice))
      line(endEvent(exitCode, summary))
    },
  }
}
