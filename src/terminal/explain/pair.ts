import type { Cause } from '../../diagnosis/cause.ts'
import type { Claim, Pair } from '../../doctor/pair.ts'
import type { ExchangeSeen } from '../../lesson/events.ts'
import { renderPanes } from '../exchange/exchange.ts'
import type { Sessions } from '../exchange/sessions.ts'
import { renderFileDiff } from '../exercise/file-diff.ts'
import { renderInline } from '../markup/inline.ts'
import type { Style } from '../style.ts'
import { indented, labelled, proseColumns, visible, visibleLines, wrap } from '../text.ts'
import { sideBySide } from './columns.ts'

/** What happened in one of the two apps. */
export interface RunShown {
  /** The exchange that shows what the cause is about, as lessons draw them; null where there was none. */
  readonly exchange: ExchangeSeen | null
  /** What tells the run from the other and is in no exchange: what it is of, and what it was. */
  readonly outside: readonly (readonly [label: string, text: string])[]
}

/** What is shown of the runs of both apps. */
export interface Shown {
  readonly broken: RunShown
  readonly fixed: RunShown
  /** Headers of the responses that differ, in small letters. */
  readonly headers: readonly string[]
  readonly sessions: Sessions
}

/** A cause and what is known of it here. */
export interface Played {
  readonly cause: Cause
  readonly pair: Pair
  readonly shown: Shown
  readonly claims: readonly Claim[]
  /** The line that installs what the apps need and what is not there; null where they ran here. */
  readonly install: string | null
}

/**
 * A cause, as it just happened, or as it was recorded: what it is, the exchange that shows it beside the one of the fixed app, and what to do.
 * @param withDiff whether the difference between the two apps is told, too
 */
export function renderPair({ cause, pair, shown, claims, install }: Played, style: Style, withDiff: boolean): string {
  const columns = proseColumns(style)
  const { finding } = pair
  const message = finding ? visible(finding.message) : 'On this machine the broken app does not show it.'
  return [
    ...head(cause, style),
    `   ${wrap(message, columns, 3)}`,
    `   ${wrap(`${style.dim('you have it if')} ${cause.howToTell}`, columns, 3)}`,
    '',
    ...recordedNote(pair, install, style),
    sideBySide(
      { name: pair.broken.name, run: shown.broken },
      { name: pair.fixed.name, run: shown.fixed },
      ({ name, run }, narrowed) => runText(name, run, shown, narrowed),
      style,
    ),
    '',
    ...(withDiff ? [renderDifference(pair, style), ''] : []),
    ...advice(cause, style),
    '',
    ...claims.map((claim) => claimText(claim, style)),
  ].join('\n')
}

/** The difference between the two apps. */
export function renderDifference({ broken, fixed }: Pair, style: Style): string {
  return [
    ` ${style.bold('What makes the difference')}`,
    broken.source === fixed.source
      ? `   ${wrap('Nothing in the app: the two are the same. The requests differ.', proseColumns(style), 3)}`
      : renderFileDiff(broken.source, fixed.source, style),
  ].join('\n')
}

function head({ code, title, level }: Cause, style: Style): readonly string[] {
  return ['', ` ${style.bold(wrap(title, proseColumns(style), 1))}`, ` ${style.dim(`${code}, ${level}`)}`, '']
}

function recordedNote({ recorded }: Pair, install: string | null, style: Style): readonly string[] {
  if (recorded === null) return []
  const columns = proseColumns(style)
  const versions = Object.entries(recorded).map(([name, version]) => `${name} ${version}`)
  return [
    ` ${style.accent(wrap(`Recorded, with ${visible(versions.join(', '))}`, columns, 1))}`,
    ...(install === null ? [] : [`   ${wrap(`To see it happen here: ${install}`, columns, 3)}`]),
    '',
  ]
}

function runText(name: string, { exchange, outside }: RunShown, { sessions, headers }: Shown, style: Style): string {
  const rows = outside.map(([label, text]) =>
    labelled(`   ${style.dim(label)}`, visible(text.replaceAll(/\s+/g, ' ')), LABEL, style.columns - 1),
  )
  const nothing = exchange === null && rows.length === 0 ? [`   ${style.dim('no request was sent')}`] : []
  const panes = exchange
    ? [renderPanes(withoutMuch(exchange), style, 'brief', { sessions, tight: true, telling: headers })]
    : []
  return [` ${style.bold(wrap(visible(name), style.columns - 1, 1))}`, ...panes, ...nothing, ...rows].join('\n')
}

const LABEL = 12

/** So much of a header or of a session is shown, in characters: the rest would fill the window. */
const MOST = 300

/** An exchange in which very long values are shortened: nobody reads the middle of 10 kB. */
function withoutMuch(exchange: ExchangeSeen): ExchangeSeen {
  const { request, response, store } = exchange
  const headers = (all: ExchangeSeen['request']['headers']) =>
    all.map(
      ([name, value]) =>
        [name, value.length > MOST ? `${value.slice(0, MOST)}... (${value.length} characters)` : value] as const,
    )
  const data = (session: ExchangeSeen['store'][number]['session']) => {
    const text = JSON.stringify(session)
    return session && text.length > MOST ? { '...': `${text.length} characters of JSON` } : session
  }
  return {
    ...exchange,
    request: { ...request, headers: headers(request.headers) },
    response: { ...response, headers: headers(response.headers) },
    store: store.map((call) => ({ ...call, session: data(call.session), before: data(call.before) })),
  }
}

function advice({ fix, unless, lesson, step }: Cause, style: Style): readonly string[] {
  const columns = proseColumns(style)
  return [
    ` ${wrap(`${style.accent('fix')}  ${renderInline(fix.text, style)}`, columns, 6)}`,
    ...(fix.code === '' ? [] : [indented(style.dim(wrap(visibleLines(fix.code), columns - 6, 0, false)), 6)]),
    ...(unless === null
      ? []
      : ['', ` ${style.bold('When this is right')}`, `   ${wrap(renderInline(unless, style), columns, 3)}`]),
    '',
    ` ${wrap(`Lesson ${lesson}, ${step}, shows it: ${style.program} lesson ${lesson}`, columns, 3)}`,
  ]
}

const claimText = ({ text, holds }: Claim, style: Style): string => {
  const { good, bad, glyphs } = style
  const line = wrap(renderInline(text, style), proseColumns(style) - 3, 3)
  return holds ? ` ${good(glyphs.right)} ${line}` : ` ${bad(`${glyphs.wrong} not here:`)} ${line}`
}
