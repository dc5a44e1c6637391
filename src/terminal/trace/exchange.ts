import type { ExchangeSeen } from '../../lesson/events.ts'
import type { TracedExchange } from '../../trace/collect.ts'
import { renderPanes } from '../exchange/exchange.ts'
import type { Sessions } from '../exchange/sessions.ts'
import { sessionWords } from '../exchange/session-words.ts'
import type { Style } from '../style.ts'
import { visible, wrap } from '../text.ts'
import { timeOfDay } from './list.ts'

/** A request of an app that is traced: a line that says who and what, then the three panes. */
export const renderTraced = (traced: TracedExchange, seen: ExchangeSeen, sessions: Sessions, style: Style): string =>
  `${renderLine(traced, seen, style)}\n${renderPanes(seen, style, 'brief', { sessions, tight: true })}`

/** The same on a page of its own, where nothing is shortened. @param argv0 how the process that got it was started */
export function renderWholeTraced(
  traced: TracedExchange,
  seen: ExchangeSeen,
  sessions: Sessions,
  argv0: string,
  style: Style,
): string {
  const { number, facts } = traced
  const took = facts.durationMs === null ? '' : `   ${Math.round(facts.durationMs * 10) / 10} ms`
  const where = `request ${number}${took}   process ${facts.pid} ${visible(argv0)}`
  return [
    `${renderLine(traced, seen, style)}\n   ${wrap(style.dim(where), style.columns - 1, 3)}`,
    renderPanes(seen, style, 'full', { sessions }),
  ].join('\n\n')
}

/** A request on one line where there is room: when, who, what, the status, and what session() did. */
export function renderLine({ client, facts, refused }: TracedExchange, seen: ExchangeSeen, style: Style): string {
  const { request, response, state } = facts
  const words = seen.decided ? sessionWords(seen.decided, seen) : ''
  const status = response ? String(response.status) : state === 'open' ? 'open' : 'cut'
  const parts = [
    style.dim(timeOfDay(facts.at)),
    visible(client.name),
    style.bold(visible(`${request.method} ${request.url}`)),
    status,
    style.dim(words),
    ...(refused ? [style.bad(`${style.glyphs.wrong} browsers do not keep the cookie: ${refused.part}`)] : []),
  ]
  return ` ${wrap(parts.join('  '), style.columns - 1, 3)}`
}
