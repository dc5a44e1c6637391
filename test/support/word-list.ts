import { readFileSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from '../../src/package-root.ts'

/** A word that is not written here, and what is written instead. */
export interface OldWord {
  readonly old: string
  readonly plain: string
}

const CONTRIBUTING = readFileSync(path.join(packageRoot, 'CONTRIBUTING.md'), 'utf8')

/** The rows of the table below a heading in CONTRIBUTING.md, up to the next one. A row with several old words, commas between them, is taken apart. */
export function readWordList(heading: string): OldWord[] {
  const lines = CONTRIBUTING.split('\n')
  const from = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading)
  const below = lines.slice(from + 1)
  const to = below.findIndex((line) => /^#+ /.test(line))
  const rows = below.slice(0, to < 0 ? undefined : to).flatMap((line) => {
    const [, olds = '', plain = ''] = /^\| (.+?) +\| (.+?) +\|$/.exec(line) ?? []
    return olds === '' ? [] : [{ olds, plain }]
  })
  // The first two are the heading and the line below it.
  return rows.slice(2).flatMap(({ olds, plain }) => olds.split(', ').map((old) => ({ old, plain: plain.trim() })))
}

/** Words as they stand by themselves: capitals do not count, words that only hold them do not either. */
const standing = (words: string): RegExp => new RegExp(String.raw`(?<![\w-])(?:${words})(?![\w-])`, 'i')

/** Each place where an old word stands, with its line and what to write. */
export function oldWordsIn(text: string, list: readonly OldWord[]): string[] {
  // Hardly a text has one, so all are looked for at once first.
  const any = standing(list.map(({ old }) => old).join('|'))
  if (!any.test(text)) return []
  return text.split('\n').flatMap((line, i) => {
    if (!any.test(line)) return []
    return list.flatMap(({ old, plain }) => (standing(old).test(line) ? [`${i + 1}: ${old} (write: ${plain})`] : []))
  })
}
