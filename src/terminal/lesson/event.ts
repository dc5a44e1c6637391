import { duration } from '../../duration.ts'
import type { BrowserNamed, ExchangeSeen, Launched, LessonEvent, RedisNamed, Restarted } from '../../lesson/events.ts'
import type { Failure } from '../../wire/exchange.ts'
import { renderCode, type ReadableCode } from '../markup/code.ts'
import { renderExchange, type Surroundings } from '../exchange/exchange.ts'
import type { Detail } from '../exchange/look.ts'
import type { Sessions } from '../exchange/sessions.ts'
import { renderMarkdown } from '../markup/markdown.ts'
import { renderCausesHere } from './causes.ts'
import { renderDeploy } from './deploy.ts'
import { renderOrder } from './order.ts'
import { endingText, restartText } from './restarts.ts'
import { renderTable } from './table.ts'
import { renderClaim } from './verdict.ts'
import { wayThrough } from './way.ts'
import type { Style } from '../style.ts'
import { indented, proseColumns, visible, visibleLines, wrap, wrapCode } from '../text.ts'

/** Events that are shown as they come. The others start, ask, judge or end. */
export type ShownEvent =
  | Exclude<LessonEvent, { event: 'lesson' | 'step' | 'predict' | 'verdict' | 'end' | 'code' }>
  | ReadableCode

/** How an event is drawn. */
export interface Drawing extends Surroundings {
  /** Code with its types. */
  readonly types?: boolean
  /** Those whose order is drawn. What they sent and got is told there, where they are. */
  readonly exchanges?: readonly ExchangeSeen[]
}

/**
 * One event as a block of lines.
 */
export function renderEvent(event: ShownEvent, style: Style, detail: Detail, drawing: Drawing = {}): string {
  switch (event.event) {
    case 'explain':
      return renderMarkdown(event.text, style)
    case 'code':
      return renderCode(event, style, drawing.types ?? false)
    case 'browser':
      return note(browserText(event), style)
    case 'redis':
      return note(redisText(event), style)
    case 'exchange':
      return renderExchange(event, style, detail, drawing)
    case 'order':
      return renderOrder(event, drawing.exchanges ?? [], style)
    case 'table':
      return renderTable(event, style)
    case 'restart':
      return renderRestart(event, style)
    case 'deploy':
      return renderDeploy(event, style)
    case 'ending':
      return note(endingText(event), style)
    case 'clock':
      return note(`The clock moves ${duration(event.advancedMs)} ahead: ${event.label}`, style)
    case 'launch':
      return renderLaunch(event, style, detail)
    case 'deprecation':
      return note(`Printed at the start: express-session deprecated ${event.message}`, style)
    case 'failure':
      return renderFailure(event, style)
    case 'claim':
      return renderClaim(event, style)
    case 'causes':
      return renderCausesHere(event, style)
  }
}

/** An exchange as the learner asked to see it again: nothing shortened. */
export const renderWholeExchange = (exchange: ExchangeSeen, style: Style, sessions?: Sessions): string =>
  renderExchange(exchange, style, 'full', sessions && { sessions })

/** Who plays the browser, and what to do about it where no real one does. */
function browserText({ real, reason, detail, install }: BrowserNamed): string {
  const rules = 'the tutor plays the browser, by the same rules'
  if (real !== null) return `From here on a real browser sends: ${real.replace('/', ' ')}, in an invisible window.`
  if (reason === 'failed') return `A real browser was found but does not start (${detail}), so ${rules}.`
  if (reason === 'hidden') return `No real browser is used here, so ${rules}.`
  const where = detail === null ? 'There is no Chromium or Chrome here' : `There is no program at ${detail}`
  return `${where}, so ${rules}.${install === null ? '' : ` To see a real one do it, install one: ${install}`}`
}

/** Who keeps the sessions, and what to do about it where no Redis does. */
function redisText({ real, reason, detail, install }: RedisNamed): string {
  const files = 'sessions go into files (session-file-store)'
  if (real !== null) return `A real Redis ${real} runs from here on, for you alone: on 127.0.0.1, with nothing on disk.`
  if (reason === 'failed') return `A Redis was found but does not start (${detail}), so ${files}.`
  if (reason === 'hidden') return `No Redis is used here, so ${files}.`
  const where = detail === null ? 'There is no redis-server here' : `There is no program at ${detail}`
  return `${where}, so ${files}.${install === null ? '' : ` To see a real Redis do it, install it: ${install}`}`
}

function renderRestart(event: Restarted, style: Style): string {
  const { behind = [], beside, processes } = event
  const text = note(restartText(event), style)
  if (beside || behind.length === 0) return text
  return `${text}\n   ${wrap(wayThrough(behind, style.dim, processes), proseColumns(style), 3)}`
}

function renderLaunch({ code, variables, stdout, stderr, label }: Launched, style: Style, detail: Detail): string {
  const settings = Object.entries(variables).map(([name, value]) => `${name}=${value} `)
  const printed = visibleLines((stdout + stderr).replace(/^\n+/, '').trimEnd())
  const output = (detail === 'brief' ? withoutStack(printed) : printed) || style.dim('It prints nothing.')
  const columns = proseColumns(style)
  const command = `${settings.join('')}node -e ${quoted(visibleLines(code))}`
  const lines = command.split('\n').map((line) => wrapCode(line, columns - 5))
  return [
    note(`In a process of its own: ${label}`, style),
    `   ${style.dim('$')} ${indented(lines.join('\n'), 5).trimStart()}`,
    indented(style.accent(wrap(output, columns - 3, 0, false)), 3),
  ].join('\n')
}

/** A program as a word for a POSIX shell, with its lines as they are. */
const quoted = (program: string): string => `'${program.replaceAll("'", String.raw`'\''`)}'`

/** Leaves out where in Node.js an exception passed by, and says so. */
function withoutStack(output: string): string {
  const lines = output.split('\n')
  const start = lines.findIndex((line) => /^ {4}at /.test(line))
  if (start < 0) return output
  return [...lines.slice(0, start), `+ ${lines.length - start} more lines`].join('\n')
}

/** Why a server did not start, in words. */
export function renderFailure({ kind, message }: Failure, style: Style): string {
  const sentence = {
    setup: 'The app does not start.',
    crash: 'Nothing caught an exception, so the server process would end here.',
    hang: 'The server never answers this request.',
    cut: 'The connection ends before the answer is complete.',
    stopped: 'The tutor stopped the app before the answer was complete.',
  }[kind]
  return [
    ` ${style.bad(`${style.glyphs.wrong} failed`)}  ${wrap(sentence, proseColumns(style), 11)}`,
    `   ${wrap(visible(message), proseColumns(style), 3)}`,
  ].join('\n')
}

function note(text: string, style: Style): string {
  return ` ${style.accent(style.glyphs.arrow)} ${wrap(visible(text), proseColumns(style), 2 + style.glyphs.arrow.length)}`
}
