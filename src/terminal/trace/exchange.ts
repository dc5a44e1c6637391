import type { ExchangeSeen } from '../../lesson/events.ts'
import type { TracedExchange } from '../../trace/collect.ts'
import { renderPanes } from '../exchange/exchange.ts'
import type { Sessions } from '../exchange/sessions.ts'
import { sessionWords } from '../exchange/session-words.ts'
import type { Style } from '../style.ts'
import { visible, wrap } from '../text.ts'

/** A request of an app that is traced: a line that says who and what, then the three panes. */
export const renderTraced = (traced: TracedExchange, seen: ExchangeSeen, sessions: Sessions, style: Style): string =>
  `${renderLine(traced, seen, style)}\n${renderPanes(seen, style, 'brief', { sessions, tight: true })}`

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

/** As in `21:04:10`, where the person is. */
function timeOfDay(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')
}
