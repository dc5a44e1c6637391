import { renderKeys } from '../keys.ts'
import { renderMarkdown } from '../markup/markdown.ts'
import type { HintShown } from '../exercise/hints.ts'
import { renderChecks, renderFailures, renderOutput } from '../exercise/verification.ts'
import type { Style } from '../style.ts'
import { aside, proseColumns, TEXT_COLUMNS, visible, wrap } from '../text.ts'
import { keyFor, keysOf, SCROLL } from './keys.ts'
import { hasNext, type WatchRow, type WatchState } from './state.ts'

/** The screen of `watch`: what fits the window, and below it the keys that do something now. */
export function renderWatch(state: WatchState, style: Style): string {
  const { lines, room, top } = measure(state, style)
  const shown = lines.slice(top, top + room)
  const scroll = SCROLL.filter(({ by }) => (by > 0 ? top + room < lines.length : top > 0))
  const bar = renderKeys([...(state.view === 'exercise' ? scroll : []), ...keysOf(state)], style)
  return `\n${shown.join('\n')}\n\n${bar}`
}

/** The first line that is shown, counted from 0: what was wanted, as far as the text goes. */
export const topOf = (state: WatchState, style: Style): number => measure(state, style).top

/**
 * The whole text, how many of its lines fit above the key bar, and the first of those. The bar is measured with every key it may
 * have, so that the text does not jump when one comes or goes.
 */
function measure(state: WatchState, style: Style) {
  const blocks = blocksOf(state, style)
  const room = style.rows - 3 - renderKeys([...SCROLL, ...keysOf(state)], style).split('\n').length
  const lines = linesOf(blocks)
  const wanted = state.top === 'hint' ? topForHint(state, blocks, room, style) : state.top
  return { lines, room, top: Math.max(0, Math.min(wanted, lines.length - room)) }
}

const linesOf = (blocks: readonly string[]): readonly string[] => blocks.join('\n\n').split('\n')

/** From the top if the hint is seen there, otherwise from the hint on. */
function topForHint({ hint }: WatchState, blocks: readonly string[], room: number, style: Style): number {
  const place = hint === null ? -1 : blocks.indexOf(renderHint(hint, style))
  if (place < 1 || linesOf(blocks.slice(0, place + 1)).length <= room) return 0
  return linesOf(blocks.slice(0, place)).length + 1
}

function blocksOf(state: WatchState, style: Style): readonly string[] {
  const columns = proseColumns(style)
  const say = (sentence: string) => ` ${wrap(sentence, columns, 1)}`
  if (state.view === 'list') return [` ${style.bold('Exercises')}`, renderRows(state, style)]
  if (state.view === 'reset') {
    return [
      heading(state, style),
      say(`Start ${visible(state.file)} over? Your file stays beside it, with .old in its name.`),
    ]
  }
  return [heading(state, style), ...exerciseBlocks(state, style, say)]
}

function heading({ number, title, file, running, gone }: WatchState, style: Style): string {
  const what = gone ? '' : running ? 'running' : 'watching'
  return [
    aside(
      ` ${style.dim(String(number))}  ${style.bold(wrap(title, proseColumns(style), 4))}`,
      style.dim(what),
      Math.min(style.columns - 1, TEXT_COLUMNS + 1),
      4,
    ),
    `    ${style.dim(wrap(visible(file), style.columns - 1, 4))}`,
  ].join('\n')
}

function exerciseBlocks(state: WatchState, style: Style, say: (sentence: string) => string): readonly string[] {
  const { verdict, gone, fresh, kept, file } = state
  if (gone)
    return [say(`There is no ${visible(file)} any more. Put it back, or press ${keyFor('reset')} to start over.`)]
  if (verdict === null) return [...kept.map((sentence) => say(visible(sentence))), say('This is its first run.')]
  // In a low window the rest is out of sight.
  const blocks = verdict.passed ? [solved(state, style, say)] : []
  blocks.push(renderChecks(verdict, style))
  if (fresh) blocks.push(...kept.map((sentence) => say(visible(sentence))))
  if (fresh) blocks.push(say('Open the file in your editor: the task is on top of it. Each save is checked.'))
  blocks.push(...renderFailures(verdict, style, { detail: 'brief', why: state.why }, 1))
  if (state.hint && !verdict.passed) blocks.push(renderHint(state.hint, style))
  const output = renderOutput(verdict, style, 6)
  if (output !== '') blocks.push(output)
  return blocks
}

function solved(state: WatchState, style: Style, say: (sentence: string) => string): string {
  const { solution, rows } = state
  const left = rows.filter(({ status }) => status !== 'solved').length
  const onward = hasNext(state)
    ? `Press ${keyFor('next')} for the next one.`
    : left === 0
      ? 'That was the last one: you have solved them all.'
      : ''
  return [
    ` ${style.good(`${style.glyphs.right} solved`)}  ${wrap(onward, proseColumns(style), 11)}`,
    say(style.dim(`Another way, and why it works: ${visible(solution)}`)),
  ].join('\n')
}

function renderHint({ number, of, text }: HintShown, style: Style): string {
  const columns = proseColumns(style)
  return ` ${style.accent(`hint ${number} of ${of}`)}\n${renderMarkdown(text, { ...style, columns })}`
}

function renderRows({ rows, number }: WatchState, style: Style): string {
  const columns = Math.min(style.columns - 1, TEXT_COLUMNS + 1)
  return rows
    .map((row) => {
      const pointer = row.number === number ? style.accent(style.glyphs.pointer) : ' '
      const title = wrap(row.title, columns, 6)
      return aside(` ${pointer} ${row.number}  ${title}`, rowStatus(row, style), columns, 6)
    })
    .join('\n')
}

function rowStatus({ status, passed, checks }: WatchRow, style: Style): string {
  if (status === 'solved') return style.good(`${style.glyphs.right} solved`)
  return status === 'started' && checks > 0 ? style.accent(`${passed} of ${checks}`) : ''
}
