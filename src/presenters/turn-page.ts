import type { ExchangeSeen } from '../lesson/events.ts'
import type { CauseName } from '../lesson/script.ts'
import { see, type Seen } from '../lesson/seen.ts'
import type { Sessions } from '../terminal/exchange/sessions.ts'
import type { Reach } from '../lesson/up-to.ts'
import { curlCommand } from '../terminal/command-lines.ts'
import { WOKEN, type Prompts } from '../terminal/prompts.ts'
import { renderCookieParts } from '../terminal/cookie/parts.ts'
import { renderTrace } from '../terminal/exchange/stack.ts'
import { renderEvent, renderWholeExchange } from '../terminal/lesson/event.ts'
import { keyTo, LETTERS, QUIT } from '../terminal/key-table.ts'
import { renderKeys, type Key } from '../terminal/keys.ts'
import type { Style } from '../terminal/style.ts'
import { renderGlossary, termsOn } from '../terminal/lesson/glossary.ts'
import { indented, visible, wrap } from '../terminal/text.ts'
import { callsBefore, type Live } from './live.ts'
import type { Journey, Outcome, Position } from './journey.ts'
import { partsOf, type Page } from './page.ts'

/** The way to the learner: what is written, and the keys that come back. */
export interface Desk {
  write(text: string): void
  readonly prompts: Prompts
}

const NEXT: Key = keyTo('onward', 'next')

/** Shows code with its types, or without. */
export const TYPES: Key = keyTo('types', 'types')
/** Leads to the steps of the lesson. */
export const STEPS: Key = keyTo('steps', 'steps')

/** Explains the words on the screen. */
export const WORDS: Key = keyTo('words', 'words')

/** Leads to what goes wrong at this point. */
export const MISTAKES: Key = keyTo('explain', 'mistakes')

/** Leave out the rest of a text that was asked for. */
export const SKIP: readonly Key[] = [keyTo('back', 'back to the page'), QUIT]

/** What of a run was told so far. */
export interface Told {
  readonly journey: Pick<Journey, 'showsTypes' | 'showTypes'>
  readonly sessions: Sessions
  /** Null between a question and its verdict, where an experiment would give it away. */
  readonly reach: Reach | null
  /** The claims of the page that a change of options may make false, by their texts. */
  readonly breakable: readonly string[]
  /** What goes wrong at this point: of the step whose last page it is, else nothing. */
  readonly causes: readonly CauseName[]
  /** What others send to the app meanwhile. */
  readonly live: Live
}

/**
 * Shows a page and waits until a key leads on.
 * @returns undefined for the next page, else what the learner wants instead
 */
export async function turnPage(
  page: Page,
  here: Position,
  lastPages: ReadonlyMap<number, number>,
  desk: Desk,
  style: Style,
  { sessions, reach, breakable, causes, journey, live }: Told,
): Promise<Outcome | undefined> {
  if (await showText(page.text, desk, style, [QUIT])) return { kind: 'quit' }
  const seen = page.exchanges.map((exchange) => ({ exchange, seen: see(exchange, exchange.cookieName) }))
  const useful: Readonly<Record<string, boolean>> = {
    [LETTERS.back]: here.step > 1 || here.page > 0,
    [LETTERS.again]: seen.length > 0,
    [LETTERS.change]: reach !== null && (seen.length > 0 || page.claims.length > 0),
    [LETTERS.game]: reach !== null && breakable.length > 0,
    [MISTAKES.key]: causes.length > 0,
    [LETTERS.all]: seen.length > 0,
    [LETTERS.trace]: seen.some(({ exchange }) => exchange.trace.length > 0),
    [LETTERS.cookie]: seen.some(({ seen: { setCookies } }) => setCookies.length > 0),
    [LETTERS.command]: seen.length > 0,
    [LETTERS.types]: page.hasTypes,
    [LETTERS.words]: termsOn(page.text).length > 0,
    [LETTERS.app]: live.address !== null,
  }
  const keys = ALL_KEYS.filter(({ key }) => useful[key] ?? true)
  for (;;) {
    const key = await desk.prompts.key(keys, (shown) => renderKeys(shown, style), live.waken)
    switch (key) {
      case WOKEN:
        if (await showCalls(live, desk, style, sessions, page.text)) return { kind: 'quit' }
        break
      case LETTERS.app:
        desk.write(`\n ${await openApp(live, page.exchanges.at(-1), style)}\n\n`)
        break
      case LETTERS.onward:
        return undefined
      case LETTERS.back:
        return { kind: 'goto', position: before(here, lastPages) }
      case LETTERS.again:
        return { kind: 'goto', position: here }
      case LETTERS.steps:
        return { kind: 'steps', position: here }
      case LETTERS.change:
        if (reach) return { kind: 'experiment', position: here, reach }
        break
      case LETTERS.game:
        return { kind: 'game', position: here, claims: breakable }
      case MISTAKES.key:
        return { kind: 'causes', position: here, causes }
      case LETTERS.quit:
        return { kind: 'quit' }
      case LETTERS.words:
        if (await leaves(renderGlossary(termsOn(page.text), style), desk, style, page.text)) return { kind: 'quit' }
        break
      case LETTERS.types:
        turnTypes(journey)
        if (await showText(page.text, desk, style, [QUIT])) return { kind: 'quit' }
        break
      default:
        if (await leaves(closeUps(key, seen, style, sessions), desk, style, page.text)) return { kind: 'quit' }
    }
  }
}

/**
 * Shows a text that was asked for.
 * @param page what a learner who leaves out its end goes back to, and sees again; left out where that is shown anyway
 * @returns whether the learner quits there
 */
export async function leaves(text: string, desk: Desk, style: Style, page?: string): Promise<boolean> {
  const key = await showText(text, desk, style, SKIP)
  if (key === undefined || key === QUIT.key) return key === QUIT.key
  return page !== undefined && (await showText(page, desk, style, [QUIT])) === QUIT.key
}

/**
 * Shows what others sent to the app.
 * @param known the sessions of the run so far
 * @param page as {@link leaves} takes it
 * @returns whether the learner quits there
 */
export async function showCalls(
  live: Live,
  desk: Desk,
  style: Style,
  known: Sessions,
  page?: string,
): Promise<boolean> {
  const { calls, left, sessions } = live.take(known)
  if (left > 0) desk.write(`\n ${style.dim(callsBefore(left))}\n`)
  for (const call of calls) {
    if (await leaves(renderEvent(call, style, 'brief', { sessions }), desk, style, page)) return true
  }
  return false
}

/** Opens the page of an exchange in the learner's own browser. @returns what came of it, in words */
async function openApp({ address, open }: Live, exchange: ExchangeSeen | undefined, style: Style): Promise<string> {
  const path = exchange?.request.method === 'GET' ? exchange.request.path : '/'
  const url = `http://${address}${path}`
  const said = (await open(url)) ? 'Your browser opens' : 'Nothing here opens a browser. Open it yourself:'
  return wrap(`${said} ${visible(url)}`, style.columns - 1, 1)
}

/** Shows types where they were not shown, and the other way round. */
export const turnTypes = (journey: Told['journey']): void => journey.showTypes(!journey.showsTypes())

/** An exchange of the page. */
interface Shown {
  readonly exchange: ExchangeSeen
  readonly seen: Seen
}

/** What a key shows of each exchange of the page. */
function closeUps(key: string, shown: readonly Shown[], style: Style, sessions: Sessions): string {
  const texts = shown.map(({ exchange, seen }) => {
    if (key === LETTERS.all) return renderWholeExchange(exchange, style, sessions)
    if (key === LETTERS.trace) return exchange.trace.length > 0 ? renderTrace(exchange, style) : ''
    if (key === LETTERS.cookie) return seen.setCookies.length > 0 ? renderCookieParts(seen, style) : ''
    return indented(curlCommand(exchange), 3)
  })
  return texts.filter((text) => text !== '').join('\n\n')
}

/**
 * Where `b` leads: a page back.
 * @param lastPages the last page of each step gone through
 */
export const before = ({ step, page }: Position, lastPages: ReadonlyMap<number, number>): Position =>
  page > 0 ? { step, page: page - 1 } : { step: Math.max(1, step - 1), page: lastPages.get(step - 1) ?? 0 }

/** Every key of the key bar, where it is at its longest. */
const ALL_KEYS: readonly Key[] = [
  NEXT,
  keyTo('back', 'back'),
  STEPS,
  keyTo('again', 'again'),
  keyTo('change', 'options'),
  keyTo('game', 'break a claim'),
  MISTAKES,
  keyTo('all', 'all headers'),
  keyTo('trace', 'trace'),
  keyTo('cookie', 'cookie'),
  keyTo('command', 'curl'),
  keyTo('app', 'open'),
  TYPES,
  WORDS,
  QUIT,
]

/** Lines of the window that a page may take: the key bar and a blank line above it need the rest. */
export const roomFor = (style: Style): number => style.rows - 1 - renderKeys(ALL_KEYS, style).split('\n').length

const MORE: Key = keyTo('onward', 'more')

/**
 * Writes a text of any length so that nothing scrolls away unread.
 * @param others keys beside `enter` that leave the rest out
 * @returns that key, or undefined if everything was shown
 */
export async function showText(
  text: string,
  desk: Desk,
  style: Style,
  others: readonly Key[] = [],
): Promise<string | undefined> {
  const parts = partsOf(text, roomFor(style), style.columns)
  for (const [i, part] of parts.entries()) {
    desk.write(`\n${part}\n\n`)
    if (i === parts.length - 1) return undefined
    const key = await desk.prompts.key([MORE, ...others], (keys) => renderKeys(keys, style))
    if (key !== MORE.key) return key
  }
  return undefined
}
