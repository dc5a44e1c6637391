import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { openProgress } from '../../../src/progress/open.ts'
import { lessonProgress } from '../../../src/progress/progress.ts'
import { run, temporaryFolder } from '../../support/run.ts'

/** A state folder in which two lessons are done. */
function twoDone() {
  const stateFolder = temporaryFolder()
  const store = openProgress(stateFolder, Date.now)
  for (const lesson of ['genid', 'login-guard']) store.record({ type: 'done', lesson, right: 1, predictions: 1 })
  const statuses = () => ['genid', 'login-guard'].map((slug) => lessonProgress(store.read(), slug).status)
  expect(statuses()).toEqual(['done', 'done'])
  return { stateFolder, statuses, journal: () => readFileSync(path.join(stateFolder, 'progress.jsonl'), 'utf8') }
}

describe('one lesson', () => {
  test.each(['3', 'genid'])('reset %s forgets it without asking, and only it', async (name) => {
    const { stateFolder, statuses } = twoDone()
    const outcome = await run(['reset', name], { stateFolder })
    expect(outcome).toMatchObject({ code: 0, stdout: 'The progress of lesson 3, genid, is forgotten.\n', stderr: '' })
    expect(statuses()).toEqual(['new', 'done'])
  })

  test('one that there is not is an error that lists the lessons, as in `lesson`', async () => {
    const { stateFolder, statuses } = twoDone()
    const outcome = await run(['reset', 'genidd'], { stateFolder })
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    const { stderr } = await run(['lesson', 'genidd'], { stateFolder })
    expect(outcome.stderr).toBe(stderr.replace('session-tutor lesson', 'session-tutor reset'))
    expect(statuses()).toEqual(['done', 'done'])
  })
})

test('its exercise is forgotten with it', async () => {
  const stateFolder = temporaryFolder()
  const store = openProgress(stateFolder, Date.now)
  for (const lesson of ['genid', 'login-guard']) store.record({ type: 'tried', lesson, passed: 4, checks: 4 })
  const statuses = () => ['genid', 'login-guard'].map((slug) => lessonProgress(store.read(), slug).exercise.status)
  expect(statuses()).toEqual(['solved', 'solved'])
  expect(await run(['reset', 'genid'], { stateFolder })).toMatchObject({ code: 0, stderr: '' })
  expect(statuses()).toEqual(['new', 'solved'])
})

describe('all lessons', () => {
  test('--yes forgets all, and deletes nothing', async () => {
    const { stateFolder, statuses, journal } = twoDone()
    const before = journal()
    const outcome = await run(['reset', '--yes'], { stateFolder })
    expect(outcome).toMatchObject({ code: 0, stdout: 'All progress is forgotten.\n', stderr: '' })
    expect(statuses()).toEqual(['new', 'new'])
    expect(journal().startsWith(before)).toBe(true)
  })

  test('without a terminal and without --yes nothing is forgotten', async () => {
    const { stateFolder, statuses } = twoDone()
    const outcome = await run(['reset'], { stateFolder, input: 'y\n' })
    expect(outcome).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--yes') })
    expect(statuses()).toEqual(['done', 'done'])
  })
})

test('a journal from a newer version is left alone', async () => {
  const stateFolder = temporaryFolder()
  const file = path.join(stateFolder, 'progress.jsonl')
  writeFileSync(file, '{"v":2}\n')
  const outcome = await run(['reset', '--yes'], { stateFolder })
  expect(outcome).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('newer session-tutor') })
  expect(readFileSync(file, 'utf8')).toBe('{"v":2}\n')
})
