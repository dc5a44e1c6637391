import type { ExchangeSeen } from '../../lesson/events.ts'
import type { TracedExchange } from '../../trace/collect.ts'
import { renderPanes } from '../exchange/exchange.ts'
import type { Sessions } from '../exchange/sessions.ts'
import { sessionWords } from '../exchange/session-words.ts'
import type { Style } from '../style.ts'
import { visible, wrap } from '../text.ts'
import { timeOfDay } from './list.ts'
import { serverName } from './server-name.ts'

/**
 * A request of an app that is traced: a line that says who and what, then the three panes.
 * @param argv0 how the process that got it was started, where there are several; else null
 * @param isLine only the line is wanted
 */
export const renderTraced = (
  traced: TracedExchange,
  seen: ExchangeSeen,
  sessions: Sessions,
  argv0: string | null,
  isLine: boolean,
  style: Style,
): string =>
  [
    renderLine(traced, seen, argv0, style),
    ...(isLine ? [] : [renderPanes(seen, style, 'brief', { sessions, tight: true })]),
  ].join('\n')

/** The same on a page of its own, where nothing is shortened. @param argv0 how the process that got it was started */
export function renderWholeTraced(
  traced: TracedExchange,
  seen: ExchangeSeen,
  sessions: Sessions,
  argv0: string,
  style: Style,
): string {
  const { number, server, facts } = traced
  const took = facts.durationMs === null ? '' : `   ${Math.round(facts.durationMs * 10) / 10} ms`
  const where = `request ${number}${took}   process ${serverName(server)} ${visible(argv0)}, pid ${facts.pid}`
  return [
    `${renderLine(traced, seen, null, style)}\n   ${wrap(style.dim(where), style.columns - 1, 3)}`,
    renderPanes(seen, style, 'full', { sessions }),
  ].join('\n\n')
}

/** A request on one line where there is room: when, who, which process, what, the status, and what session() did. */
function renderLine(
  { client, server, facts, refused }: TracedExchange,
  seen: ExchangeSeen,
  argv0: string | null,
  style: Style,
): string {
  const { request, response, state } = facts
  const words = seen.withoutExpress ? 'no Express app got it' : seen.decided ? sessionWords(seen.decided, seen) : ''
  const status = response ? String(response.status) : state === 'open' ? 'open' : 'cut'
  const parts = [
    style.dim(timeOfDay(facts.at)),
    visible(client.name),
    ...(argv0 === null ? [] : [style.dim(`${serverName(server)} ${visible(argv0)}`.trim())]),
    style.bold(visible(`${request.method} ${request.url}`)),
    status,
    style.dim(words),
    ...(refused ? [style.bad(`${style.glyphs.wrong} browsers do not keep the cookie: ${refused.part}`)] : []),
  ]
  return ` ${wrap(parts.join('  '), style.columns - 1, 3)}`
}
