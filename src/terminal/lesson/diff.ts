import type { Difference, ExchangeDiff, RunDiff } from '../../lesson/compare.ts'
import type { Detail } from '../exchange/look.ts'
import { optionValue } from '../command-lines.ts'
import { proseColumns } from './verdict.ts'
import { renderInline } from '../markup/inline.ts'
import type { Style } from '../style.ts'
import { shorten, visible, wrap } from '../text.ts'

/** What the brief view shows of each list; the rest is counted. */
const BRIEF = { claims: 5, exchanges: 2 }

/** Said while a lesson is played for an experiment. @param upToHere not to its end, but as far as the learner has come */
export const playedTwice = (upToHere: boolean): string =>
  `Playing the lesson${upToHere ? ' up to here' : ''}, twice ...`

/**
 * Two runs as a diff: which claims the change broke, and what it did to each exchange. The brief view is a page or two.
 * @param before the options of the normal run
 * @param sentences what the lesson says about this change
 */
export function renderDiff(
  diff: RunDiff,
  before: Readonly<Record<string, unknown>>,
  sentences: readonly string[],
  style: Style,
  detail: Detail,
): string {
  const columns = proseColumns(style)
  const blocks = [
    renderChange(diff.change, before, style),
    ...sentences.map((sentence) => ` ${wrap(renderInline(sentence, style), columns, 1)}`),
    renderClaims(diff, style, detail),
    ...renderExchanges(diff, style, detail),
  ]
  return blocks.filter(Boolean).join('\n\n')
}

/** What was changed: each option with its value before and after. @param before the options of the normal run */
export function renderChange(
  change: RunDiff['change'],
  before: Readonly<Record<string, unknown>>,
  style: Style,
): string {
  return Object.entries(change)
    .map(([name, value]) => {
      const [was, is] = [visible(optionText(before, name)), visible(optionValue(value))]
      const made = was === is ? `${is}, everywhere in the lesson` : `${was} ${style.glyphs.arrow} ${is}`
      return ` ${wrap(`You changed   ${style.bold(visible(name))}   ${made}`, proseColumns(style), 3)}`
    })
    .join('\n')
}

/** An option's value in the normal run; dotted names look into `cookie`. */
function optionText(options: Readonly<Record<string, unknown>>, name: string): string {
  const value = name.split('.').reduce<unknown>((from, key) => (from as Record<string, unknown> | null)?.[key], options)
  return value === undefined ? 'not set' : JSON.stringify(value)
}

function renderClaims({ fell, still, notReached }: RunDiff, style: Style, detail: Detail): string {
  const columns = proseColumns(style)
  const shown = detail === 'brief' && fell.length > BRIEF.claims + 1 ? fell.slice(0, BRIEF.claims) : fell
  const lines = shown.map(
    ({ text }) =>
      ` ${style.bad(`${style.glyphs.wrong} no longer true`)}  ${wrap(renderInline(text, style), columns, 19)}`,
  )
  if (shown.length < fell.length) lines.push(style.dim(`   + ${fell.length - shown.length} more no longer true`))
  const others = `${still.length} other claim${still.length === 1 ? '' : 's'}`
  if (still.length > 0) lines.push(` ${style.good(`${style.glyphs.right} still true`)}      ${others}`)
  if (notReached.length > 0) {
    const claims = `${notReached.length} claim${notReached.length === 1 ? '' : 's'}`
    lines.push(` ${wrap(`${style.glyphs.bullet} not reached     ${claims}: the run stopped before`, columns, 19)}`)
  }
  return lines.join('\n')
}

/** What a change did to each exchange, and what was not sent any more. One block each. */
export function renderExchanges(diff: RunDiff, style: Style, detail: Detail): string[] {
  const columns = proseColumns(style)
  const all = [...diff.starts, ...diff.exchanges]
  const shown = detail === 'brief' && all.length > BRIEF.exchanges + 1 ? all.slice(0, BRIEF.exchanges) : all
  const blocks = shown.map((exchange) => renderExchangeDiff(exchange, style, detail))
  if (shown.length < all.length) {
    const others = all.slice(shown.length).map(({ label }) => visible(label))
    blocks.push(style.dim(` ${wrap(`+ ${others.length} more are different: ${others.join(', ')}`, columns, 3)}`))
  }
  if (diff.notSent.length > 0) {
    blocks.push(` ${wrap(`Not sent any more: ${diff.notSent.map(visible).join(', ')}`, columns, 3)}`)
  }
  if (blocks.length === 0) blocks.push(` ${wrap('Wire, stack and store did the same as before.', columns, 1)}`)
  return blocks
}

function renderExchangeDiff({ label, differences }: ExchangeDiff, style: Style, detail: Detail): string {
  const lines = differences.flatMap((difference) => differenceLines(difference, style, detail))
  return [` ${style.bold(wrap(visible(label), proseColumns(style), 1))}`, ...lines].join('\n')
}

const PREFIX: Readonly<Record<Difference['where'], string>> = {
  request: '> ',
  response: '< ',
  body: '< body  ',
  middleware: 'trace  ',
  store: 'store  ',
  error: 'error  ',
  deprecation: 'deprecated  ',
  failure: 'failed  ',
}

function differenceLines({ where, before, after }: Difference, style: Style, detail: Detail): string[] {
  const line = (sign: string, text: string) => {
    const whole = PREFIX[where] + visible(detail === 'brief' ? shortenWords(text) : text)
    return `   ${sign} ${detail === 'brief' ? wrap(whole, proseColumns(style), 5) : whole}`
  }
  return [
    ...(before === null ? [] : [line(style.bad('-'), before)]),
    ...(after === null ? [] : [line(style.good('+'), after)]),
  ]
}

/** Ids and signatures are long and random: their ends are enough to tell them apart. */
const shortenWords = (text: string): string => text.replace(/[\w%+/.~-]{30,}/g, (word) => shorten(word, 24))
