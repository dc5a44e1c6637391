import type { ExchangeSeen } from '../../lesson/events.ts'
import type { HeaderPair } from '../../wire/exchange.ts'
import type { Style } from '../style.ts'
import { TEXT_COLUMNS, visible, wrap } from '../text.ts'

/** An exchange in a line, for one that only leads to what comes or asks what came of it. */
export function renderLine(exchange: ExchangeSeen, style: Style): string {
  const columns = Math.min(style.columns - 1, TEXT_COLUMNS + 3)
  const wire = `${requestWords(exchange)}  ${answerWords(exchange)}`
  return ` ${wrap(`${style.bold(visible(exchange.label))}  ${wire}`, columns, 3)}`
}

/** What was asked, as in `> GET /me + Cookie`. */
export const requestWords = ({ request: { method, path, headers } }: ExchangeSeen): string =>
  `> ${visible(`${method} ${path}`)}${has(headers, 'cookie') ? ' + Cookie' : ''}`

/** What came back before the body, as in `< 302 + Set-Cookie`. */
export function headWords({ response: { status, headers } }: ExchangeSeen): string {
  if (status === 0) return '< no answer'
  return `< ${status}${has(headers, 'set-cookie') ? ' + Set-Cookie' : ''}`
}

/** All that came back. */
export const answerWords = (exchange: ExchangeSeen): string => `${headWords(exchange)} ${bodyWords(exchange)}`.trimEnd()

/** The beginning of the body. */
export const bodyWords = ({ response: { headers, body } }: ExchangeSeen): string =>
  isPage(headers) ? 'a page' : visible(body.length > LONGEST_BODY ? `${body.slice(0, LONGEST_BODY)}...` : body)

const LONGEST_BODY = 60

/** Whether HTML came, whose beginning says nothing. */
const isPage = (headers: readonly HeaderPair[]): boolean =>
  headers.some(([key, value]) => key.toLowerCase() === 'content-type' && value.startsWith('text/html'))

const has = (headers: readonly HeaderPair[], name: string): boolean =>
  headers.some(([key]) => key.toLowerCase() === name)
