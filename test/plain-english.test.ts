import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../src/package-root.ts'
import { oldWordsIn, readWordList } from './support/word-list.ts'

/** What people read: sources, tests and pages. The corpus is text of others, and the word list names what it forbids. */
function filesToRead(): string[] {
  const folders = ['bin', 'lessons', 'src', 'test'].flatMap((folder) =>
    readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.posix.join(folder, name.split(path.sep).join('/')),
    ),
  )
  return [...folders.filter((file) => /\.[jt]s$/.test(file)), 'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'].filter(
    (file) =>
      file !== 'test/plain-english.test.ts' &&
      file !== 'test/lessons/plain-english.test.ts' &&
      !file.startsWith('test/cookie/corpus/'),
  )
}

const wordList = readWordList('Plain English')

test('the word list is read', () => {
  expect(wordList).toContainEqual({ old: 'mend', plain: 'fix' })
  expect(wordList.length).toBeGreaterThan(20)
})

const files = filesToRead()
/** The first two folders of a path, or the name of a page. */
const areaOf = (file: string): string => file.split('/').slice(0, -1).slice(0, 2).join('/') || file

test.each([...new Set(files.map(areaOf))])('%s is written in plain words', (area) => {
  const places = files.flatMap((file) => {
    if (areaOf(file) !== area) return []
    const text = readFileSync(path.join(packageRoot, file), 'utf8')
    const read = file === 'CONTRIBUTING.md' ? text.replace(/^\| .*\|$/gm, '') : text
    return oldWordsIn(read, wordList).map((place) => `${file}:${place}`)
  })
  expect(places).toEqual([])
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
