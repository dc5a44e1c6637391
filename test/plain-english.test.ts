import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../src/package-root.ts'

/** A word that is not written here, and what is written instead. */
interface OldWord {
  readonly old: string
  readonly plain: string
}

const CONTRIBUTING = readFileSync(path.join(packageRoot, 'CONTRIBUTING.md'), 'utf8')

/** The rows of the table below "Plain English" in CONTRIBUTING.md. A row with several old words, commas between them, is taken apart. */
function readWordList(markdown: string): OldWord[] {
  const [, section = ''] = markdown.split(/^## Plain English$/m)
  const rows = [...(section.split(/^## /m)[0] ?? '').matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)]
  // The first two are the heading and the line below it.
  return rows
    .slice(2)
    .flatMap(([, olds = '', plain = '']) => olds.split(', ').map((old) => ({ old, plain: plain.trim() })))
}

/** Each place where an old word stands, as in `12: mend (write: fix)`. Capitals do not count, words that only hold it do not either. */
function oldWordsIn(text: string, list: readonly OldWord[]): string[] {
  return text.split('\n').flatMap((line, i) =>
    list.flatMap(({ old, plain }) => {
      const found = new RegExp(String.raw`(?<![\w-])${old}(?![\w-])`, 'i').test(line)
      return found ? [`${i + 1}: ${old} (write: ${plain})`] : []
    }),
  )
}

/** What people read: sources, tests and pages. The corpus is text of others, and the word list names what it forbids. */
function filesToRead(): string[] {
  const folders = ['bin', 'lessons', 'src', 'test'].flatMap((folder) =>
    readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.posix.join(folder, name.split(path.sep).join('/')),
    ),
  )
  return [...folders.filter((file) => /\.[jt]s$/.test(file)), 'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'].filter(
    (file) => file !== 'test/plain-english.test.ts' && !file.startsWith('test/cookie/corpus/'),
  )
}

const wordList = readWordList(CONTRIBUTING)

test('the word list is read', () => {
  expect(wordList).toContainEqual({ old: 'mend', plain: 'fix' })
  expect(wordList.length).toBeGreaterThan(20)
})

/** Lessons that were written before there was a list. Each leaves here when it is rewritten; none comes in. */
const WRITTEN_BEFORE = /^(lessons|test\/lessons)\/.*(cookie-max-age|genid|restart-memory-loss|login-guard)/

test.each(filesToRead().filter((file) => !WRITTEN_BEFORE.test(file)))('%s is written in plain words', (file) => {
  const text = readFileSync(path.join(packageRoot, file), 'utf8')
  expect(oldWordsIn(file === 'CONTRIBUTING.md' ? text.replace(/^\| .*\|$/gm, '') : text, wordList)).toEqual([])
})

describe('an old word is found', () => {
  test.each([
    ['Mend it.', ['1: mend (write: fix)']],
    ['It begins\nanew', ['2: anew (write: again)']],
    ['amended, a mend-all', []],
    ['whoever reads it', ['1: whoever (write: anyone who)']],
  ])('%j', (text, places) => {
    expect(oldWordsIn(text, wordList)).toEqual(places)
  })
})
