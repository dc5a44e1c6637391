import type { ExchangeSeen } from '../../lesson/events.ts'
import type { Style } from '../style.ts'
import { aside, SIDE_BY_SIDE, TEXT_COLUMNS, visible, wrap } from '../text.ts'
import { breakGaps, breakValues } from './break-values.ts'
import { renderLine } from './line.ts'
import { paneColumns, type Detail, type Look } from './look.ts'
import { NO_SESSIONS, type Sessions } from './sessions.ts'
import { stackText } from './stack.ts'
import { storeCall } from './store.ts'
import { pageText, playedBy } from './page.ts'
import { preflightPane, requestPane, responsePane } from './wire.ts'

/** What an exchange is drawn among. */
export interface Surroundings {
  /** The sessions of the run so far, this exchange included. */
  readonly sessions?: Sessions
  /** There is little room: no blank lines within it. */
  readonly tight?: boolean
  /** It is shown to a class: nobody counts the headers that are left out. */
  readonly calm?: boolean
  /** Headers of the response that matter here, in small letters, beside those that always do. */
  readonly telling?: readonly string[]
}

/**
 * One request in three panes: the wire, the stack, the store. What matters is bright, the rest is dim. One that only prepares what comes has
 * the wire alone, but in full.
 */
export function renderExchange(
  exchange: ExchangeSeen,
  style: Style,
  detail: Detail,
  { sessions = NO_SESSIONS, tight = false, calm = false }: Surroundings = {},
): string {
  if (exchange.inALine && detail === 'brief') return renderLine(exchange, style)
  const look: Look = { style, detail, sessions, calm }
  const title = aside(
    ` ${style.bold(wrap(visible(exchange.label), style.columns - 1, 1))}`,
    style.dim(senderOf(exchange, detail)),
    Math.min(style.columns - 1, TEXT_COLUMNS + 1),
    3,
  )
  const isBrief = exchange.brief === true && detail === 'brief'
  const panes = isBrief ? wirePanes(exchange, look) : panesOf(exchange, look)
  return [title, ...panes].join(tight || isBrief ? '\n' : '\n\n')
}

/** The panes of an exchange without what stands above them. */
export const renderPanes = (
  exchange: ExchangeSeen,
  style: Style,
  detail: Detail,
  { sessions = NO_SESSIONS, tight = false, calm = false, telling = [] }: Surroundings = {},
): string => panesOf(exchange, { style, detail, sessions, calm, telling }).join(tight ? '\n' : '\n\n')

const panesOf = (exchange: ExchangeSeen, look: Look): readonly string[] => {
  const page = exchange.page ? `${row('page', pageText(exchange.page, look.style), look)}\n` : ''
  return [
    preflightPane(exchange, look),
    requestPane(exchange, look),
    responsePane(exchange, look),
    page + serverPanes(exchange, look),
  ].filter((pane) => pane !== '')
}

/** What went over the wire alone; of a page no more than that its script got no answer. */
function wirePanes(exchange: ExchangeSeen, look: Look): readonly string[] {
  const { page } = exchange
  const isRefused = page?.reading?.ok === false
  return [
    preflightPane(exchange, look),
    requestPane(exchange, look),
    responsePane(exchange, look),
    isRefused ? row('page', pageText(page, look.style, true), look) : '',
  ].filter((pane) => pane !== '')
}

/** Whose cookies go along; in full also the program that plays the browser. */
function senderOf({ browser, client, page }: ExchangeSeen, detail: Detail): string {
  if (client === 'somebody else') return 'not part of the lesson'
  const sender = browser === null ? 'no browser, no cookie jar' : visible(browser)
  if (detail === 'full') return `${sender}, sent by ${client}`
  return page ? playedBy(sender, client) : sender
}

function serverPanes(exchange: ExchangeSeen, look: Look): string {
  const { trace, store, errors, deprecations, failure, at } = exchange
  const { style, detail } = look
  const rows: [string, string][] = [['stack', stackText(exchange, style)]]
  if (detail === 'full' && trace.length > 0) rows.push(['trace', trace.map(visible).join(' / ')])
  if (store.length === 0) rows.push(['store', style.dim(failure?.untold ? UNTOLD : 'not asked')])
  for (const [i, call] of store.entries())
    rows.push([i === 0 || isNarrow(style) ? 'store' : '', storeCall(call, at, look)])
  for (const error of errors) rows.push(['error', style.bad(visible(error))])
  for (const message of deprecations) rows.push(['printed', style.bad(`deprecated: ${visible(message)}`)])
  if (failure) rows.push(['failure', style.bad(visible(failure.message))])
  return rows.map(([label, text]) => row(label, text, look)).join('\n')
}

const UNTOLD = 'not known: the process ended before it could tell'

const LABEL_COLUMNS = 9

function row(label: string, text: string, { style, detail }: Look): string {
  if (detail === 'full') return `   ${label.padEnd(LABEL_COLUMNS)}${text}`
  const columns = paneColumns(style)
  if (isNarrow(style)) {
    const room = columns - NARROW_INDENT
    // No-break spaces keep the label and what it begins with on one line while the text is wrapped.
    const whole = breakValues(breakGaps(`${style.dim(label)}\u00a0\u00a0${text}`, room), room)
    return `   ${wrap(whole, columns, NARROW_INDENT).replace('\u00a0\u00a0', '  ')}`
  }
  const indent = 3 + LABEL_COLUMNS
  return `   ${style.dim(label.padEnd(LABEL_COLUMNS))}${wrap(breakGaps(text, columns - indent), columns, indent)}`
}

/** Whether a label stands before its text instead of in a column of its own. */
const isNarrow = ({ columns }: Style): boolean => columns < SIDE_BY_SIDE

/** Where the later lines of a pane begin then. */
const NARROW_INDENT = 5
