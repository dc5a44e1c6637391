import type { ExchangeSeen } from '../../../lesson/events.ts'
import { curlCommand } from '../../../terminal/command-lines.ts'
import { renderPanes } from '../../../terminal/exchange/exchange.ts'
import type { Sessions } from '../../../terminal/exchange/sessions.ts'
import { renderTrace } from '../../../terminal/exchange/stack.ts'
import { renderGlossary, termsOn } from '../../../terminal/lesson/glossary.ts'
import type { Style } from '../../../terminal/style.ts'
import { indented, visible, visibleLines, wrap } from '../../../terminal/text.ts'
import { renderWholeTraced } from '../../../terminal/trace/exchange.ts'
import { renderFindingList } from '../../../terminal/trace/explained.ts'
import { renderFinding } from '../../../terminal/trace/finding.ts'
import { renderWholeHead, type TraceHead } from '../../../terminal/trace/head.ts'
import { chosenFinding, chosenRow, findingsOf, placeOf, type TraceState } from '../../../terminal/trace/state.ts'
import { renderNotice } from '../../../terminal/trace/notice.ts'
import { renderSummary } from '../../../terminal/trace/summary.ts'
import type { TracedExchange } from '../../../trace/collect.ts'
import { argv0Of } from '../../seen-in.ts'
import { MASK } from '../../../trace/mask.ts'
import type { Summary } from '../../../trace/summary.ts'
import { explainPage } from './explain.ts'
import { storyPage, type Told } from './story.ts'

/** What pages are made from. */
export interface PageSource extends Told {
  readonly head: TraceHead
  /** The chosen request. */
  readonly open: {
    readonly exchange: TracedExchange
    readonly seen: ExchangeSeen
    readonly sessions: Sessions
  } | null
  summary(): Summary
  /** The cookie of the chosen request taken apart; a sentence where there is none, or while it is taken apart. */
  cookie(style: Style): string
  /** A cause shown live, by its code; a sentence while that is under way. */
  live(code: string, style: Style): string
}

/** The text of the page that a person is at. */
export function pageOf(state: TraceState, source: PageSource, style: Style): string {
  const { head, open } = source
  const { view } = placeOf(state)
  switch (view) {
    case 'list':
    case 'output':
      return ''
    case 'exchange':
      return [
        ...(open
          ? [
              renderWholeTraced(
                open.exchange,
                open.seen,
                open.sessions,
                argv0Of(open.exchange.facts, source.observation),
                style,
              ),
            ]
          : []),
        ...findingsOf(state, chosenRow(state)?.number).map((finding) => renderFinding(finding, style)),
      ].join('\n\n')
    case 'trace':
      return open ? renderTrace(open.seen, style) : ''
    case 'command':
      return open ? commandPage(open.seen, style) : ''
    case 'cookie':
      return source.cookie(style)
    case 'story':
      return storyPage(chosenRow(state)?.client ?? '', source, style)
    case 'findings':
      return [
        ` ${style.bold('findings')}`,
        ...renderFindingList(state.findings, chosenFinding(state)?.first, style),
      ].join('\n\n')
    case 'finding': {
      const finding = chosenFinding(state)
      return finding ? explainPage(finding, style) : ''
    }
    case 'live':
      return source.live(chosenFinding(state)?.code ?? '', style)
    case 'summary':
      return [
        renderWholeHead(head, style),
        renderSummary(source.summary(), style),
        ...state.notices.map((notice) => renderNotice(notice, style)),
      ].join('\n\n')
    case 'words':
      return open
        ? renderGlossary(termsOn(renderPanes(open.seen, style, 'brief', { sessions: open.sessions })), style)
        : ''
  }
}

function commandPage(seen: ExchangeSeen, style: Style): string {
  const say = (text: string) => ` ${wrap(text, style.columns - 1, 1)}`
  const { request } = seen
  const { method } = request
  return [
    ` ${style.bold('curl')}  ${style.dim(visible(seen.label))}`,
    indented(visibleLines(curlCommand(seen)), 3),
    say(
      `${request.headers.some(([name]) => /^cookie$/i.test(name)) ? 'It has the real cookie in it. ' : ''}It was copied, where your terminal allows that.`,
    ),
    ...(request.headers.some(([, value]) => value === MASK)
      ? [say(`What is ${MASK} is masked in the process of the app: put the real value in.`)]
      : []),
    ...(method === 'GET' || method === 'HEAD' ? [] : [say('What was sent in its body is not kept: add it with -d.')]),
  ].join('\n\n')
}
