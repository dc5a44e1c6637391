import { stripVTControlCharacters } from 'node:util'
import type { Checked, Verdict } from '../../exercise/judge.ts'
import type { Problem } from '../../sandbox/problem.ts'
import { renderExchange } from '../exchange/exchange.ts'
import type { Detail } from '../exchange/look.ts'
import { sessionsOf } from '../exchange/sessions.ts'
import { renderInline } from '../markup/inline.ts'
import { failedChecks, reasonOf } from './reason.ts'
import type { Style } from '../style.ts'
import { aside, indented, proseColumns, TEXT_COLUMNS, visible, visibleLines, width, wrap } from '../text.ts'

/** A verified exercise. */
export interface Verification {
  readonly number: number
  readonly title: string
  /** As a person here would name it. */
  readonly file: string
  readonly verdict: Verdict
}

/** How much is told of what failed. */
export interface Telling {
  readonly detail: Detail
  /** Whether it is told why, with the line and what to do; else only what can be seen of it. */
  readonly why: boolean
}

/** Everything that a verification found: each check, and each that failed with the exchange that decided. */
export function renderVerification(
  { number, title, file, verdict }: Verification,
  style: Style,
  telling: Telling,
): string {
  const heading = aside(
    ` ${style.dim(String(number))}  ${style.bold(wrap(title, style.columns - 1, 4))}`,
    style.dim(visible(file)),
    Math.min(style.columns - 1, TEXT_COLUMNS + 1),
    4,
  )
  const blocks = [heading, renderChecks(verdict, style), ...renderFailures(verdict, style, telling, Infinity)]
  const output = renderOutput(verdict, style, MOST_OUTPUT)
  if (output !== '') blocks.push(output)
  return blocks.join('\n\n')
}

const MOST_OUTPUT = 40

/** One line a check: a sign, a word, and its sentence. */
export function renderChecks({ checks, problem }: Verdict, style: Style): string {
  const lines = checks.map(({ text, passed }) => {
    const sign = checkSign(passed, style)
    return `   ${sign}  ${wrap(renderInline(text, style), proseColumns(style), width(sign) + 5)}`
  })
  return problem === null ? lines.join('\n') : `${renderProblem(problem, style)}\n\n${lines.join('\n')}`
}

function checkSign(passed: Checked['passed'], style: Style): string {
  if (passed === null) return style.dim(`${style.glyphs.bullet} not reached`)
  return passed ? style.good(`${style.glyphs.right} passed`) : style.bad(`${style.glyphs.wrong} failed`)
}

function renderProblem({ message, hint }: Problem, style: Style): string {
  const columns = proseColumns(style)
  return [
    `   ${style.bad(`${style.glyphs.wrong} ${wrap(visible(message), columns, 5)}`)}`,
    `     ${wrap(visible(hint), columns, 5)}`,
  ].join('\n')
}

/**
 * For each check that failed: its sentence, perhaps why, the header concerned and the exchange that decided.
 * @param most how many at most
 */
export function renderFailures(verdict: Verdict, style: Style, telling: Telling, most: number): readonly string[] {
  const shown = new Set<string>()
  return failedChecks(verdict)
    .slice(0, most)
    .map((check) => {
      const label = check.exchange?.label
      const again = label !== undefined && shown.has(label)
      if (label !== undefined) shown.add(label)
      return renderFailure(check, again, verdict, style, telling)
    })
}

function renderFailure(check: Checked, again: boolean, verdict: Verdict, style: Style, telling: Telling): string {
  const { text, exchange, header } = check
  const columns = proseColumns(style)
  const lines = [` ${style.bad(style.glyphs.wrong)} ${wrap(renderInline(text, style), columns, 3)}`]
  const why = telling.why ? reasonOf(check, verdict) : null
  if (why !== null) {
    const reason = `${why.line === null ? '' : `**Line ${why.line}:** `}${visible(why.text)}`
    lines.push(`   ${wrap(renderInline(reason, style), columns, 3)}`)
  }
  const parts = [lines.join('\n')]
  if (exchange !== null) {
    const isThere = header?.of === 'request' || exchange.response.status > 0
    if (header !== null && isThere) parts.push(lookAt(exchange[header.of].headers, header, style))
    parts.push(
      again
        ? `   ${style.dim(wrap(`The exchange "${visible(exchange.label)}" above decided this, too.`, columns, 3))}`
        : renderExchange({ event: 'exchange', ...exchange }, style, telling.detail, {
            sessions: sessionsOf([exchange]),
          }),
    )
  }
  return parts.join('\n\n')
}

function lookAt(
  headers: readonly (readonly [string, string])[],
  { of, name }: NonNullable<Checked['header']>,
  style: Style,
): string {
  const sign = of === 'request' ? '>' : '<'
  const found = headers.filter(([key]) => key.toLowerCase() === name.toLowerCase())
  const lines =
    found.length === 0 ? [`no ${name} header`] : found.map(([key, value]) => `${visible(key)}: ${visible(value)}`)
  const label = '   look at  '
  return lines
    .map((line, i) => {
      const text = `${style.dim(sign)} ${style.accent(wrap(line, proseColumns(style), label.length + 2))}`
      return `${i === 0 ? style.bold(label) : ' '.repeat(label.length)}${text}`
    })
    .join('\n')
}

/**
 * What the file printed, with its colours taken out and its control characters visible; an empty text if it was silent.
 * @param most lines of the screen at most; the last ones are shown
 */
export function renderOutput({ output }: Verdict, style: Style, most: number): string {
  const text = output
    .map((part) => stripVTControlCharacters(part.text).trimEnd())
    .filter(Boolean)
    .join('\n')
  if (text === '') return ''
  const lines = visibleLines(text.replaceAll('\r\n', '\n').replaceAll('\t', '  '))
    .split('\n')
    .flatMap((line) => wrap(line, style.columns - 4).split('\n'))
  const left = output.reduce((sum, part) => sum + part.left, 0)
  const hidden = Math.max(0, lines.length - most)
  const remarks = [
    ...(hidden > 0 ? [`+ ${hidden} lines before these`] : []),
    ...(left > 0 ? [`+ ${left} more characters`] : []),
  ]
  return [
    ` ${wrap(`${style.bold('Your file printed')}${remarks.length > 0 ? style.dim(`  ${remarks.join(', ')}`) : ''}`, style.columns - 1, 3)}`,
    indented(lines.slice(hidden).join('\n'), 3),
  ].join('\n')
}
