import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readJournal } from '../../src/progress/journal.ts'
import { openProgress } from '../../src/progress/open.ts'
import { temporaryFolder } from '../support/run.ts'

const WRITER = path.join(import.meta.dirname, 'writer.js')
const BUILT = path.join(import.meta.dirname, '../../dist/src/progress/open.js')
const ROUNDS = process.env['TORTURE'] ? 200 : 20

beforeAll(() => {
  if (!existsSync(BUILT)) throw new Error('These tests run what was built. Run: npm run build')
})

/** What a writer said until its end. */
interface Written {
  readonly signal: NodeJS.Signals | null
  readonly saved: readonly number[]
  readonly lost: readonly number[]
}

/** The command line of a writer. */
const writer = (folder: string, lesson: string, count = Infinity): readonly string[] => [
  process.execPath,
  WRITER,
  folder,
  lesson,
  String(count),
]

/** Runs a writer to its end, or kills it as soon as it has acknowledged `killAfter` entries. */
async function write([program = '', ...words]: readonly string[], killAfter = Infinity): Promise<Written> {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  // With 0 it dies before its first line, perhaps before its first entry.
  if (killAfter === 0) child.once('spawn', () => child.kill('SIGKILL'))
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.split('\n').length > killAfter) child.kill('SIGKILL')
  })
  await once(child, 'close')
  const numbers = (word: string) => [...said.matchAll(new RegExp(`^${word} (\\d+)\n`, 'gm'))].map(([, n]) => Number(n))
  return { signal: child.signalCode, saved: numbers('ok'), lost: numbers('not saved') }
}

/** The numbers of the entries in the journal, by lesson. */
function numbersIn(folder: string): Readonly<Record<string, readonly number[]>> {
  const { entries } = readJournal(path.join(folder, 'progress.jsonl'))
  const found: Record<string, number[]> = {}
  for (const entry of entries) {
    if (entry.type === 'broke') (found[entry.lesson] ??= []).push(Number.parseInt(entry.claim, 10))
  }
  return found
}

const countTo = (end: number): readonly number[] => Array.from({ length: end }, (_, index) => index + 1)
const random = (below: number): number => Math.floor(Math.random() * below)

/** What was acknowledged is there, in order; beyond it at most the one entry that was being written. */
function expectNothingLost(found: readonly number[] = [], { saved, lost }: Written): void {
  expect(lost).toEqual([])
  expect(saved).toEqual(countTo(saved.length))
  expect(found).toEqual(countTo(found.length))
  expect([saved.length, saved.length + 1]).toContain(found.length)
}

describe('SIGKILL', () => {
  test(`takes nothing that was acknowledged, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const folder = temporaryFolder()
      const killed = await write(writer(folder, 'genid'), random(60))
      expect(killed.signal).toBe('SIGKILL')
      expectNothingLost(numbersIn(folder)['genid'], killed)

      expect(openProgress(folder, Date.now).record({ type: 'broke', lesson: 'next', claim: '1' })).toBe(true)
      expectNothingLost(numbersIn(folder)['genid'], killed)
      expect(numbersIn(folder)['next']).toEqual([1])
    }
  }, 600_000)
})

describe('20 processes at once', () => {
  const lessons = countTo(20).map((number) => `lesson-${number}`)

  test('lose nothing, not even while they make the folder', async () => {
    const folder = path.join(temporaryFolder(), 'not', 'yet', 'there')
    const ends = await Promise.all(lessons.map((lesson) => write(writer(folder, lesson, 25))))
    expect(ends).toEqual(lessons.map(() => ({ signal: null, saved: countTo(25), lost: [] })))
    expect(numbersIn(folder)).toEqual(Object.fromEntries(lessons.map((lesson) => [lesson, countTo(25)])))
  })

  test('lose nothing while they are being killed', async () => {
    const folder = temporaryFolder()
    const ends = await Promise.all(
      lessons.map(async (lesson) => ({ lesson, end: await write(writer(folder, lesson), random(15)) })),
    )
    expect(ends.map(({ end }) => end.signal)).toEqual(lessons.map(() => 'SIGKILL'))
    const found = numbersIn(folder)
    for (const { lesson, end } of ends) expectNothingLost(found[lesson], end)
  })
})

// The shell limits how long a file may become; what does not fit is written in part, as on a disk that is nearly full.
test.runIf(process.platform === 'linux')('a full disk takes nothing that was acknowledged', async () => {
  const folder = temporaryFolder()
  const limited = ['sh', '-c', 'trap "" XFSZ; ulimit -f 20; exec "$@"', 'sh', ...writer(folder, 'genid', 10)]
  const { saved, lost } = await write(limited)
  expect(saved.length).toBeGreaterThan(1)
  expect(lost.length).toBeGreaterThan(1)
  expect([...saved, ...lost].toSorted((a, b) => a - b)).toEqual(countTo(10))
  expect(numbersIn(folder)['genid']).toEqual(saved)

  expect(openProgress(folder, Date.now).record({ type: 'broke', lesson: 'genid', claim: '11' })).toBe(true)
  expect(numbersIn(folder)['genid']).toEqual([...saved, 11])
})
