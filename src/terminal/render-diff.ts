import type { Difference, ExchangeDiff, RunDiff } from '../lesson/compare.ts'
import type { Detail } from './render-exchange.ts'
import { optionValue } from './commands.ts'
import { proseColumns } from './render-verdict.ts'
import { renderInline } from './render-markdown.ts'
import type { Style } from './style.ts'
import { shorten, visible, wrap } from './text.ts'

/** Two runs as a diff: what the change did to each exchange, and which claims it broke. */
export function renderDiff(
  diff: RunDiff,
  before: Readonly<Record<string, unknown>>,
  sentences: readonly string[],
  style: Style,
  detail: Detail,
): string {
  const changes = Object.entries(diff.change).map(([name, value]) => {
    const was = before[name] === undefined ? 'not set' : JSON.stringify(before[name])
    return ` You changed   ${style.bold(visible(name))}   ${visible(`${was} `)}${style.glyphs.arrow}${visible(` ${optionValue(value)}`)}`
  })
  const columns = proseColumns(style)
  const blocks = [
    ...changes,
    ...[...diff.starts, ...diff.exchanges].map((exchange) => renderExchangeDiff(exchange, style, detail)),
    diff.notSent.length > 0 ? ` ${wrap(`Not sent any more: ${diff.notSent.map(visible).join(', ')}`, columns, 3)}` : '',
    diff.exchanges.length + diff.starts.length + diff.notSent.length === 0
      ? ' Nothing on the wire, in the middleware or in the store is different.'
      : '',
    renderClaims(diff, style),
    ...sentences.map((sentence) => ` ${wrap(renderInline(sentence, style), columns, 1)}`),
  ]
  return blocks.filter(Boolean).join('\n\n')
}

function renderClaims({ fell, still }: RunDiff, style: Style): string {
  const columns = proseColumns(style)
  const fallen = fell.map(
    ({ text }) =>
      ` ${style.bad(`${style.glyphs.wrong} no longer true`)}  ${wrap(renderInline(text, style), columns, 19)}`,
  )
  const count = ` ${style.good(`${style.glyphs.right} still true`)}      ${still.length} other claim${still.length === 1 ? '' : 's'}`
  return [...fallen, ...(still.length > 0 ? [count] : [])].join('\n')
}

function renderExchangeDiff({ label, differences }: ExchangeDiff, style: Style, detail: Detail): string {
  const lines = differences.flatMap((difference) => differenceLines(difference, style, detail))
  return [` ${style.bold(visible(label))}`, ...lines].join('\n')
}

const PREFIX: Readonly<Record<Difference['where'], string>> = {
  request: '> ',
  response: '< ',
  body: '< body  ',
  middleware: 'middleware  ',
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
