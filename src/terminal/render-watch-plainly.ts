import { renderMarkdown } from './render-markdown.ts'
import { renderVerification } from './render-verification.ts'
import { keysOf, type WatchState } from './render-watch.ts'
import type { Style } from './style.ts'
import { visible } from './text.ts'

/** What to write of the state where nothing is redrawn; null while there is nothing to say. Nothing is shortened. */
export function renderWatchPlainly(state: WatchState, style: Style): string | null {
  const { number, title, file, verdict, running, gone, hint, view, rows } = state
  const words = `\n Type a word and Enter: ${keysOf(state)
    .map(({ key, word }) => (key === 'h' ? 'hint' : /^[a-z]$/.test(key) ? (word.split(/[ ,]/)[0] ?? word) : key))
    .join(', ')}.`
  if (view === 'list') {
    const list = rows.map(({ number: place, title: name, status }) => {
      return `   ${place}  ${name}${status === 'solved' ? ', solved' : ''}`
    })
    return `\n Exercises\n\n${list.join('\n')}\n${words}`
  }
  if (view === 'reset') return `\n Begin ${visible(file)} anew? Your file stays beside it.\n${words}`
  if (gone) return `\n There is no ${visible(file)} any more. Put it back, or reset.\n${words}`
  if (running || verdict === null) return null
  const parts = [renderVerification({ number, title, file, verdict }, style, 'full')]
  if (verdict.passed) parts.push(` ${style.good(`${style.glyphs.right} solved`)}`)
  if (hint) parts.push(` Hint ${hint.number} of ${hint.of}:\n${renderMarkdown(hint.text, style)}`)
  return `\n${parts.join('\n\n')}\n${words}`
}
