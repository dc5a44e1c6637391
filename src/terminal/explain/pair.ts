import type { Cause } from '../../diagnosis/cause.ts'
import type { Pair } from '../../doctor/pair.ts'
import type { ExchangeSeen } from '../../lesson/events.ts'
import { renderPanes } from '../exchange/exchange.ts'
import type { Sessions } from '../exchange/sessions.ts'
import { renderFileDiff } from '../exercise/file-diff.ts'
import { proseColumns } from '../lesson/verdict.ts'
import { renderInline } from '../markup/inline.ts'
import type { Style } from '../style.ts'
import { indented, visible, visibleLines, wrap } from '../text.ts'

/** The exchange of each app that shows what the cause is about, as lessons draw them. */
export interface Shown {
  readonly broken: ExchangeSeen | null
  readonly fixed: ExchangeSeen | null
  readonly sessions: Sessions
}

/** A cause, as it just happened: what it is, the exchange that shows it and the same one of the fixed app, what differs, and what to do. */
export function renderPair(cause: Cause, { finding, fixed, broken }: Pair, shown: Shown, style: Style): string {
  const columns = proseColumns(style)
  const message = finding ? visible(finding.message) : 'On this machine the broken app does not show it.'
  return [
    ...head(cause, style),
    `   ${wrap(message, columns - 3, 3)}`,
    '',
    ...(shown.broken ? [run('broken.js', shown.broken, shown.sessions, style), ''] : []),
    ...(shown.fixed ? [run('fixed.js', shown.fixed, shown.sessions, style), ''] : []),
    ` ${style.bold('What makes the difference')}`,
    broken.source === fixed.source
      ? `   ${wrap('Nothing in the app: the two are the same. What was sent to them differs.', columns - 3, 3)}`
      : renderFileDiff(broken.source, fixed.source, style),
    '',
    ...advice(cause, style),
    '',
    claim('The broken app shows it.', finding !== null, style),
    claim('The fixed app does not.', fixed.found === null, style),
  ].join('\n')
}

/** A cause whose apps need packages that are not there. */
export function renderMissing(
  cause: Cause,
  missing: readonly string[],
  { broken, fixed }: { readonly broken: string; readonly fixed: string },
  style: Style,
): string {
  const columns = proseColumns(style)
  return [
    ...head(cause, style),
    `   ${wrap(`${style.dim('you have it if')} ${cause.howToTell}`, columns - 3, 3)}`,
    '',
    ` ${style.bold('What makes the difference')}`,
    renderFileDiff(broken, fixed, style),
    '',
    ...advice(cause, style),
    '',
    ` ${wrap(`To see it happen, install what its apps need: npm install ${missing.join(' ')}`, columns, 3)}`,
  ].join('\n')
}

function head({ code, title, level }: Cause, style: Style): readonly string[] {
  return ['', ` ${style.bold(wrap(title, proseColumns(style), 1))}`, ` ${style.dim(`${code}, ${level}`)}`, '']
}

const run = (name: string, exchange: ExchangeSeen, sessions: Sessions, style: Style): string =>
  ` ${style.bold(name)}\n${renderPanes(exchange, style, 'brief', { sessions, tight: true })}`

function advice({ fix, lesson, step }: Cause, style: Style): readonly string[] {
  const columns = proseColumns(style)
  return [
    ` ${wrap(`${style.accent('fix')}  ${renderInline(fix.text, style)}`, columns, 6)}`,
    ...(fix.code === '' ? [] : [indented(style.dim(visibleLines(fix.code)), 6)]),
    ...(lesson === null
      ? []
      : [
          ` ${style.dim(wrap(`Lesson ${lesson}${step === null ? '' : `, ${step}`}, shows it: ${style.program} lesson ${lesson}`, columns, 3))}`,
        ]),
  ]
}

const claim = (text: string, isTrue: boolean, { good, bad, glyphs }: Style): string =>
  isTrue ? ` ${good(glyphs.right)} ${text}` : ` ${bad(`${glyphs.wrong} not here:`)} ${text}`
