import type { Difference, ExchangeDiff, RunDiff } from '../../lesson/compare.ts'
import { bodyInALine } from '../exchange/body.ts'
import type { Detail } from '../exchange/look.ts'
import { optionValue } from '../command-lines.ts'
import { renderInline } from '../markup/inline.ts'
import type { Style } from '../style.ts'
import { aside, counted, proseColumns, shorten, visible, wrap } from '../text.ts'

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
  const others = counted(still.length, 'other claim')
  if (still.length > 0) lines.push(` ${style.good(`${style.glyphs.right} still true`)}      ${others}`)
  if (notReached.length > 0) {
    const claims = counted(notReached.length, 'claim')
    lines.push(` ${wrap(`${style.glyphs.bullet} not reached     ${claims}: the run stopped before`, columns, 19)}`)
  }
  return lines.join('\n')
}

/**
 * What a change did to each exchange, and what was not sent any more. One block each.
 * @param room lines for the exchanges of a step, of which the last ones decide; left out, the first ones of a whole lesson are told
 */
export function renderExchanges(diff: RunDiff, style: Style, detail: Detail, room?: number): string[] {
  const columns = proseColumns(style)
  const all = [...diff.starts, ...diff.exchanges]
  const drawn = all.map((exchange) => renderExchangeDiff(exchange, style, detail))
  const [first, end] = detail === 'full' ? [0, all.length] : partOf(drawn, room)
  const blocks = drawn.slice(first, end)
  const others = [...all.slice(0, first), ...all.slice(end)].map(({ label }) => visible(label))
  if (others.length > 0) {
    const are = others.length === 1 ? 'is' : 'are'
    blocks.push(style.dim(` ${wrap(`+ ${others.length} more ${are} different: ${others.join(', ')}`, columns, 3)}`))
  }
  if (diff.notSent.length > 0) {
    blocks.push(` ${wrap(`No longer sent: ${diff.notSent.map(visible).join(', ')}`, columns, 3)}`)
  }
  if (blocks.length === 0) blocks.push(` ${wrap('Wire, stack and store are the same as before.', columns, 1)}`)
  return blocks
}

/** Which blocks the brief view shows: the place of the first one, and of the one behind the last. */
function partOf(blocks: readonly string[], room: number | undefined): readonly [number, number] {
  if (room === undefined) return [0, blocks.length > BRIEF.exchanges + 1 ? BRIEF.exchanges : blocks.length]
  let first = blocks.length
  // An empty line stands above each, and one line names what is left out.
  for (let left = room - 2; first > 0; first--) {
    left -= (blocks[first - 1] ?? '').split('\n').length + 1
    if (left < 0 && first < blocks.length) break
  }
  return [first, blocks.length]
}

function renderExchangeDiff({ label, differences }: ExchangeDiff, style: Style, detail: Detail): string {
  const loud = detail === 'full' ? differences : loudOf(differences)
  const lines = loud.flatMap((difference) => differenceLines(difference, style, detail))
  const left = differences.length - loud.length
  const title = ` ${style.bold(wrap(visible(label), proseColumns(style), 1))}`
  const note = left === 0 ? '' : style.dim(`+ ${left} more`)
  return [note === '' ? title : aside(title, note, proseColumns(style), 3), ...lines].join('\n')
}

/** The differences that tell most: not the trace, which says the same in its own words, and no header that no page shows. */
function loudOf(differences: readonly Difference[]): readonly Difference[] {
  const loud = differences.filter(
    ({ where, before, after }) =>
      where !== 'middleware' &&
      ((where !== 'request' && where !== 'response') || LOUD.test(before ?? '') || LOUD.test(after ?? '')),
  )
  return loud.length > 0 ? loud : differences
}

const LOUD = /^(HTTP\/|cookie:|set-cookie:|location:)/i

const PREFIX: Readonly<Record<Difference['where'], string>> = {
  request: '> ',
  response: '< ',
  body: '< body  ',
  middleware: 'trace  ',
  store: 'store  ',
  error: 'error  ',
  deprecation: 'deprecated  ',
  failure: 'failed  ',
  table: '',
  deploy: '',
}

function differenceLines({ where, before, after }: Difference, style: Style, detail: Detail): string[] {
  const line = (sign: string, text: string) => {
    const brief = () => shortenWords(where === 'body' ? bodyInALine(text) : text)
    const whole = PREFIX[where] + visible(detail === 'brief' ? brief() : text)
    return `   ${sign} ${detail === 'brief' ? wrap(whole, proseColumns(style), 5) : whole}`
  }
  return [
    ...(before === null ? [] : [line(style.bad('-'), before)]),
    ...(after === null ? [] : [line(style.good('+'), after)]),
  ]
}

/** Ids and signatures are long and random: their ends are enough to tell them apart. */
const shortenWords = (text: string): string => text.replace(/[\w%+/.~-]{30,}/g, (word) => shorten(word, 24))
