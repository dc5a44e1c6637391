import type { Style } from './style.ts'
import { wrap } from './text.ts'

/** A key that does something now, and the word for it in the key bar. */
export interface Key {
  /** As the terminal names it: a letter, `enter`, `escape`. */
  readonly key: string
  readonly word: string
  /** Other keys that do the same. */
  readonly also?: readonly string[]
}

/** The key of a bar that was pressed, by the name of it or of another that does the same; undefined if it does nothing here. */
export const pressedOf = (keys: readonly Key[], name: string): string | undefined =>
  keys.find(({ key, also }) => key === name || also?.includes(name))?.key

/** The key bar: every key that does something now, and nothing else. Wraps between keys. */
export function renderKeys(keys: readonly Key[], style: Style): string {
  // A no-break space keeps a key and its word on one line while the text is wrapped.
  const words = keys.map(({ key, word }) => `${key}\u00a0${word.replaceAll(' ', '\u00a0')}`)
  const wrapped = wrap(words.join('  '), style.columns - 2)
  const painted = wrapped.replace(
    /([^ \n\u00a0]+)\u00a0([^ \n]+)/g,
    (_, key: string, word: string) => `${style.bold(key)} ${style.dim(word.replaceAll('\u00a0', ' '))}`,
  )
  return painted
    .split('\n')
    .map((line) => ` ${line.trim()}`)
    .join('\n')
}

/**
 * The key that chooses from a list: where nothing is selected yet, a number.
 * @param selected counts from 0; null for nothing
 */
export const chooseKey = (choices: number, selected: number | null): Key => ({
  key: selected === null ? `1-${choices}` : 'enter',
  word: 'choose',
})
