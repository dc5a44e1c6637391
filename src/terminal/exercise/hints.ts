import { renderMarkdown } from '../markup/markdown.ts'
import type { Style } from '../style.ts'
import { proseColumns, wrap } from '../text.ts'

/** A hint that was asked for. */
export interface HintShown {
  /** Counted from 1. */
  readonly number: number
  readonly of: number
  /** Markdown. */
  readonly text: string
}

/** Hints for an exercise, as `hint` shows them. */
export interface Hints {
  /** The number of its lesson. */
  readonly number: number
  readonly title: string
  /** The newest one, or all of them. */
  readonly hints: readonly HintShown[]
  /** All of them were shown before. */
  readonly again: boolean
  /** The exercise is: then its solution is no secret any more. */
  readonly solved: boolean
  /** It is written down which were shown, so the next one comes next time. */
  readonly saved: boolean
}

/** The screen of `hint`: which exercise, what is hinted, and how to get at more. */
export function renderHints({ number, title, hints, again, solved, saved }: Hints, style: Style): string {
  const columns = proseColumns(style)
  const say = (sentence: string, command: string) =>
    ` ${style.dim(wrap(sentence, columns, 1))}\n   ${wrap(command, columns, 3)}`
  const solution = `${style.program} solution ${number}${solved ? '' : ' --show'}`
  const last = hints.at(-1)
  const heading = ` ${style.dim(String(number))}  ${style.bold(wrap(title, columns, 4))}`
  const blocks = hints.map(
    (hint) => ` ${style.bold(`Hint ${hint.number} of ${hint.of}`)}\n\n${renderMarkdown(hint.text, style, 3)}`,
  )
  const onward = again
    ? say('These are all the hints. To see the solution:', solution)
    : last && last.number < last.of
      ? saved
        ? say('If that is not enough, there is another:', `${style.program} hint ${number}`)
        : say('Nothing can be saved here, so the other hints are only in watch:', `${style.program} watch ${number}`)
      : say('That was the last hint. To see the solution:', solution)
  return `\n${[heading, ...blocks, onward].join('\n\n')}\n\n`
}
