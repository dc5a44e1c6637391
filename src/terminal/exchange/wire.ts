import type { ExchangeSeen } from '../../lesson/events.ts'
import type { Failure, HeaderPair } from '../../wire/exchange.ts'
import { aside, counted, shorten, SIDE_BY_SIDE, visible, visibleLines, wrap } from '../text.ts'
import { bodyInALine } from './body.ts'
import { breakValues } from './break-values.ts'
import { cameBy, hopsOf, type HopMade } from './hops.ts'
import { paneColumns, type Look } from './look.ts'
import { LOUD_FROM_PAGE, LOUD_TO_PAGE } from './page.ts'
import { paintIds, shortId, withShortIds } from './sessions.ts'
import { timeOf, whenSeen } from './when.ts'

/** What a browser asked before it sent a request, and what it was answered; empty where it did not ask. */
export function preflightPane({ page, cookieName, at, brief }: ExchangeSeen, look: Look): string {
  if (!page?.preflight) return ''
  const { request, response } = page.preflight
  const { style } = look
  const asked = headerLines('>', request.headers, brief ? [] : LOUD_FROM_PAGE, cookieName, at, look)
  const told = headerLines('<', response.headers, brief ? [] : LOUD_TO_PAGE, cookieName, at, look)
  const question = style.bold(visible(`${request.method} ${request.path}`)) + style.dim(' HTTP/1.1')
  const answer = style.dim('HTTP/1.1 ') + style.bold(`${response.status} ${visible(response.statusText)}`)
  return [
    firstLine('>', question, asked.quiet, look),
    ...asked.lines,
    firstLine('<', answer, told.quiet, look),
    ...told.lines,
  ].join('\n')
}

/** What a page only prepares is told without what the server allows it, unless the browser sent no more than the question. */
const isShort = ({ brief, request }: ExchangeSeen): boolean => brief === true && request.method !== 'OPTIONS'

const LOUD_IN_REQUEST = ['cookie', 'accept', 'x-forwarded-proto', 'x-forwarded-for']

/** The request as it went over the wire: as the client sent it, and below that what each proxy on its way made of it. */
export function requestPane(exchange: ExchangeSeen, look: Look): string {
  const { request, through, cookieName, at, page } = exchange
  const { method, path, body } = request
  const { style } = look
  const headers = through?.[0]?.headers ?? request.headers
  const loud = page ? ['cookie', ...(isShort(exchange) ? [] : LOUD_FROM_PAGE)] : LOUD_IN_REQUEST
  const { lines, quiet } = headerLines('>', headers, loud, cookieName, at, look)
  const line = style.bold(visible(`${method} ${path}`)) + style.dim(' HTTP/1.1')
  const first = firstLine('>', line, quiet, look, cameBy(exchange))
  const none = has(headers, 'cookie') ? [] : [pointed('>', 'no Cookie header', look)]
  const sent = body === '' ? [] : [pointed('>', style.dim(visibleLines(body)), look)]
  const hops = hopsOf(exchange).flatMap((hop) => hopLines(hop, exchange, look))
  return [first, ...none, ...lines, ...sent, ...hops].join('\n')
}

/** What a proxy wrote into a request; in full all that it went on with. That it says nothing of https is what matters most, unless
 *  it chooses among servers. */
function hopLines(
  { name, headers, wrote, to }: HopMade,
  { cookieName, at }: ExchangeSeen,
  look: Look,
): readonly string[] {
  const { style, detail } = look
  const shown = detail === 'full' ? headers : wrote
  const { lines } = headerLines('>', shown, LOUD_IN_REQUEST, cookieName, at, look)
  const isSilent = to === undefined && !has(headers, 'x-forwarded-proto')
  const none = !isSilent ? [] : [pointed('>', style.bold(style.accent('no X-Forwarded-Proto header')), look)]
  const sign = style.glyphs.arrow
  const text = `${name} sends it on${to === undefined ? '' : ` to ${to}`} over http${shown.length > 0 ? ', with' : ''}`
  const columns = detail === 'full' ? Infinity : paneColumns(style)
  return [`   ${style.accent(sign)} ${wrap(visible(text), columns, INDENT)}`, ...none, ...lines]
}

/** What it means that there is no response. */
const NO_ANSWER: Readonly<Record<Failure['kind'], string>> = {
  setup: 'The app did not start.',
  crash: 'A real server process would end here: nothing caught this.',
  hang: 'The server never answers this request. The tutor gave up waiting.',
  cut: 'The connection ends before the answer is complete. The server lives on.',
  stopped: 'The tutor stopped the app before the answer was complete.',
}

/** The response as it came over the wire. That no cookie came with it is often what matters most. */
export function responsePane(exchange: ExchangeSeen, look: Look): string {
  const { response, cookieName, failure, at, page } = exchange
  const { style } = look
  if (response.status === 0) {
    const why = failure ? NO_ANSWER[failure.kind] : ''
    return pointed('<', `${style.bad(`${style.glyphs.wrong} no answer:`)} ${why}`, look)
  }
  const { status, statusText, headers, body } = response
  const { lines, quiet } = headerLines(
    '<',
    headers,
    [...loudInResponse(headers), ...(look.telling ?? []), ...(page && !isShort(exchange) ? LOUD_TO_PAGE : [])],
    cookieName,
    at,
    look,
  )
  const first = firstLine('<', style.dim('HTTP/1.1 ') + style.bold(`${status} ${visible(statusText)}`), quiet, look)
  const none = has(headers, 'set-cookie') ? [] : [pointed('<', style.bold(style.accent('no Set-Cookie header')), look)]
  const answer = body === '' ? [] : [pointed('<', bodyText(body, look), look)]
  return [first, ...none, ...lines, ...answer].join('\n')
}

/** A date in a cookie says little without the server's own date beside it. */
const loudInResponse = (headers: readonly HeaderPair[]): readonly string[] =>
  headers.some(([name, value]) => name.toLowerCase() === 'set-cookie' && endNamed(value) !== undefined)
    ? ['set-cookie', 'location', 'date']
    : ['set-cookie', 'location']

/** The end that a Set-Cookie line names. */
const endNamed = (line: string): string | undefined => /; *expires=([^;]*)/i.exec(line)?.[1]

const has = (headers: readonly HeaderPair[], name: string) => headers.some(([key]) => key.toLowerCase() === name)

/** The headers that matter; in brief the rest are counted, in full they are dim and everything keeps its order. */
function headerLines(
  sign: '>' | '<',
  headers: readonly HeaderPair[],
  loud: readonly string[],
  cookieName: string,
  at: number,
  look: Look,
): { readonly lines: readonly string[]; readonly quiet: number } {
  const { style, detail, sessions } = look
  const isLoud = ([name]: HeaderPair) => loud.includes(name.toLowerCase())
  const shown = detail === 'full' ? headers : headers.filter(isLoud)
  const lines = shown.map((pair) => {
    const [name, value] = pair
    const text = detail === 'full' ? value : shortCookies(value, cookieName, look)
    const line = paintIds(
      `${visible(name)}: ${visible(text)}`,
      sessions,
      style,
      isLoud(pair) ? style.accent : style.dim,
    )
    return pointed(sign, line, look, name.toLowerCase() === 'set-cookie' ? style.bold(endNote(value, at)) : '')
  })
  return { lines, quiet: headers.length - shown.length }
}

/** When a cookie ends, as the learner would count it. */
function endNote(line: string, at: number): string {
  const end = timeOf(endNamed(line))
  if (end === undefined) return ''
  return `${end < at - 1000 ? 'ended' : 'ends'} ${whenSeen(end, at)}`
}

/** Shortens the values of session cookies inside a header, those of other apps too: the beginning of id and signature stay. */
const shortCookies = (value: string, cookieName: string, look: Look): string =>
  shortCookie(value, cookieName, look).replaceAll(SIGNED, (whole, mark: string, id: string, signature: string) =>
    look.sessions.has(decoded(id)) ? `${mark}${shortId(decoded(id), look.sessions)}.${shorten(signature, 9)}` : whole,
  )

/** A value that express-session signed: it ends in a dot and the signature. */
const SIGNED = /(=s(?:%3A|:))([^;\s]+)\.([^.;\s]+)/gi

/** The same for the cookie of the app that answers, whatever its value looks like. */
function shortCookie(value: string, cookieName: string, { sessions }: Look): string {
  const start = value.indexOf(`${cookieName}=`)
  if (start < 0) return value
  const from = start + cookieName.length + 1
  const end = value.indexOf(';', from)
  const cookie = value.slice(from, end < 0 ? undefined : end)
  const dot = cookie.lastIndexOf('.')
  if (dot < 0) return value
  const mark = ['s%3A', 's%3a', 's:'].find((text) => cookie.startsWith(text)) ?? ''
  const id = shortId(decoded(cookie.slice(mark.length, dot)), sessions)
  return `${value.slice(0, from)}${mark}${id}.${shorten(cookie.slice(dot + 1), 9)}${value.slice(from + cookie.length)}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const LONGEST_BODY = 140

function bodyText(body: string, { style, detail, sessions }: Look): string {
  if (detail === 'full') return paintIds(visibleLines(body), sessions, style)
  const oneLine = withShortIds(visible(bodyInALine(body)), sessions)
  const short = oneLine.length <= LONGEST_BODY ? oneLine : `${oneLine.slice(0, LONGEST_BODY - 3)}...`
  return paintIds(short, sessions, style)
}

/** The first line of a message, and beside it how it came and how many headers are not shown. */
function firstLine(sign: '>' | '<', text: string, quiet: number, look: Look, came = ''): string {
  const { bold, columns, dim } = look.style
  const rest =
    quiet === 0 || look.calm ? '' : dim(`+ ${columns < SIDE_BY_SIDE ? `${quiet} more` : counted(quiet, 'more header')}`)
  const notes = [...(came === '' ? [] : [bold(came)]), ...(rest === '' ? [] : [rest])]
  return pointed(sign, text, look, notes.join(dim(', ')))
}

/**
 * A line of the wire. In full it is not wrapped, so that it can be copied.
 * @param note anything that is not part of the wire: at the right edge where there is room, else on a line of its own
 */
function pointed(sign: '>' | '<', text: string, { style, detail }: Look, note = ''): string {
  const columns = detail === 'full' ? Infinity : paneColumns(style)
  const broken = detail === 'full' ? text : wrap(breakValues(text, columns - INDENT), columns, INDENT)
  const line = `   ${style.dim(sign)} ${broken}`
  if (note === '') return line
  if (detail === 'full') return `${line}\n${' '.repeat(INDENT)}${note}`
  const lines = line.split('\n')
  return [...lines.slice(0, -1), aside(lines.at(-1) ?? '', note, columns, INDENT)].join('\n')
}

const INDENT = 5
