import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { findExercise } from '../../../src/course/find.ts'
import { takeHint } from '../../../src/course/take-hint.ts'
import type { Entry } from '../../../src/progress/entry.ts'
import { openProgress } from '../../../src/progress/open.ts'
import { lessonProgress } from '../../../src/progress/progress.ts'
import { run, temporaryFolder } from '../../support/run.ts'

const genid = await findExercise('genid', 'hint')
const { title, hints } = genid.exercise
const OF = hints.length

const storeIn = (stateFolder: string) => openProgress(stateFolder, Date.now)
const exerciseIn = (stateFolder: string) => lessonProgress(storeIn(stateFolder).read(), 'genid').exercise

/** The numbers of the hints on a screen, in order. */
const shown = (screen: string): readonly number[] => {
  const found = [...screen.matchAll(/^ Hint (\d+) of (\d+)$/gm)]
  expect(found.map(([, , of]) => Number(of))).toEqual(found.map(() => OF))
  return found.map(([, number]) => Number(number))
}

/** A text without line breaks and signs of Markdown. */
const words = (text: string): string => text.replaceAll(/[`*]/g, '').replaceAll(/\s+/g, ' ').trim()

describe('each time one more', () => {
  test.each(['3', 'genid'])('of exercise %s, and after the last all of them', async (name) => {
    const stateFolder = temporaryFolder()
    const screens: string[] = []
    for (let times = 0; times < OF + 2; times++) {
      const { code, stdout, stderr } = await run(['hint', name], { stateFolder })
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      screens.push(stdout)
    }
    const all = hints.map((_, i) => i + 1)
    expect(screens.map(shown)).toEqual([...all.map((number) => [number]), all, all])
    for (const screen of screens) expect(screen).toContain(`\n 3  ${title}\n`)
    for (const [i, hint] of hints.entries()) expect(words(screens[i] ?? '')).toContain(words(hint).slice(0, 40))

    const [last = '', again = ''] = screens.slice(OF - 1)
    for (const screen of screens.slice(0, OF - 1)) {
      expect(screen).toContain('   session-tutor hint 3\n')
      expect(screen).not.toContain('session-tutor solution')
    }
    expect(last).toContain('That was the last hint.')
    expect(again).toContain('These are all the hints.')
    for (const screen of [last, again]) {
      expect(screen).toContain('   session-tutor solution 3 --show\n')
      expect(screen).not.toContain('session-tutor hint')
    }
    expect(exerciseIn(stateFolder)).toEqual({ status: 'started', passed: 0, checks: 0, hints: OF })
  })

  test('going on where it was left, and nothing of other exercises', async () => {
    const stateFolder = temporaryFolder()
    const entries: readonly Entry[] = [
      { type: 'hint', lesson: 'login-guard', hint: 3 },
      { type: 'hint', lesson: 'genid', hint: 1 },
    ]
    for (const entry of entries) storeIn(stateFolder).record(entry)
    expect(shown((await run(['hint', 'genid'], { stateFolder })).stdout)).toEqual([2])
  })

  test('what is solved may show its solution', async () => {
    const stateFolder = temporaryFolder()
    storeIn(stateFolder).record({ type: 'tried', lesson: 'genid', passed: 4, checks: 4 })
    storeIn(stateFolder).record({ type: 'hint', lesson: 'genid', hint: OF })
    const { stdout } = await run(['hint', 'genid'], { stateFolder })
    expect(stdout).toContain('   session-tutor solution 3\n')
    expect(exerciseIn(stateFolder)).toMatchObject({ status: 'solved', hints: OF })
  })

  test('more hints than there are now', async () => {
    const stateFolder = temporaryFolder()
    storeIn(stateFolder).record({ type: 'hint', lesson: 'genid', hint: OF + 5 })
    expect(shown((await run(['hint', 'genid'], { stateFolder })).stdout)).toHaveLength(OF)
  })
})

describe('without a lesson', () => {
  const exerciseOf = async (...said: readonly Entry[]) => {
    const stateFolder = temporaryFolder()
    for (const entry of said) storeIn(stateFolder).record(entry)
    const { code, stdout } = await run(['hint'], { stateFolder })
    return { code, number: Number(/^ (\d+) {2}/m.exec(stdout)?.[1]), hints: shown(stdout) }
  }
  const tried = (lesson: string, passed: number): Entry => ({ type: 'tried', lesson, passed, checks: 4 })

  test('it is for the exercise that was checked last', async () => {
    const said = [tried('genid', 1), tried('login-guard', 1), tried('genid', 1), tried('cookie-max-age', 2)]
    expect(await exerciseOf(...said)).toEqual({ code: 0, number: 2, hints: [1] })
    expect(await exerciseOf(...said, tried('genid', 1))).toEqual({ code: 0, number: 3, hints: [1] })
  })

  test('what else was done does not count', async () => {
    const later: Entry = { type: 'step', lesson: 'login-guard', step: 1, of: 10 }
    expect(await exerciseOf(tried('genid', 1), later)).toMatchObject({ number: 3 })
  })

  test('before any was checked it is for the first that is not solved', async () => {
    expect(await exerciseOf()).toMatchObject({ code: 0, number: 1 })
  })
})

test.each([20, 40, 80])('%i columns hold every line', async (columns) => {
  const stateFolder = temporaryFolder()
  storeIn(stateFolder).record({ type: 'hint', lesson: 'genid', hint: OF })
  const { stdout } = await run(['hint', '3'], { stateFolder, size: () => ({ columns, rows: 24 }) })
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns)
})

test('an exercise that there is not is an error that lists the lessons', async () => {
  const { code, stdout, stderr } = await run(['hint', 'genidd'])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('session-tutor hint genid')
})

describe('nothing can be saved', () => {
  test('and it is said once, and the first hint comes', async () => {
    const stateFolder = path.join(temporaryFolder(), 'file')
    writeFileSync(stateFolder, '')
    const { code, stdout, stderr } = await run(['hint', '3'], { stateFolder })
    expect(code).toBe(0)
    expect(stderr.match(/nothing is saved/g)).toHaveLength(1)
    expect(shown(stdout)).toEqual([1])
    // Asked again, it would give the same one.
    expect(stdout).toContain('session-tutor watch 3')
    expect(stdout).not.toContain('session-tutor hint 3')
  })

  test('where a newer version was, and it is left alone', async () => {
    const stateFolder = temporaryFolder()
    const file = path.join(stateFolder, 'progress.jsonl')
    writeFileSync(file, '{"v":2}\n')
    const { code, stdout, stderr } = await run(['hint', '3'], { stateFolder })
    expect(code).toBe(0)
    expect(stderr).toContain('newer session-tutor')
    expect(shown(stdout)).toEqual([1])
    expect(readFileSync(file, 'utf8')).toBe('{"v":2}\n')
  })
})

describe('takeHint', () => {
  test('takes one after the other, and then none', () => {
    const store = storeIn(temporaryFolder())
    const taken = Array.from({ length: OF + 1 }, () => takeHint(genid, store))
    expect(taken).toEqual([...hints.map((text, i) => ({ number: i + 1, of: OF, text })), null])
  })

  test('goes on by itself where nothing can be saved', () => {
    const stateFolder = temporaryFolder()
    mkdirSync(path.join(stateFolder, 'progress.jsonl'))
    const store = storeIn(stateFolder)
    expect([0, 1, OF].map((before) => takeHint(genid, store, before)?.number)).toEqual([1, 2, undefined])
    expect(store.problem?.kind).toBe('unreadable')
  })

  test('the journal may know of more than this process showed', () => {
    const store = storeIn(temporaryFolder())
    store.record({ type: 'hint', lesson: 'genid', hint: 2 })
    expect(takeHint(genid, store, 1)?.number).toBe(3)
  })
})
