import { renderMarkdown } from '../markup/markdown.ts'
import { renderVerification } from '../exercise/verification.ts'
import type { HintShown } from '../exercise/hints.ts'
import type { Style } from '../style.ts'
import { proseColumns, visible, wrap } from '../text.ts'
import { wordsOf } from './keys.ts'
import type { WatchState } from './state.ts'

/** What was written last where nothing is redrawn, so that only what is new is written. */
export interface Said {
  readonly text: string
  readonly hint: HintShown | null
  readonly kept: readonly string[]
}

/** Nothing so far. */
export const NOTHING_SAID: Said = { text: '', hint: null, kept: [] }

/** What is new since the last time, and what has been said then. Not every change is worth a word. */
export function tellNews(state: WatchState, said: Said, style: Style): { readonly news: string; readonly said: Said } {
  const { hint, kept } = state
  const text = renderWatchPlainly(state, style)
  const news = [
    kept === said.kept ? '' : renderKeptPlainly(kept, style),
    hint === null || hint === said.hint ? '' : renderHintPlainly(hint, style),
    text === null || text === said.text ? '' : `${text}\n`,
  ]
  return { news: news.join(''), said: { text: text ?? said.text, hint, kept } }
}

/** What to write of the state where nothing is redrawn; null while there is nothing to say. Nothing is shortened. */
export function renderWatchPlainly(state: WatchState, style: Style): string | null {
  const { number, title, file, verdict, running, gone, view, rows } = state
  const words = `\n ${wrap(waysOf(state), proseColumns(style), 1)}`
  if (view === 'list') {
    const list = rows.map(({ number: place, title: name, status }) => {
      return `   ${place}  ${name}${status === 'solved' ? ', solved' : ''}`
    })
    return `\n Exercises\n\n${list.join('\n')}\n${words}`
  }
  if (view === 'reset') return `\n Start ${visible(file)} over? Your file stays beside it.\n${words}`
  if (gone) return `\n There is no ${visible(file)} any more. Put it back, or reset.\n${words}`
  if (running || verdict === null) return null
  const parts = [renderVerification({ number, title, file, verdict }, style, { detail: 'full', why: state.why })]
  if (verdict.passed) parts.push(` ${style.good(`${style.glyphs.right} solved`)}`)
  return `\n${parts.join('\n\n')}\n${words}`
}

/** A hint that was asked for, where nothing is redrawn. */
export const renderHintPlainly = ({ number, of, text }: HintShown, style: Style): string =>
  `\n Hint ${number} of ${of}:\n${renderMarkdown(text, style)}\n`

/** What became of the learner's own file, where nothing is redrawn. */
export const renderKeptPlainly = (kept: readonly string[], style: Style): string =>
  kept.map((sentence) => `\n ${wrap(visible(sentence), proseColumns(style), 1)}\n`).join('')

/** What to say of a word that does nothing now. */
export const renderUnknown = (typed: string, state: WatchState): string =>
  ` ${visible(JSON.stringify(typed))} does nothing here. ${waysOf(state)}\n`

const waysOf = (state: WatchState): string => `Type a word and Enter: ${wordsOf(state).join(', ')}.`
