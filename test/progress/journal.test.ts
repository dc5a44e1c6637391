import * as fc from 'fast-check'
import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/progress/entry.ts'
import { appendEntry, journalRecord, parseJournal, readJournal } from '../../src/progress/journal.ts'
import { temporaryFolder } from '../support/run.ts'
import { anyEntry, entries } from './entries.ts'

const FIRST: Entry = { type: 'step', lesson: 'genid', step: 1 }
const SECOND: Entry = { type: 'step', lesson: 'genid', step: 2 }

const bytesOf = (entry: Entry): Buffer => Buffer.from(journalRecord(entry, 0))
const read = (...pieces: readonly Uint8Array[]) => parseJournal(Buffer.concat(pieces).toString('utf8'))

/** A record is whole without the line break at its end. */
const isWhole = (bytes: Buffer, kept: number): boolean => kept >= bytes.length - 1

/** An entry and how many of its bytes were written before the writer was killed. */
const cutEntry = anyEntry.chain((entry) => {
  const bytes = bytesOf(entry)
  return fc.nat(bytes.length).map((kept) => ({ entry, bytes: bytes.subarray(0, kept), whole: isWhole(bytes, kept) }))
})

describe('the text of a journal', () => {
  test('a journal cut at any byte loses the record that was cut and those after it, and takes new ones', () => {
    fc.assert(
      fc.property(entries, entries, fc.nat(), (before, after, place) => {
        const journal = Buffer.concat(before.map(bytesOf))
        const cut = place % (journal.length + 1)
        let end = 0
        const kept = before.filter((entry) => {
          end += bytesOf(entry).length
          return end - 1 <= cut
        })
        const found = read(journal.subarray(0, cut), ...after.map(bytesOf))
        expect(found).toEqual({ entries: [...kept, ...after], newer: false })
      }),
    )
  })

  test('of many killed writers each loses its own record only', () => {
    fc.assert(
      fc.property(fc.array(cutEntry, { maxLength: 8 }), (cuts) => {
        const whole = cuts.filter((cut) => cut.whole).map(({ entry }) => entry)
        expect(read(...cuts.map(({ bytes }) => bytes))).toEqual({ entries: whole, newer: false })
      }),
    )
  })

  test('garbage without a line break loses nothing that follows', () => {
    const garbage = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.string().map((text) => Buffer.from(text)),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(garbage, anyEntry), { maxLength: 8 }), (pairs) => {
        const found = read(...pairs.flatMap(([bytes, entry]) => [bytes, bytesOf(entry)]))
        expect(found.entries).toEqual(pairs.map(([, entry]) => entry))
      }),
    )
  })

  test('one newer record makes the whole journal newer, wherever it stands', () => {
    const newer = Buffer.from('\n{"v":2}\n')
    fc.assert(
      fc.property(entries, entries, (before, after) => {
        const found = read(...before.map(bytesOf), newer, ...after.map(bytesOf))
        expect(found).toEqual({ entries: [], newer: true })
      }),
    )
  })
})

const newFile = (): string => path.join(temporaryFolder(), 'not', 'yet', 'there', 'progress.jsonl')

describe('the file of a journal', () => {
  test('is empty before there is one', () => {
    expect(readJournal(newFile())).toEqual({ entries: [], newer: false })
  })

  test('is made with its folders, for nobody but the learner', () => {
    const file = newFile()
    appendEntry(file, FIRST, 5)
    appendEntry(file, SECOND, 6)
    expect(readFileSync(file, 'utf8')).toBe(
      '\n{"v":1,"at":5,"type":"step","lesson":"genid","step":1}\n' +
        '\n{"v":1,"at":6,"type":"step","lesson":"genid","step":2}\n',
    )
    const modes = [file, path.dirname(file), path.dirname(path.dirname(file))].map((place) => statSync(place).mode)
    // Windows has no such modes.
    const expected = process.platform === 'win32' ? modes : [0o100600, 0o40700, 0o40700]
    expect(modes).toEqual(expected)
  })

  test('a torn end does not swallow the next entry', () => {
    const file = newFile()
    appendEntry(file, FIRST, 0)
    appendEntry(file, FIRST, 0)
    truncateSync(file, statSync(file).size - 9)
    appendEntry(file, SECOND, 0)
    expect(readJournal(file).entries).toEqual([FIRST, SECOND])
  })

  test('what others wrote stays as it was', () => {
    const file = newFile()
    appendEntry(file, FIRST, 0)
    appendFileSync(file, 'half a li')
    const before = readFileSync(file, 'utf8')
    appendEntry(file, SECOND, 0)
    expect(readFileSync(file, 'utf8').startsWith(before)).toBe(true)
  })

  test('a file where the folder should be is an error', () => {
    const inTheWay = path.join(temporaryFolder(), 'file')
    writeFileSync(inTheWay, '')
    expect(() => appendEntry(path.join(inTheWay, 'progress.jsonl'), FIRST, 0)).toThrow('ENOTDIR')
  })

  test('a folder where the file should be is an error', () => {
    const inTheWay = temporaryFolder()
    expect(() => appendEntry(inTheWay, FIRST, 0)).toThrow('EISDIR')
    expect(() => readJournal(inTheWay)).toThrow('not a file')
  })
})
