import * as fc from 'fast-check'
import fs, { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Entry } from '../../src/progress/entry.ts'
import { followJournal } from '../../src/progress/follow-journal.ts'
import { appendEntry, journalRecord, parseJournal } from '../../src/progress/journal.ts'
import { openProgress } from '../../src/progress/open.ts'
import { foldProgress, lessonProgress } from '../../src/progress/progress.ts'
import { temporaryFolder } from '../support/run.ts'
import { anyEntry } from './entries.ts'

/** Something that happens to a journal between two looks. */
type Deed =
  | { readonly kind: 'append'; readonly entries: readonly Entry[] }
  /** A writer was killed when only a part of its record was written. */
  | { readonly kind: 'torn'; readonly entry: Entry; readonly kept: number }
  | { readonly kind: 'garbage'; readonly bytes: Uint8Array }
  /** A part of it is written again in its place, by hand: some bytes from the front are gone, and others may follow. */
  | { readonly kind: 'edited'; readonly gone: number; readonly entries: readonly Entry[] }
  /** One byte is another one now. */
  | { readonly kind: 'changed'; readonly place: number; readonly byte: number }
  /** Another file took its place. */
  | { readonly kind: 'replaced'; readonly entries: readonly Entry[] }
  | { readonly kind: 'cut'; readonly place: number }
  | { readonly kind: 'deleted' | 'newer' }

const entries = fc.array(anyEntry, { maxLength: 4 })

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('append' as const), entries }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('torn' as const), entry: anyEntry, kept: fc.nat(300) }) },
  fc.record({ kind: fc.constant('garbage' as const), bytes: fc.uint8Array({ maxLength: 40 }) }),
  fc.record({ kind: fc.constant('edited' as const), gone: fc.nat(), entries }),
  fc.record({ kind: fc.constant('changed' as const), place: fc.nat(), byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('replaced' as const), entries }),
  fc.record({ kind: fc.constant('cut' as const), place: fc.nat() }),
  fc.constantFrom({ kind: 'deleted' as const }, { kind: 'newer' as const }),
)

/** Does things to a journal. Each entry has a time of its own, as they have in life. */
function journalHand(file: string) {
  let time = 0
  const text = (said: readonly Entry[]) => said.map((entry) => journalRecord(entry, (time += 1))).join('')
  /** A hand takes longer than the clock of a file system, which may stand still between two deeds of a test. */
  const later = () => fs.utimesSync(file, 1, (time += 1))
  const bytes = (): Buffer => {
    try {
      return readFileSync(file)
    } catch {
      return Buffer.alloc(0)
    }
  }
  const rewrite = (content: Uint8Array) => {
    writeFileSync(file, content)
    later()
  }
  return (done: Deed) => {
    switch (done.kind) {
      case 'append':
        return appendFileSync(file, text(done.entries))
      case 'torn':
        return appendFileSync(file, Buffer.from(text([done.entry])).subarray(0, done.kept))
      case 'garbage':
        return appendFileSync(file, done.bytes)
      case 'newer':
        return appendFileSync(file, '\n{"v":2}\n')
      case 'edited': {
        const before = bytes()
        return rewrite(
          Buffer.concat([before.subarray(done.gone % (before.length + 1)), Buffer.from(text(done.entries))]),
        )
      }
      case 'changed': {
        const before = bytes()
        if (before.length > 0) before[done.place % before.length] = done.byte
        return rewrite(before)
      }
      case 'replaced':
        writeFileSync(`${file}.new`, text(done.entries))
        renameSync(`${file}.new`, file)
        return later()
      case 'cut': {
        const before = bytes()
        return rewrite(before.subarray(0, done.place % (before.length + 1)))
      }
      case 'deleted':
        return rmSync(file, { force: true })
    }
  }
}

/** What a journal comes to, read whole. */
function whole(file: string) {
  const { entries: all, newer } = parseJournal(fs.existsSync(file) ? readFileSync(file, 'utf8') : '')
  return { progress: foldProgress(all), newer }
}

test('whatever happens to a journal, reading it on tells the same as reading it whole', () => {
  const folder = temporaryFolder()
  let count = 0
  fc.assert(
    fc.property(fc.array(deed, { minLength: 1, maxLength: 12 }), (deeds) => {
      const file = path.join(folder, `${(count += 1)}.jsonl`)
      const act = journalHand(file)
      const journal = followJournal(file, (entry) => entry)
      for (const done of deeds) {
        act(done)
        expect(journal.look()).toEqual(whole(file))
      }
    }),
    { numRuns: 300 },
  )
})

test('a journal of several megabytes comes out the same, and so does what is appended to it', () => {
  const file = path.join(temporaryFolder(), 'progress.jsonl')
  const act = journalHand(file)
  const journal = followJournal(file, (entry) => entry)
  const many = (from: number): Entry[] =>
    Array.from({ length: 30_000 }, (_, i) => ({ type: 'step', lesson: `ü${i % 7}`, step: from + i }))
  for (const from of [1, 40_000]) {
    act({ kind: 'append', entries: many(from) })
    expect(journal.look()).toEqual(whole(file))
  }
  expect(statSync(file).size).toBeGreaterThan(3_600_000)
})

describe('what is read', () => {
  const spies = { bytes: 0 }

  /** Counts the bytes that are read of files from now on, in whatever way. */
  const count = () => {
    spies.bytes = 0
    const { readSync, readFileSync: readWhole } = fs
    vi.spyOn(fs, 'readSync').mockImplementation((...words: Parameters<typeof readSync>) => {
      const length = readSync(...words)
      spies.bytes += length
      return length
    })
    vi.spyOn(fs, 'readFileSync').mockImplementation((...words: Parameters<typeof readWhole>) => {
      const content = readWhole(...words)
      spies.bytes += content.length
      return content
    })
    syncBuiltinESMExports()
  }
  afterEach(() => {
    vi.restoreAllMocks()
    syncBuiltinESMExports()
  })

  const STEP: Entry = { type: 'step', lesson: 'genid', step: 1 }

  /** A folder with a journal of one megabyte. */
  const withJournal = () => {
    const folder = path.join(temporaryFolder(), 'state')
    const file = path.join(folder, 'progress.jsonl')
    mkdirSync(folder)
    writeFileSync(file, journalRecord(STEP, 0).repeat(16_000))
    return { folder, file, size: statSync(file).size }
  }

  test('is the whole journal once, no matter who opens it', () => {
    const { folder, size } = withJournal()
    count()
    for (let time = 0; time < 5; time += 1) openProgress(folder, () => 0).read()
    expect(spies.bytes).toBe(size)
  })

  test('is little for each entry that is recorded, and for what another process recorded', () => {
    const { folder, file } = withJournal()
    const store = openProgress(folder, () => 0)
    count()
    for (let step = 1; step <= 50; step += 1) {
      store.record({ ...STEP, step })
      store.read()
    }
    appendEntry(file, { ...STEP, step: 60 }, 0)
    expect(lessonProgress(store.read(), 'genid').step).toBe(60)
    expect(spies.bytes).toBeGreaterThan(0)
    expect(spies.bytes).toBeLessThan(51 * 1000)
  })

  test('is nothing where nothing was written', () => {
    const { folder } = withJournal()
    const store = openProgress(folder, () => 0)
    count()
    store.read()
    expect(spies.bytes).toBe(0)
  })
})
