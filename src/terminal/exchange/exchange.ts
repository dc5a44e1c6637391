import type { ExchangeSeen } from '../../lesson/events.ts'
import type { Failure, HeaderPair, StoreCall } from '../../wire/exchange.ts'
import type { Style } from '../style.ts'
import { stackText } from './stack.ts'
import { aside, indented, shorten, TEXT_COLUMNS, visible, visibleLines, wrap } from '../text.ts'

/** How much of an exchange to show. `brief` shortens ids and leaves quiet headers out, and says so; `full` shortens nothing. */
export type Detail = 'brief' | 'full'

/** One request in three panes: the wire, the stack, the store. What matters is bright, the rest is dim. */
export function renderExchange(exchange: ExchangeSeen, style: Style, detail: Detail): string {
  const title = aside(
    ` ${style.bold(wrap(visible(exchange.label), style.columns - 1, 1))}`,
    style.dim(senderOf(exchange, detail)),
    Math.min(style.columns - 1, TEXT_COLUMNS + 1),
    3,
  )
  return [
    title,
    requestPane(exchange, style, detail),
    responsePane(exchange, style, detail),
    serverPanes(exchange, style, detail),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** Whose cookies go along; in full also the program that plays the browser. */
function senderOf({ browser, client }: ExchangeSeen, detail: Detail): string {
  const sender = browser === null ? 'no browser, no cookie jar' : visible(browser)
  return detail === 'full' ? `${sender}, sent by ${client}` : sender
}

function requestPane({ request, cookieName }: ExchangeSeen, style: Style, detail: Detail): string {
  const { method, path, headers, body } = request
  const lines = [pointed('>', style.bold(visible(`${method} ${path}`)) + style.dim(' HTTP/1.1'), style, detail)]
  lines.push(...headerLines('>', headers, ['cookie', 'accept', 'x-forwarded-proto'], cookieName, style, detail))
  if (!has(headers, 'cookie')) lines.splice(1, 0, pointed('>', style.dim('no Cookie header'), style, detail))
  if (body !== '') lines.push(pointed('>', style.dim(visibleLines(body)), style, detail))
  return lines.join('\n')
}

/** What it means that there is no response. */
const NO_ANSWER: Readonly<Record<Failure['kind'], string>> = {
  setup: 'The app did not start.',
  crash: 'A real server process would end here: nobody caught this.',
  hang: 'The server never answers this request. The tutor gave up waiting.',
  cut: 'The connection ends before the answer is complete. The server lives on.',
  stopped: 'The tutor stopped the app before the answer was complete.',
}

function responsePane({ response, cookieName, failure }: ExchangeSeen, style: Style, detail: Detail): string {
  if (response.status === 0) {
    const why = failure ? NO_ANSWER[failure.kind] : ''
    return pointed('<', `${style.bad(`${style.glyphs.wrong} no answer:`)} ${why}`, style, detail)
  }
  const { status, statusText, headers, body } = response
  const lines = [pointed('<', style.dim('HTTP/1.1 ') + style.bold(`${status} ${visible(statusText)}`), style, detail)]
  if (!has(headers, 'set-cookie')) lines.push(pointed('<', style.dim('no Set-Cookie header'), style, detail))
  lines.push(...headerLines('<', headers, loudInResponse(headers), cookieName, style, detail))
  if (body !== '') lines.push(pointed('<', bodyText(body, detail), style, detail))
  return lines.join('\n')
}

/** A date in a cookie says little without the server's own date beside it. */
const loudInResponse = (headers: readonly HeaderPair[]): readonly string[] =>
  headers.some(([name, value]) => name.toLowerCase() === 'set-cookie' && /; *expires=/i.test(value))
    ? ['set-cookie', 'location', 'date']
    : ['set-cookie', 'location']

const has = (headers: readonly HeaderPair[], name: string) => headers.some(([key]) => key.toLowerCase() === name)

/** The headers that matter; in brief the rest are counted, in full they are dim and everything keeps its order. */
function headerLines(
  sign: '>' | '<',
  headers: readonly HeaderPair[],
  loud: readonly string[],
  cookieName: string,
  style: Style,
  detail: Detail,
): string[] {
  const lines: string[] = []
  let quiet = 0
  for (const [name, value] of headers) {
    const matters = loud.includes(name.toLowerCase())
    if (!matters && detail === 'brief') {
      quiet += 1
      continue
    }
    const shown = detail === 'brief' ? shortCookies(value, cookieName) : value
    const line = `${visible(name)}: ${visible(shown)}`
    lines.push(pointed(sign, matters ? style.accent(line) : style.dim(line), style, detail))
  }
  if (quiet > 0) lines.push(pointed(sign, style.dim(`+ ${quiet} more header${quiet === 1 ? '' : 's'}`), style, detail))
  return lines
}

/** Shortens the session cookie's value inside a header: the first letters of the id and of the signature stay. */
function shortCookies(value: string, cookieName: string): string {
  const start = value.indexOf(`${cookieName}=`)
  if (start < 0) return value
  const from = start + cookieName.length + 1
  const end = value.indexOf(';', from)
  const cookie = value.slice(from, end < 0 ? undefined : end)
  const dot = cookie.lastIndexOf('.')
  if (dot < 0) return value
  const short = `${shorten(cookie.slice(0, dot), 18)}.${shorten(cookie.slice(dot + 1), 9)}`
  return value.slice(0, from) + short + value.slice(from + cookie.length)
}

function bodyText(body: string, detail: Detail): string {
  if (detail === 'full') return visibleLines(body)
  const oneLine = visible(body.replace(/\s+/g, ' ').trim())
  return oneLine.length <= 140 ? oneLine : `${oneLine.slice(0, 137)}...`
}

function serverPanes(exchange: ExchangeSeen, style: Style, detail: Detail): string {
  const { trace, store, errors, deprecations, failure } = exchange
  const rows: [string, string][] = [['stack', stackText(exchange, style)]]
  if (detail === 'full' && trace.length > 0) rows.push(['trace', trace.map(visible).join(' / ')])
  if (store.length === 0) rows.push(['store', style.dim(failure?.untold ? UNTOLD : 'not asked')])
  for (const [i, call] of store.entries()) rows.push([i === 0 ? 'store' : '', storeCall(call, style, detail)])
  for (const error of errors) rows.push(['error', style.bad(visible(error))])
  for (const message of deprecations) rows.push(['deprecated', style.bad(visible(message))])
  if (failure) rows.push(['failure', style.bad(visible(failure.message))])
  return rows.map(([label, text]) => row(label, text, style, detail)).join('\n')
}

const UNTOLD = 'not known: the process ended before it could tell'

function storeCall({ op, id, before, session }: StoreCall, style: Style, detail: Detail): string {
  const name = visible(detail === 'brief' ? shorten(id, 15) : id)
  const data = (held: StoreCall['session']) => style.dim(visible(sessionText(held, detail)))
  const lead = `${op.padEnd(7)} ${name}`
  const end = style.dim(visible(endText(session, detail)))
  switch (op) {
    case 'get':
      return session ? `${lead}  found ${data(session)}${end}` : `${lead}  found nothing`
    case 'destroy':
      return `${lead}  ${before ? `${data(before)} is gone` : ''}`.trimEnd()
    case 'touch':
      return detail === 'full' ? `${lead}  ${data(session)}` : `${lead} ${end}`.trimEnd()
    case 'set':
      return before && sessionText(before, detail) !== sessionText(session, detail)
        ? `${lead}  ${data(before)} ${style.glyphs.arrow} ${data(session)}${end}`
        : `${lead}  ${data(session)}${end}`
  }
}

/** When the session ends in the store, if it ever does. In full the cookie's settings say so. */
function endText(session: StoreCall['session'], detail: Detail): string {
  const { expires } = (session?.['cookie'] ?? {}) as { readonly expires?: unknown }
  if (detail === 'full' || typeof expires !== 'string') return ''
  const end = new Date(expires)
  return Number.isNaN(end.getTime()) ? '' : ` ends ${end.toUTCString().slice(5)}`
}

/** The session's data; in brief without the cookie settings that every session carries. */
function sessionText(session: StoreCall['session'], detail: Detail): string {
  if (session === null) return 'nothing'
  if (detail === 'full') return JSON.stringify(session)
  return JSON.stringify(Object.fromEntries(Object.entries(session).filter(([key]) => key !== 'cookie')))
}

const LABEL_COLUMNS = 12

function row(label: string, text: string, style: Style, detail: Detail): string {
  if (detail === 'full') return `   ${label.padEnd(LABEL_COLUMNS)}${text}`
  if (style.columns < 60) {
    const below = indented(wrap(text, style.columns - 6), 5)
    return label === '' ? below : `   ${style.dim(label)}\n${below}`
  }
  const indent = 3 + LABEL_COLUMNS
  return `   ${style.dim(label.padEnd(LABEL_COLUMNS))}${wrap(text, Math.min(style.columns - 1, TEXT_COLUMNS + 3), indent)}`
}

/** A line of the wire. In full it is not wrapped, so that it can be copied. */
function pointed(sign: '>' | '<', text: string, style: Style, detail: Detail): string {
  const body = detail === 'full' ? text : wrap(text, Math.min(style.columns - 1, TEXT_COLUMNS + 3), 5)
  return `   ${style.dim(sign)} ${body}`
}
