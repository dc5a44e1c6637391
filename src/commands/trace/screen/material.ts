import type { Environment } from '../../../environment.ts'
import { NOTHING_YET } from '../../../observe/fact.ts'
import type { TraceMaterial } from '../../../terminal/trace/material.ts'
import type { Style } from '../../../terminal/style.ts'
import { wrap } from '../../../terminal/text.ts'
import { chosenRow, type TraceState } from '../../../terminal/trace/state.ts'
import { asideOf } from '../../../trace/aside.ts'
import type { Collected } from '../../../trace/collect.ts'
import type { Output } from '../../../trace/output.ts'
import { summaryOf } from '../../../trace/summary.ts'
import type { Words } from '../../../trace/words.ts'
import { seenIn } from '../../seen-in.ts'
import type { Letters } from '../letters.ts'
import { createComing } from './coming.ts'
import { cookiePage, sessionCookieOf } from './cookie-page.ts'
import { explainLive } from './explain.ts'
import { headOf } from './head.ts'
import { pageOf, type PageSource } from './pages.ts'

/** What a trace has before anything is known of the app. */
export const NOTHING_COLLECTED: Collected = {
  observation: NOTHING_YET,
  exchanges: [],
  forgotten: 0,
  lost: 0,
  sessions: { made: 0, found: 0, lost: 0 },
  findings: [],
  blind: [],
  notices: [],
  looks: 0,
  answering: [],
}

/** What a trace is drawn from. */
export interface Sources {
  /** What is started. */
  readonly words: Words
  readonly letters: Letters
  readonly output: Pick<Output, 'last'>
  readonly environment: Environment
}

/**
 * Gathers what is drawn of a trace: only what the window asks for is made.
 * @param changed is called when something has come for which a page waits
 */
export function createMaterial({ words, letters, output, environment }: Sources, changed: () => void) {
  const { folder } = environment
  const [cookies, causes] = [createComing(changed), createComing(changed)]
  return (state: TraceState, collected: Collected): TraceMaterial => {
    const { observation, exchanges, answering } = collected
    const open = openOf(collected, chosenRow(state)?.number, letters, folder)
    const head = headOf(words, observation, folder)
    const source: PageSource = {
      head,
      open,
      exchanges,
      observation,
      answering: answering.length,
      aside: asideOf(collected),
      letters,
      folder,
      summary: () => summaryOf(collected),
      cookie(style) {
        const paste = open && sessionCookieOf(open.seen)
        if (!paste) return say(style, 'There is no session cookie in this request, and none in its answer.')
        const make = () => cookiePage(paste, environment.now(), style)
        return cookies.text(`${style.columns} ${paste}`, ' A moment.', make)
      },
      live: (code, style) =>
        causes.text(`${style.columns} ${code}`, say(style, STARTING), () => explainLive(code, environment)),
    }
    return {
      head,
      open: () => open,
      page: (style) => pageOf(state, source, style),
      printed: (most, below) => output.last(most, below),
    }
  }
}

const STARTING = 'Two apps are started: one that has the fault, and one that has not.'

const say = (style: Style, text: string): string => ` ${wrap(text, style.columns - 1, 1)}`

/** The exchange with a number, as lessons see one; null if it is not kept. */
export function openOf(
  { exchanges, observation }: Collected,
  number: number | undefined,
  letters: Letters,
  folder: string,
): PageSource['open'] {
  // They are kept in a row, so its place follows from its number.
  const exchange = number === undefined ? undefined : exchanges[number - (exchanges[0]?.number ?? 1)]
  if (!exchange) return null
  const seen = seenIn(exchange.facts, observation, folder)
  return { exchange, seen, sessions: letters.in(seen) }
}
