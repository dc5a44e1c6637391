import type { Anatomy } from '../../cookie/anatomy.ts'
import { labelled, SECTION_INDENT } from '../text.ts'
import type { Style } from '../style.ts'

/** What was tried of a word list. */
export interface WordListCount {
  readonly lines: number
  /** Lines that were tried: empty ones are not. */
  readonly words: number
  /** Lines that were too long for a secret. */
  readonly skipped: number
}

/** How far a word list was tried, and what came of it. */
export function renderWordList(
  { words, skipped }: WordListCount,
  cookies: readonly Anatomy[],
  style: Style,
  columns: number,
): string {
  const found = cookies.filter(({ guess }) => guess && 'line' in guess.from).length
  const verdict =
    found > 0 ? `A word makes ${found} of ${cookies.length} signatures.` : 'None of them makes a signature.'
  const tried = `${counted(words, 'word')} tried. ${cookies.length === 1 && found === 1 ? 'The last one makes the signature.' : verdict}`
  const left = skipped === 0 ? '' : ` ${counted(skipped, 'line')} left out: longer than any secret.`
  const text = words === 0 ? 'No word was tried: each signature is right already, or no secret could make it.' : tried
  return labelled(` ${style.bold('Word list')}`, text + left, SECTION_INDENT, columns)
}

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? ' was' : 's were'}`
