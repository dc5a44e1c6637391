import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/progress/entry.ts'
import { openProgress } from '../../src/progress/open.ts'
import { lessonProgress } from '../../src/progress/progress.ts'
import { temporaryFolder } from '../support/run.ts'

const FIRST: Entry = { type: 'step', lesson: 'genid', step: 1 }
const SECOND: Entry = { type: 'step', lesson: 'genid', step: 2 }
const NEWER = '\n{"v":2,"at":0,"type":"step","lesson":"genid","step":9}\n'

const open = (folder: string) => openProgress(folder, () => 0)
const journalIn = (folder: string): string => path.join(folder, 'progress.jsonl')

describe('a folder that can be written', () => {
  test('is left alone until something is recorded', () => {
    const folder = path.join(temporaryFolder(), 'state')
    const store = open(folder)
    expect(store.read().size).toBe(0)
    expect(store.problem).toBeNull()
    expect(existsSync(folder)).toBe(false)
  })

  test('keeps what is recorded, with the time', () => {
    const folder = path.join(temporaryFolder(), 'state')
    const store = openProgress(folder, () => 1234)
    expect(store.record(FIRST)).toBe(true)
    expect(store.problem).toBeNull()
    expect(readFileSync(journalIn(folder), 'utf8')).toContain('"at":1234')
    expect(lessonProgress(open(folder).read(), 'genid').step).toBe(1)
  })

  test('shows what another process recorded meanwhile', () => {
    const folder = temporaryFolder()
    const store = open(folder)
    open(folder).record(SECOND)
    expect(lessonProgress(store.read(), 'genid').step).toBe(2)
  })
})

describe('a journal from a newer version', () => {
  test('is refused and left alone byte for byte', () => {
    const folder = temporaryFolder()
    open(folder).record(FIRST)
    appendFileSync(journalIn(folder), NEWER)
    const before = readFileSync(journalIn(folder))
    const store = open(folder)
    expect(store.problem).toMatchObject({ kind: 'newer', message: expect.stringContaining('newer session-tutor') })
    expect(store.read().size).toBe(0)
    expect(store.record(SECOND)).toBe(false)
    expect(readFileSync(journalIn(folder))).toEqual(before)
    expect(readdirSync(folder)).toEqual(['progress.jsonl'])
  })

  test('is noticed even if it comes later', () => {
    const folder = temporaryFolder()
    const store = open(folder)
    expect(store.record(FIRST)).toBe(true)
    appendFileSync(journalIn(folder), NEWER)
    const before = readFileSync(journalIn(folder))
    expect(store.record(SECOND)).toBe(false)
    expect(store.problem?.kind).toBe('newer')
    expect(readFileSync(journalIn(folder))).toEqual(before)
  })
})

describe('no place to write', () => {
  test('a folder where the journal should be', () => {
    const folder = temporaryFolder()
    mkdirSync(journalIn(folder))
    const store = open(folder)
    expect(store.problem).toMatchObject({ kind: 'unreadable', message: expect.stringContaining(journalIn(folder)) })
    expect(store.read().size).toBe(0)
    expect(store.record(FIRST)).toBe(false)
  })

  test('a file where the folder should be', () => {
    const folder = path.join(temporaryFolder(), 'file')
    writeFileSync(folder, 'mine')
    const store = open(path.join(folder, 'state'))
    expect(store.problem?.message).toBe(
      `Progress cannot be read from ${journalIn(path.join(folder, 'state'))} (ENOTDIR: not a directory), so nothing is saved.`,
    )
    expect(store.record(FIRST)).toBe(false)
    expect(readFileSync(folder, 'utf8')).toBe('mine')
  })

  test.runIf(process.platform === 'linux')('a folder that no one can make', () => {
    const store = open('/proc/session-tutor/state')
    expect(store.record(FIRST)).toBe(false)
    expect(store.problem).toMatchObject({ kind: 'unwritable', message: expect.stringContaining('nothing is saved') })
    expect(store.read().size).toBe(0)
  })

  test('a folder that comes back is used again', () => {
    const folder = path.join(temporaryFolder(), 'state')
    mkdirSync(journalIn(folder), { recursive: true })
    const store = open(folder)
    expect(store.record(FIRST)).toBe(false)
    expect(open(path.dirname(folder)).record(FIRST)).toBe(true)
  })
})
